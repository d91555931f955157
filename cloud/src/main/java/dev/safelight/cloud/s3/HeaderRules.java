package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which `x-amz-*` headers are acted on. Every other one is refused by its name: a client that asks
/// for a lock, a key or a storage class must not believe that it got it.
final class HeaderRules {
  private static final Set<String> ACTED_ON =
      Set.of(
          "x-amz-acl",
          "x-amz-algorithm",
          "x-amz-bucket-object-lock-enabled",
          "x-amz-bucket-region",
          "x-amz-checksum-algorithm",
          "x-amz-checksum-mode",
          "x-amz-checksum-type",
          "x-amz-content-sha256",
          "x-amz-copy-source",
          "x-amz-copy-source-if-match",
          "x-amz-copy-source-if-modified-since",
          "x-amz-copy-source-if-none-match",
          "x-amz-copy-source-if-unmodified-since",
          "x-amz-copy-source-range",
          "x-amz-date",
          "x-amz-decoded-content-length",
          "x-amz-expected-bucket-owner",
          "x-amz-metadata-directive",
          "x-amz-mp-object-size",
          "x-amz-object-ownership",
          "x-amz-request-payer",
          "x-amz-sdk-checksum-algorithm",
          "x-amz-security-token",
          "x-amz-server-side-encryption",
          "x-amz-skip-destination-validation",
          "x-amz-source-expected-bucket-owner",
          "x-amz-storage-class",
          "x-amz-tagging",
          "x-amz-tagging-directive",
          // Old clients' wish for a trailing MD5: S3 need not fulfil it.
          "x-amz-te",
          "x-amz-trailer",
          "x-amz-transition-default-minimum-object-size",
          "x-amz-user-agent");

  // Which checksum a value belongs to, whose metadata it is, whom an ACL would name.
  private static final List<String> FAMILIES =
      List.of("x-amz-checksum-", "x-amz-meta-", "x-amz-grant-");

  private HeaderRules() {}

  /// @throws Fault 501 naming the header
  static void require(Headers headers) {
    for (var line : headers.lines()) {
      var name = line.name().toLowerCase(Locale.ROOT);
      if (name.startsWith("x-amz-")
          && !ACTED_ON.contains(name)
          && FAMILIES.stream().noneMatch(name::startsWith)) {
        throw Faults.notImplemented(name);
      }
    }
    requireOnly(headers, "x-amz-server-side-encryption", "AES256");
    requireOnly(headers, "x-amz-storage-class", "STANDARD");
    requireOnly(headers, "x-amz-bucket-object-lock-enabled", "false");
    requireOnly(headers, "x-amz-request-payer", "requester");
  }

  private static void requireOnly(Headers headers, String name, String possible) {
    for (var value : headers.all(name)) {
      if (!value.strip().equalsIgnoreCase(possible)) {
        throw Faults.notImplemented(name + ": " + value);
      }
    }
  }

  /// A write has no conditions on dates. AWS: "Conditional requests".
  ///
  /// @throws Fault 501 naming the header
  static void requireUndated(Headers headers) {
    for (var name : List.of("If-Modified-Since", "If-Unmodified-Since")) {
      if (headers.first(name).isPresent()) {
        throw Faults.notImplemented(name);
      }
    }
  }
}
