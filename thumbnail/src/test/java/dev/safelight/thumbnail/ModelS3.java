package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.wire.client.S3Answer.Failed;
import dev.safelight.wire.client.S3Answer.Fetched;
import dev.safelight.wire.client.S3Answer.Found;
import dev.safelight.wire.client.S3Answer.Got;
import dev.safelight.wire.client.S3Answer.Kind;
import dev.safelight.wire.client.S3Answer.Put;
import dev.safelight.wire.client.S3Answer.Seen;
import dev.safelight.wire.client.S3Answer.Stored;
import dev.safelight.wire.sigv4.Header;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// S3 as the law needs it: strongly consistent, silent about whether a missing object is missing,
/// and busy now and then, before or after it did what it was asked.
final class ModelS3 implements Objects {
  private final Map<String, String> contents = new HashMap<>();
  private final SplittableRandom random;
  private final History.Tally tally;
  private final ScopedValue<Turns> turns = ScopedValue.newInstance();

  ModelS3(SplittableRandom random, History.Tally tally) {
    this.random = random;
    this.tally = tally;
  }

  void run(Turns of, Supplier<Result> work) {
    of.start(() -> ScopedValue.where(turns, of).call(work::get));
  }

  Optional<String> content(String key) {
    return Optional.ofNullable(contents.get(key));
  }

  String upload(String key, String content) {
    contents.put(key, content);
    return eTag(content);
  }

  void delete(String key) {
    contents.remove(key);
  }

  @Override
  public Fetched get(String bucket, String key, String ifMatch, int limit, Instant until) {
    turns.get().stop();
    var content = contents.get(key);
    if (isBusy()) {
      return failed(Kind.BUSY, 503);
    }
    if (content == null) {
      return failed(Kind.FORBIDDEN, 403);
    }
    if (!ifMatch.isEmpty() && !ifMatch.equals('"' + eTag(content) + '"')) {
      tally.overtaken++;
      return failed(Kind.PRECONDITION_FAILED, 412);
    }
    return new Got(content.getBytes(UTF_8), List.of(new Header("ETag", '"' + eTag(content) + '"')));
  }

  @Override
  public Fetched save(
      String bucket, String key, String ifMatch, FileChannel into, long limit, Instant until) {
    throw new AssertionError("everything here is small");
  }

  @Override
  public Seen head(String bucket, String key, String ifMatch) {
    turns.get().stop();
    var content = contents.get(key);
    if (isBusy()) {
      return failed(Kind.BUSY, 503);
    }
    if (content == null) {
      return failed(Kind.FORBIDDEN, 403);
    }
    return ifMatch.equals('"' + eTag(content) + '"')
        ? new Found(ifMatch)
        : failed(Kind.PRECONDITION_FAILED, 412);
  }

  @Override
  public Stored put(
      String bucket, String key, byte[] bytes, String contentType, List<Header> headers) {
    turns.get().stop();
    boolean busy = isBusy();
    if (!busy || random.nextBoolean()) {
      contents.put(key, new String(bytes, UTF_8));
    }
    turns.get().stop(); // written, and the writer does not know it yet
    return busy ? failed(Kind.UNREACHABLE, 0) : new Put("\"e\"", "");
  }

  private boolean isBusy() {
    boolean busy = random.nextInt(15) == 0;
    tally.failures += busy ? 1 : 0;
    return busy;
  }

  private static String eTag(String content) {
    return Integer.toHexString(content.hashCode());
  }

  private static Failed failed(Kind kind, int status) {
    return new Failed(kind, status, "Code", "message", "R1");
  }
}
