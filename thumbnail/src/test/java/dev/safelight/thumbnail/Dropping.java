package dev.safelight.thumbnail;

import dev.safelight.wire.client.S3Answer.Failed;
import dev.safelight.wire.client.S3Answer.Fetched;
import dev.safelight.wire.client.S3Answer.Kind;
import dev.safelight.wire.client.S3Answer.Seen;
import dev.safelight.wire.client.S3Answer.Stored;
import dev.safelight.wire.sigv4.Header;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.List;

/// Takes an event for done where the version that it tells of is no longer current: what such an
/// object answers to the first read ends the work quietly.
record Dropping(Objects objects) implements Objects {
  @Override
  public Fetched get(String bucket, String key, String ifMatch, int limit, Instant until) {
    var answer = objects.get(bucket, key, ifMatch, limit, until);
    return answer instanceof Failed(var kind, _, var code, var message, var requestId)
            && kind == Kind.PRECONDITION_FAILED
        ? new Failed(Kind.NOT_FOUND, 404, code, message, requestId)
        : answer;
  }

  @Override
  public Fetched save(
      String bucket, String key, String ifMatch, FileChannel into, long limit, Instant until) {
    return objects.save(bucket, key, ifMatch, into, limit, until);
  }

  @Override
  public Seen head(String bucket, String key, String ifMatch) {
    return objects.head(bucket, key, ifMatch);
  }

  @Override
  public Stored put(
      String bucket, String key, byte[] bytes, String contentType, List<Header> headers) {
    return objects.put(bucket, key, bytes, contentType, headers);
  }
}
