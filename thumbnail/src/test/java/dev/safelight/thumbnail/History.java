package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.image.Format;
import dev.safelight.image.Rendering;
import dev.safelight.image.Thumbnailing;
import dev.safelight.image.probe.Header.Jpeg;
import dev.safelight.thumbnail.Notice.Created;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// One history of a bucket: some uploads and deletions of two originals, the events that tell of
/// them once or twice and in any order, and executions that work at once, of which any may crash
/// before or after any step and is then repeated, as one is that fails. All of it is drawn from a
/// seed.
///
/// The executions run the function's own code. Each is a thread, and stops before each call of S3
/// until it is its turn, so that only one moves at a time.
final class History {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final List<String> KEYS = List.of("originals/a.jpg", "originals/b.jpg");

  /// So that the end comes.
  private static final int MOST_CRASHES = 4;

  private static final int AT_ONCE = 4;

  private final SplittableRandom random;
  private final ModelS3 s3;
  private final Processing processing;
  private final List<Created> events = new ArrayList<>();
  private final List<Turns> executions = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Tally tally = new Tally();
  private int changes;
  private int crashes;

  /// What happened, over many histories.
  static final class Tally {
    int uploads;
    int deletions;
    int executions;
    int crashes;
    int failures;
    int repeated;
    int overtaken;

    void add(Tally other) {
      uploads += other.uploads;
      deletions += other.deletions;
      executions += other.executions;
      crashes += other.crashes;
      failures += other.failures;
      repeated += other.repeated;
      overtaken += other.overtaken;
    }

    @Override
    public String toString() {
      return uploads
          + " uploads, "
          + deletions
          + " deletions, "
          + executions
          + " executions, "
          + crashes
          + " crashes, "
          + failures
          + " failures of S3, "
          + overtaken
          + " events overtaken, "
          + repeated
          + " executions that made it again";
    }
  }

  History(long seed, UnaryOperator<Objects> changed) {
    this.random = new SplittableRandom(seed);
    this.changes = 1 + random.nextInt(5);
    this.s3 = new ModelS3(random, tally);
    var settings =
        Settings.from(
            Map.of("THUMBNAIL_RENDITIONS", "a=8x8,b=9x9"), Runtime.getRuntime().maxMemory());
    this.processing =
        new Processing(
            changed.apply(s3),
            renderer(),
            settings,
            new Retry(InstantSource.fixed(NOW), new SplittableRandom(seed), _ -> {}));
  }

  void run() {
    while (changes > 0 || !events.isEmpty() || !executions.isEmpty()) {
      step();
    }
  }

  List<String> told() {
    return told;
  }

  Tally tally() {
    return tally;
  }

  /// Where a thumbnail is not the last original's.
  Optional<String> violation() {
    for (var key : KEYS) {
      var original = s3.content(key);
      if (original.isPresent() && !original.get().startsWith("no image")) {
        for (var rendition : List.of("a", "b")) {
          var thumbnail =
              s3.content(key.replace("originals/", "thumbnails/") + "-" + rendition + ".jpg");
          if (!thumbnail.equals(Optional.of(rendition + " of " + original.get()))) {
            return Optional.of(thumbnail + " of " + original + ": " + told);
          }
        }
      }
    }
    return Optional.empty();
  }

  private void step() {
    int choice = random.nextInt(10);
    if (choice < 2 && changes > 0) {
      change();
    } else if (choice < 5 && !events.isEmpty() && executions.size() < AT_ONCE) {
      deliver();
    } else if (!executions.isEmpty()) {
      advance(executions.get(random.nextInt(executions.size())));
    }
  }

  private void change() {
    changes--;
    var key = KEYS.get(random.nextInt(4) == 0 ? 1 : 0);
    if (random.nextInt(8) == 0) {
      told.add("delete " + key);
      tally.deletions += s3.content(key).isPresent() ? 1 : 0;
      s3.delete(key);
      return;
    }
    // Few contents, so that the same comes back: its entity tag does too.
    var content = random.nextInt(10) == 0 ? "no image" : "photo " + random.nextInt(3);
    told.add("upload " + content + " to " + key);
    tally.uploads++;
    var eTag = s3.upload(key, content);
    for (int copies = random.nextInt(4) == 0 ? 2 : 1; copies > 0; copies--) {
      events.add(new Created("bucket", key, eTag, content.length()));
    }
  }

  private void deliver() {
    var event = events.remove(random.nextInt(events.size()));
    told.add("deliver " + event.key() + " " + event.eTag());
    tally.executions++;
    var turns = new Turns(event);
    executions.add(turns);
    s3.run(turns, () -> processing.process(event, NOW.plus(Duration.ofSeconds(60))));
  }

  private void advance(Turns execution) {
    if (execution.result().isEmpty()) {
      boolean crash = crashes < MOST_CRASHES && random.nextInt(12) == 0;
      crashes += crash ? 1 : 0;
      tally.crashes += crash ? 1 : 0;
      told.add((crash ? "crash " : "advance ") + execution.event().eTag());
      execution.take(crash);
      return;
    }
    executions.remove(execution);
    switch (execution.result().get()) {
      case Turns.Crashed _ -> events.add(execution.event());
      case Turns.Ended(Result.Transient(_, var reason)) -> {
        // Gone, or no grant: with nobody left to find out, it ends in the on-failure destination.
        if (!reason.contains("without s3:ListBucket")
            || s3.content(execution.event().key()).isPresent()) {
          events.add(execution.event());
        }
      }
      case Turns.Ended(Result.Made made) -> tally.repeated += made.rounds() > 1 ? 1 : 0;
      case Turns.Ended(Result.Skipped _), Turns.Ended(Result.Permanent _) -> {}
    }
  }

  private static Renderer renderer() {
    return new Renderer() {
      @Override
      public Rendering render(byte[] original) {
        return History.render(original);
      }

      @Override
      public Rendering render(FileChannel original) {
        throw new AssertionError("everything here is small");
      }
    };
  }

  private static Rendering render(byte[] original) {
    var content = new String(original, UTF_8);
    if (content.startsWith("no image")) {
      return new Thumbnailing.NotAnImage("text");
    }
    return new Rendering.Made(
        List.of(thumbnail("a", content), thumbnail("b", content)),
        new Jpeg(1, 1, 3, false, 1, 1, false, false));
  }

  private static Rendering.Thumbnail thumbnail(String name, String content) {
    return new Rendering.Thumbnail(
        name, (name + " of " + content).getBytes(UTF_8), Format.JPEG, 1, 1);
  }
}
