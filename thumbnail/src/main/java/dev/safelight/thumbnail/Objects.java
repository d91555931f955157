package dev.safelight.thumbnail;

import dev.safelight.wire.client.S3;
import dev.safelight.wire.client.S3Answer.Fetched;
import dev.safelight.wire.client.S3Answer.Seen;
import dev.safelight.wire.client.S3Answer.Stored;
import dev.safelight.wire.sigv4.Header;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.List;

/// What the function does with objects: two calls that need `s3:GetObject` on originals, and one
/// that needs `s3:PutObject` on thumbnails.
interface Objects {
  /// With an empty `ifMatch`, whatever is current; entity tags have their quotes.
  Fetched get(String bucket, String key, String ifMatch, int limit, Instant until);

  /// The same into a file.
  Fetched save(
      String bucket, String key, String ifMatch, FileChannel into, long limit, Instant until);

  Seen head(String bucket, String key, String ifMatch);

  Stored put(String bucket, String key, byte[] bytes, String contentType, List<Header> headers);

  static Objects of(S3 s3) {
    return new Objects() {
      @Override
      public Fetched get(String bucket, String key, String ifMatch, int limit, Instant until) {
        return s3.get(bucket, key, ifMatch, limit, until);
      }

      @Override
      public Fetched save(
          String bucket, String key, String ifMatch, FileChannel into, long limit, Instant until) {
        return s3.save(bucket, key, ifMatch, into, limit, until);
      }

      @Override
      public Seen head(String bucket, String key, String ifMatch) {
        return s3.head(bucket, key, ifMatch);
      }

      @Override
      public Stored put(
          String bucket, String key, byte[] bytes, String contentType, List<Header> headers) {
        return s3.put(bucket, key, bytes, contentType, headers);
      }
    };
  }
}
