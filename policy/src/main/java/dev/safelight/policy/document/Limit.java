package dev.safelight.policy.document;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The largest policy documents that AWS takes, by what they hang on; stateless.
///
/// Where a limit counts several documents together (a user's inline policies), add up their sizes.
/// AWS: "IAM and AWS STS quotas" and each service's own page of quotas, checked 2026-11.
public enum Limit {
  /// All inline policies of one user together.
  USER_INLINE(2_048, Measure.INK),
  /// All inline policies of one role together.
  ROLE_INLINE(10_240, Measure.INK),
  /// All inline policies of one group together.
  GROUP_INLINE(5_120, Measure.INK),
  MANAGED(6_144, Measure.INK),
  /// An account may ask for 4,096.
  TRUST(2_048, Measure.INK),
  SESSION(2_048, Measure.CHARACTERS),
  SERVICE_CONTROL(5_120, Measure.CHARACTERS),
  RESOURCE_CONTROL(5_120, Measure.CHARACTERS),
  BUCKET(20_480, Measure.BYTES),
  FUNCTION(20_480, Measure.BYTES),
  QUEUE(8_192, Measure.BYTES),
  KEY(32_768, Measure.BYTES),
  SECRET(20_480, Measure.BYTES),
  VPC_ENDPOINT(20_480, Measure.CHARACTERS);

  private enum Measure {
    BYTES,
    CHARACTERS,
    /// Characters that are no whitespace.
    INK
  }

  private final int most;
  private final Measure measure;

  Limit(int most, Measure measure) {
    this.most = most;
    this.measure = measure;
  }

  /// The largest size, in whatever [#size] counts.
  public int most() {
    return most;
  }

  /// What AWS counts of a document: bytes of UTF-8, characters, or characters without whitespace.
  public int size(String document) {
    return switch (measure) {
      case BYTES -> document.getBytes(UTF_8).length;
      case CHARACTERS -> document.codePointCount(0, document.length());
      case INK -> (int) document.codePoints().filter(c -> !Character.isWhitespace(c)).count();
    };
  }

  /// Whether a document, alone, is small enough.
  public boolean admits(String document) {
    return size(document) <= most;
  }
}
