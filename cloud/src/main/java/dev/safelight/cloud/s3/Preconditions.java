package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The conditions a request puts on an existing object. See RFC 9110, 13.2.2 (their precedence),
/// and AWS: "Conditional requests".
///
/// @param ifMatch empty where the header is absent, as the others
record Preconditions(
    String ifMatch,
    String ifNoneMatch,
    Optional<Instant> ifModifiedSince,
    Optional<Instant> ifUnmodifiedSince) {
  enum Result {
    PROCEED,
    NOT_MODIFIED
  }

  /// For a read.
  ///
  /// @throws Fault `PreconditionFailed`, 412
  Result read(String eTag, Instant modified) {
    requireUnchanged(eTag, modified, "");
    boolean known =
        ifNoneMatch.isEmpty()
            ? ifModifiedSince.isPresent() && !seconds(modified).isAfter(ifModifiedSince.get())
            : ETag.listed(ifNoneMatch, eTag);
    return known ? Result.NOT_MODIFIED : Result.PROCEED;
  }

  /// For the source of a copy, where a copy that is not wanted is 412 too.
  void copy(String eTag, Instant modified) {
    requireUnchanged(eTag, modified, "x-amz-copy-source-");
    if (ifNoneMatch.isEmpty()) {
      if (ifModifiedSince.isPresent() && !seconds(modified).isAfter(ifModifiedSince.get())) {
        throw Faults.preconditionFailed("x-amz-copy-source-If-Modified-Since");
      }
    } else if (ETag.listed(ifNoneMatch, eTag)) {
      throw Faults.preconditionFailed("x-amz-copy-source-If-None-Match");
    }
  }

  private void requireUnchanged(String eTag, Instant modified, String prefix) {
    if (!ifMatch.isEmpty()) {
      if (!ETag.listed(ifMatch, eTag)) {
        throw Faults.preconditionFailed(prefix + "If-Match");
      }
    } else if (ifUnmodifiedSince.isPresent()
        && seconds(modified).isAfter(ifUnmodifiedSince.get())) {
      throw Faults.preconditionFailed(prefix + "If-Unmodified-Since");
    }
  }

  /// For a write: `If-None-Match: *` wants no object there, `If-Match` this very one.
  ///
  /// @param eTag of the object that is there; empty where none is
  static void write(String ifMatch, String ifNoneMatch, Optional<String> eTag, String key) {
    if (!ifNoneMatch.isEmpty()) {
      if (!ifNoneMatch.strip().equals("*")) {
        throw Faults.notImplemented("If-None-Match");
      }
      if (eTag.isPresent()) {
        throw Faults.preconditionFailed("If-None-Match");
      }
    }
    if (!ifMatch.isEmpty()) {
      if (eTag.isEmpty()) {
        throw Faults.noSuchKey(key);
      }
      if (!ETag.listed(ifMatch, eTag.get())) {
        throw Faults.preconditionFailed("If-Match");
      }
    }
  }

  /// Dates in headers know no fractions.
  private static Instant seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }
}
