package dev.safelight.thumbnail;

import dev.safelight.image.Thumbnailer;
import dev.safelight.image.Thumbnailing;
import dev.safelight.thumbnail.Notice.Created;
import dev.safelight.thumbnail.Notice.Ignored;
import dev.safelight.thumbnail.Result.Made;
import dev.safelight.thumbnail.Result.Original;
import dev.safelight.thumbnail.Result.Permanent;
import dev.safelight.thumbnail.Result.Picture;
import dev.safelight.thumbnail.Result.Skipped;
import dev.safelight.thumbnail.Result.Times;
import dev.safelight.thumbnail.Result.Transient;
import dev.safelight.wire.client.S3;
import dev.safelight.wire.client.S3Answer;
import dev.safelight.wire.client.S3Answer.Failed;
import dev.safelight.wire.client.S3Answer.Got;
import dev.safelight.wire.client.S3Answer.Kind;
import dev.safelight.wire.sigv4.Header;
import dev.safelight.wire.sigv4.PercentEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Turns one record of an event into a thumbnail: get, image, put.
///
/// It needs `s3:GetObject` on originals and `s3:PutObject` on thumbnails, and nothing else. The
/// same record gives the same thumbnail, so that it may come twice, as S3's events do.
record Processing(S3 s3, Thumbnailer thumbnailer, Settings settings, Retry retry) {
  /// The bucket is private, and a new original replaces its thumbnail under the same key.
  private static final String CACHE_CONTROL = "private, max-age=3600";

  /// S3 keeps 2 KB of names and values of an object's own metadata, and refuses more.
  private static final int LONGEST_SOURCE = 1_800;

  Result process(Notice notice, Instant deadline) {
    return switch (notice) {
      case Ignored(var reason) -> new Skipped("", reason);
      case Created original ->
          switch (settings.keys().thumbnailOf(original.key())) {
            case Keys.Thumbnail(var key) -> new Call(original, key, deadline).result();
            case Keys.NoOriginal(var reason) -> new Skipped(original.key(), reason);
            case Keys.TooLong(var bytes) ->
                new Permanent(
                    original.key(),
                    "its thumbnail's key would have " + bytes + " bytes, and S3 allows 1024");
          };
    };
  }

  /// One original on its way.
  private final class Call {
    private final Created original;
    private final String thumbnail;
    private final Instant deadline;

    Call(Created original, String thumbnail, Instant deadline) {
      this.original = original;
      this.thumbnail = thumbnail;
      this.deadline = deadline;
    }

    Result result() {
      if (original.size() > settings.limits().bytes()) {
        return tooLarge(original.size());
      }
      var began = System.nanoTime();
      var eTag = '"' + original.eTag() + '"';
      int limit = Math.toIntExact(settings.limits().bytes());
      var fetched =
          retry.until(deadline, () -> s3.get(original.bucket(), original.key(), eTag, limit));
      return switch (fetched) {
        case Got got -> image(got.bytes(), since(began));
        case S3Answer.TooLarge(var length) -> tooLarge(length);
        case Failed(var kind, _, _, _, _) when kind == Kind.PRECONDITION_FAILED ->
            new Skipped(original.key(), "a newer version has its own event");
        case Failed failed -> failed("read", original.key(), failed);
      };
    }

    private Result image(byte[] bytes, Duration get) {
      var began = System.nanoTime();
      return switch (thumbnailer.thumbnail(bytes, settings.rendition(), settings.limits())) {
        case Thumbnailing.Refused refused -> new Permanent(original.key(), refused.message());
        case Thumbnailing.Made made -> put(made, bytes.length, get, since(began));
      };
    }

    private Result put(Thumbnailing.Made made, int originalBytes, Duration get, Duration image) {
      var began = System.nanoTime();
      var type = made.format().contentType();
      var stored =
          retry.until(
              deadline, () -> s3.put(original.bucket(), thumbnail, made.bytes(), type, headers()));
      return switch (stored) {
        case S3Answer.Put _ ->
            new Made(
                new Original(original.key(), originalBytes),
                thumbnail,
                new Picture(made.format(), made.bytes().length, made.width(), made.height()),
                new Times(get, image, since(began)));
        case Failed failed -> failed("write", thumbnail, failed);
      };
    }

    private List<Header> headers() {
      var headers = new ArrayList<Header>();
      headers.add(new Header("Cache-Control", CACHE_CONTROL));
      headers.add(new Header("x-amz-meta-source-etag", original.eTag()));
      var source = PercentEncoding.encodePath(original.key());
      if (source.length() <= LONGEST_SOURCE) {
        headers.add(new Header("x-amz-meta-source-key", source));
      }
      return headers;
    }

    private Result tooLarge(long bytes) {
      var refused = new Thumbnailing.TooLarge("bytes", bytes, settings.limits().bytes());
      return new Permanent(original.key(), refused.message());
    }

    private Result failed(String verb, String key, Failed failed) {
      var answer =
          failed.status() == 0
              ? failed.message()
              : "%d %s: %s (S3's request %s)"
                  .formatted(failed.status(), failed.code(), failed.message(), failed.requestId());
      return new Transient(
          original.key(),
          "cannot " + verb + " s3://" + original.bucket() + '/' + key + ": " + answer);
    }
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
