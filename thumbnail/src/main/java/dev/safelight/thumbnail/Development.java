package dev.safelight.thumbnail;

import dev.safelight.image.Rendering;
import dev.safelight.image.Thumbnailing.Refused;
import dev.safelight.image.Thumbnailing.TooLarge;
import dev.safelight.thumbnail.Notice.Created;
import dev.safelight.thumbnail.Result.Made;
import dev.safelight.thumbnail.Result.Original;
import dev.safelight.thumbnail.Result.Permanent;
import dev.safelight.thumbnail.Result.Picture;
import dev.safelight.thumbnail.Result.Skipped;
import dev.safelight.thumbnail.Result.Times;
import dev.safelight.thumbnail.Result.Transient;
import dev.safelight.wire.client.S3Answer;
import dev.safelight.wire.client.S3Answer.Failed;
import dev.safelight.wire.client.S3Answer.Fetched;
import dev.safelight.wire.client.S3Answer.Found;
import dev.safelight.wire.client.S3Answer.Got;
import dev.safelight.wire.client.S3Answer.Kind;
import dev.safelight.wire.client.S3Answer.Saved;
import dev.safelight.wire.client.S3Answer.Whole;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One original on its way: read, make, write, and look whether it is still the current one; if it
/// is not, again with what is current.
///
/// Why that converges: take the last write of a thumbnail. Its writer then saw that what it had
/// read was current. If the original had changed before that look, the writer would have written
/// again; if it changed after, the change's own event wrote later. Either way the write was not the
/// last.
///
/// The first read asks for the version that the event tells of (If-Match), so that an event that
/// was overtaken is noticed. It is not dropped then, though the newer version has an event of its
/// own: this may be Lambda's second try after one that was cut off between its write and its look,
/// and what that one wrote would stay for ever over a thumbnail that the newer event had written
/// before. Nothing within the grant tells a first try from a second.
final class Development {
  /// An original that changes faster than thumbnails are made is left to a later call.
  static final int ROUNDS = 5;

  private static final String CURRENT = "";

  private final Objects objects;
  private final Renderer renderer;
  private final Settings settings;
  private final Retry retry;
  private final Created original;
  private final List<String> keys;
  private final Instant deadline;
  private Times times = Times.NONE;
  private final Scratch scratch = Scratch.standard();
  private int rounds;

  Development(Processing by, Created original, List<String> keys, Instant deadline) {
    this.objects = by.objects();
    this.renderer = by.renderer();
    this.settings = by.settings();
    this.retry = by.retry();
    this.original = original;
    this.keys = keys;
    this.deadline = deadline;
  }

  /// What a round ends with: the answer, or that the original changed.
  private sealed interface Round {}

  private record Done(Result result) implements Round {}

  private record Changed() implements Round {}

  Result result() {
    try (scratch) {
      return developed();
    }
  }

  private Result developed() {
    if (original.size() > settings.limits().bytes()) {
      return tooLarge(original.size());
    }
    var round = round(tagOfEvent());
    while (round instanceof Changed) {
      if (rounds >= ROUNDS) {
        return new Transient(
            original.key(), "the original changed " + rounds + " times while it was worked on");
      }
      round = round(CURRENT);
    }
    return ((Done) round).result();
  }

  private Round round(String eTag) {
    rounds++;
    var began = System.nanoTime();
    var fetched = get(eTag);
    times = times.plus(new Times(since(began), Duration.ZERO, Duration.ZERO, Duration.ZERO));
    return switch (fetched) {
      case Whole got -> image(got);
      case S3Answer.TooLarge(var length) -> new Done(tooLarge(length));
      case Failed failed -> unread(failed, eTag);
    };
  }

  private Fetched get(String eTag) {
    return retry.until(deadline, () -> whole(fetch(eTag)));
  }

  /// Into memory what is small, as far as is known.
  private Fetched fetch(String eTag) {
    var until = retry.lastMoment(deadline);
    long most = settings.limits().bytes();
    if (original.size() <= settings.held() || !eTag.equals(tagOfEvent())) {
      int limit = Math.toIntExact(Math.min(most, settings.held()));
      var fetched = objects.get(original.bucket(), original.key(), eTag, limit, until);
      if (!(fetched instanceof S3Answer.TooLarge(var length)) || length > most || limit == most) {
        return fetched;
      }
    }
    try {
      return objects.save(original.bucket(), original.key(), eTag, scratch.channel(), most, until);
    } catch (IOException full) {
      return new Failed(Kind.UNREACHABLE, 0, "", "no file for it: " + full, "");
    }
  }

  private String tagOfEvent() {
    return '"' + original.eTag() + '"';
  }

  /// The version that the event tells of has the size that it tells of. A shorter one ended where
  /// its own Content-Length said, but is no reason to call the original broken for ever.
  private Fetched whole(Fetched fetched) {
    return fetched instanceof Whole got
            && got.eTag().equals(tagOfEvent())
            && got.length() != original.size()
        ? new Failed(
            Kind.DAMAGED, 0, "", "S3 sent " + got.length() + " bytes of " + original.size(), "")
        : fetched;
  }

  private Round unread(Failed failed, String eTag) {
    return switch (failed.kind()) {
      case PRECONDITION_FAILED -> new Changed();
      case NOT_FOUND -> new Done(new Skipped(original.key(), "the original is gone"));
      case FORBIDDEN ->
          new Done(
              // It was there a moment ago, and could be read.
              eTag.equals(CURRENT)
                  ? new Skipped(original.key(), "the original is gone meanwhile")
                  : new Transient(
                      original.key(),
                      failure("read", original.key(), failed)
                          + ". Either nothing allows this function's role s3:GetObject on it, or it"
                          + " is gone: without s3:ListBucket S3 does not tell which"));
      case BUSY, UNREACHABLE, UNTRUSTED, DAMAGED, REJECTED ->
          new Done(new Transient(original.key(), failure("read", original.key(), failed)));
    };
  }

  private Round image(Whole got) {
    if (Marks.isOurs(got)) {
      return new Done(
          new Skipped(original.key(), "it is a thumbnail itself: its metadata says so"));
    }
    var began = System.nanoTime();
    Rendering rendering;
    try {
      rendering =
          switch (got) {
            case Got held -> renderer.render(held.bytes());
            case Saved _ -> renderer.render(scratch.channel());
          };
    } catch (IOException unread) {
      return new Done(
          new Transient(original.key(), "cannot read the original's file again: " + unread));
    }
    times = times.plus(new Times(Duration.ZERO, since(began), Duration.ZERO, Duration.ZERO));
    return switch (rendering) {
      case Refused refused ->
          new Done(
              new Permanent(original.key(), refused.getClass().getSimpleName(), refused.message()));
      case Rendering.Made made -> put(made, got);
    };
  }

  private Round put(Rendering.Made made, Whole got) {
    var began = System.nanoTime();
    var pictures = new ArrayList<Picture>();
    for (int i = 0; i < keys.size(); i++) {
      var key = keys.get(i);
      var thumbnail = made.thumbnails().get(i);
      var marks = Marks.of(original.key(), got, thumbnail.name());
      var type = thumbnail.format().contentType();
      var stored =
          retry.until(
              deadline, () -> objects.put(original.bucket(), key, thumbnail.bytes(), type, marks));
      if (stored instanceof Failed failed) {
        return new Done(new Transient(original.key(), failure("write", key, failed)));
      }
      pictures.add(
          new Picture(
              key,
              thumbnail.format(),
              thumbnail.bytes().length,
              thumbnail.width(),
              thumbnail.height()));
    }
    times = times.plus(new Times(Duration.ZERO, Duration.ZERO, since(began), Duration.ZERO));
    var source =
        new Original(
            original.key(),
            got.length(),
            (long) made.original().width() * made.original().height());
    return look(got.eTag(), source, pictures);
  }

  private Round look(String eTag, Original source, List<Picture> pictures) {
    var began = System.nanoTime();
    var seen = retry.until(deadline, () -> objects.head(original.bucket(), original.key(), eTag));
    times = times.plus(new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO, since(began)));
    return switch (seen) {
      case Found _ -> new Done(new Made(source, pictures, times, rounds, ""));
      case Failed(var kind, _, _, _, _) when kind == Kind.PRECONDITION_FAILED -> new Changed();
      case Failed(var kind, _, _, _, _) when kind == Kind.FORBIDDEN || kind == Kind.NOT_FOUND ->
          new Done(new Made(source, pictures, times, rounds, "the original was deleted meanwhile"));
      case Failed failed ->
          new Done(new Transient(original.key(), failure("look again at", original.key(), failed)));
    };
  }

  private Result tooLarge(long bytes) {
    var refused = new TooLarge("bytes", bytes, settings.limits().bytes());
    return new Permanent(original.key(), "TooLarge", refused.message());
  }

  private String failure(String verb, String key, Failed failed) {
    var answer =
        failed.status() == 0
            ? failed.message()
            : "%d %s: %s (S3's request %s)"
                .formatted(failed.status(), failed.code(), failed.message(), failed.requestId());
    return "cannot " + verb + " s3://" + original.bucket() + '/' + key + ": " + answer;
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
