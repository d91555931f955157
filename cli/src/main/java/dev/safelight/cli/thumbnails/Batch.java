package dev.safelight.cli.thumbnails;

import dev.safelight.image.Guarded;
import dev.safelight.image.Limits;
import dev.safelight.image.Rendering;
import dev.safelight.image.Renditions;
import dev.safelight.image.Thumbnailing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Makes the thumbnails of many originals, as many at a time as there are processors.
public final class Batch {
  private final Guarded engine;
  private final Renditions renditions;
  private final Limits limits;
  private final List<Job> jobs;

  private Batch(Guarded engine, Renditions renditions, Limits limits, List<Job> jobs) {
    this.engine = engine;
    this.renditions = renditions;
    this.limits = limits;
    this.jobs = jobs;
  }

  /// Into a folder; fails with [IllegalArgumentException], before any work, where two thumbnails
  /// would have one name or one would take the place of an input.
  public static Batch inFolder(
      Guarded engine, Renditions renditions, Limits limits, List<Input> inputs, Path folder)
      throws IOException {
    return new Batch(engine, renditions, limits, Names.inFolder(inputs, renditions, folder));
  }

  /// One rendition of one input into a file; fails likewise.
  public static Batch asFile(
      Guarded engine, Renditions renditions, Limits limits, Input input, Path file)
      throws IOException {
    return new Batch(engine, renditions, limits, Names.asFile(input, renditions, file));
  }

  /// In the order of the inputs; `watcher` hears of each as it ends, one at a time.
  public List<Outcome> run(Consumer<Outcome> watcher) throws InterruptedException {
    var outcomes = new ArrayList<Outcome>();
    try (var shelf = new Shelf();
        var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      var tasks = new ArrayList<Callable<Outcome>>();
      for (var job : jobs) {
        tasks.add(() -> {
          var outcome = work(job, shelf);
          synchronized (watcher) {
            watcher.accept(outcome);
          }
          return outcome;
        });
      }
      for (var ended : workers.invokeAll(tasks)) {
        outcomes.add(ended.get());
      }
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
    return outcomes;
  }

  private Outcome work(Job job, Shelf shelf) {
    var input = job.input();
    try {
      return switch (engine.render(input.file(), renditions, limits)) {
        case Rendering.Made made -> {
          var written = new ArrayList<Outcome.Written>();
          for (var thumbnail : made.thumbnails()) {
            var target = job.target(thumbnail);
            shelf.write(target, thumbnail.bytes());
            written.add(
                new Outcome.Written(
                    target,
                    thumbnail.format(),
                    thumbnail.width(),
                    thumbnail.height(),
                    thumbnail.bytes().length));
          }
          yield new Outcome.Made(input, written);
        }
        case Thumbnailing.NotAnImage _ when !input.asked() -> new Outcome.PassedOver(input);
        case Thumbnailing.Refused refused -> new Outcome.Refused(input, refused.message());
      };
    } catch (IOException | IllegalStateException failure) {
      return new Outcome.Failed(input, failure.toString());
    }
  }
}
