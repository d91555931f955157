package dev.safelight.thumbnail;

import dev.safelight.wire.client.S3Answer.Fetched;
import dev.safelight.wire.client.S3Answer.Found;
import dev.safelight.wire.client.S3Answer.Seen;
import dev.safelight.wire.client.S3Answer.Stored;
import dev.safelight.wire.sigv4.Header;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.List;

/// Sees what it expects when it looks again.
record Forgetful(Objects objects) implements Objects {
  @Override
  public Fetched get(String bucket, String key, String ifMatch, int limit, Instant until) {
    return objects.get(bucket, key, ifMatch, limit, until);
  }

  @Override
  public Fetched save(
      String bucket, String key, String ifMatch, FileChannel into, long limit, Instant until) {
    return objects.save(bucket, key, ifMatch, into, limit, until);
  }

  @Override
  public Seen head(String bucket, String key, String ifMatch) {
    return new Found(ifMatch);
  }

  @Override
  public Stored put(
      String bucket, String key, byte[] bytes, String contentType, List<Header> headers) {
    return objects.put(bucket, key, bytes, contentType, headers);
  }
}
