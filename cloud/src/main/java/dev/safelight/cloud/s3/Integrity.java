package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a client says that its payload adds up to. AWS: "Checking object integrity in Amazon S3".
///
/// @param md5 `Content-MD5`, base64; empty where absent
/// @param algorithms the one checksum that the client chose, empty where it chose none
/// @param value of that checksum, base64; empty where it comes as a trailer
record Integrity(String md5, List<ChecksumAlgorithm> algorithms, String value) {
  static final Integrity NONE = new Integrity("", List.of(), "");

  Integrity {
    algorithms = List.copyOf(algorithms);
  }

  /// `Content-MD5` alone, where checksum headers speak of something else than the payload.
  ///
  /// @throws Fault `InvalidDigest`
  static Integrity ofDigest(Headers headers) {
    var md5 = headers.first("content-md5").orElse("");
    if (!md5.isEmpty() && ChecksumAlgorithm.MD5.parse(md5).isEmpty()) {
      throw new Fault(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
    }
    return new Integrity(md5, List.of(), "");
  }

  boolean isEmpty() {
    return md5.isEmpty() && algorithms.isEmpty();
  }

  /// @throws Fault `InvalidDigest` or `InvalidRequest` where a header cannot be a checksum
  static Integrity of(Headers headers) {
    var md5 = ofDigest(headers).md5();
    var named = new EnumMap<ChecksumAlgorithm, String>(ChecksumAlgorithm.class);
    for (var algorithm : ChecksumAlgorithm.values()) {
      if (algorithm != ChecksumAlgorithm.MD5) {
        headers.first(algorithm.header()).ifPresent(value -> named.put(algorithm, value));
      }
    }
    named.forEach((algorithm, value) -> {
      if (algorithm.parse(value).isEmpty()) {
        throw Faults.invalidRequest("Value for " + algorithm.header() + " header is invalid.");
      }
    });
    trailing(headers).ifPresent(algorithm -> named.putIfAbsent(algorithm, ""));
    if (named.size() > 1) {
      throw Faults.invalidRequest(
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    requireNamed(headers, named);
    return new Integrity(md5, new ArrayList<>(named.keySet()), String.join("", named.values()));
  }

  private static Optional<ChecksumAlgorithm> trailing(Headers headers) {
    var trailer = headers.first("x-amz-trailer").orElse("").strip().toLowerCase(Locale.ROOT);
    if (trailer.isEmpty()) {
      return Optional.empty();
    }
    var algorithm =
        ChecksumAlgorithm.ofHeader(trailer).filter(known -> known != ChecksumAlgorithm.MD5);
    if (algorithm.isEmpty()) {
      throw Faults.invalidRequest(
          "The value specified in the x-amz-trailer header is not supported");
    }
    return algorithm;
  }

  private static void requireNamed(Headers headers, Map<ChecksumAlgorithm, String> named) {
    var name = headers.first("x-amz-sdk-checksum-algorithm").orElse("");
    if (name.isEmpty()) {
      return;
    }
    if (named.isEmpty()) {
      throw Faults.invalidRequest(
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
    if (!ChecksumAlgorithm.ofName(name).map(named::containsKey).orElse(false)) {
      throw Faults.invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
    }
  }

  /// Compares with what was received. To be called at the payload's end, when its trailers are
  /// there.
  ///
  /// @throws Fault `BadDigest`, or `MalformedTrailerError` where the promised trailer is missing
  void verify(Intake intake, Payload payload) {
    var received = Base64.getEncoder().encodeToString(intake.md5());
    if (!md5.isEmpty() && !md5.equals(received)) {
      throw new Fault(
          400,
          "BadDigest",
          "The Content-MD5 you specified did not match what we received.",
          Map.of("ExpectedDigest", md5, "CalculatedDigest", received));
    }
    for (var algorithm : algorithms) {
      var promised = value.isEmpty() ? payload.trailers().get(algorithm.header()) : value;
      if (promised == null || algorithm.parse(promised).isEmpty()) {
        throw new Fault(
            400,
            "MalformedTrailerError",
            "The request contained trailing data that was not well-formed or did not conform to our"
                + " published schema.");
      }
      if (!promised.equals(intake.checksums().get(algorithm))) {
        throw badDigest(algorithm);
      }
    }
  }

  static Fault badDigest(ChecksumAlgorithm algorithm) {
    return new Fault(
        400,
        "BadDigest",
        "The " + algorithm + " you specified did not match the calculated checksum.");
  }
}
