package dev.safelight.wire.client;

import dev.safelight.wire.sigv4.Header;
import java.util.List;

/// What S3 answered.
public sealed interface S3Answer {
  /// Of `get`.
  sealed interface Fetched extends S3Answer {}

  /// Of `put`.
  sealed interface Stored extends S3Answer {}

  /// Of `head`.
  sealed interface Seen extends S3Answer {}

  /// The object, whole, and agreeing with its checksum where S3 keeps one.
  sealed interface Whole extends Fetched {
    /// Of the object, in bytes.
    long length();

    /// Of the answer.
    List<Header> headers();

    default String contentType() {
      return header("Content-Type");
    }

    /// With its quotes, as `ifMatch` wants it.
    default String eTag() {
      return header("ETag");
    }

    /// Empty in a bucket without versions.
    default String versionId() {
      return header("x-amz-version-id");
    }

    /// The first value of a header of the answer, empty where there is none.
    default String header(String name) {
      return headers().stream()
          .filter(header -> header.is(name))
          .map(Header::value)
          .findFirst()
          .orElse("");
    }
  }

  /// In memory. Not a record, because the bytes are handed over, not copied: they belong to the
  /// receiver.
  final class Got implements Whole {
    private final byte[] bytes;
    private final List<Header> headers;

    public Got(byte[] bytes, List<Header> headers) {
      this.bytes = bytes;
      this.headers = List.copyOf(headers);
    }

    public byte[] bytes() {
      return bytes;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public List<Header> headers() {
      return headers;
    }
  }

  /// In the file that the caller gave.
  record Saved(long length, List<Header> headers) implements Whole {
    public Saved {
      headers = List.copyOf(headers);
    }
  }

  /// The object is larger than the caller allowed; `length` is its size in bytes where S3 told, or
  /// one more than the limit.
  record TooLarge(long length) implements Fetched {}

  /// It is there, and has the entity tag that was asked for.
  record Found(String eTag) implements Seen {}

  /// Kept under this entity tag; `versionId` is empty in a bucket without versions.
  record Put(String eTag, String versionId) implements Stored {}

  /// Not done. `status` is 0 where no answer came.
  record Failed(Kind kind, int status, String code, String message, String requestId)
      implements Fetched, Stored, Seen {
    /// Whether the same call may succeed later without anybody changing anything.
    public boolean isRetriable() {
      return kind == Kind.BUSY || kind == Kind.UNREACHABLE || kind == Kind.DAMAGED;
    }
  }

  /// Failures that callers treat differently.
  enum Kind {
    NOT_FOUND,
    FORBIDDEN,
    PRECONDITION_FAILED,
    /// 5xx, 429, `SlowDown`, `RequestTimeout`.
    BUSY,
    /// No connection, no answer in time, or one that broke off.
    UNREACHABLE,
    /// The other end's certificate is not trusted, or is another host's.
    UNTRUSTED,
    /// The bytes do not agree with their checksum.
    DAMAGED,
    /// Everything else: the request itself is wrong.
    REJECTED
  }
}
