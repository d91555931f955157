package dev.safelight.cloud.cloudformation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/// Does a piece of work for each of several things, each on a thread of its own as soon as those
/// that it waits for have ended well. Used once.
final class Waves<T> {
  private final Map<T, Set<T>> open = new HashMap<>();
  private final LinkedHashSet<T> waiting;
  private final LinkedBlockingQueue<Ended<T>> ended = new LinkedBlockingQueue<>();
  private final List<T> failed = new ArrayList<>();

  private record Ended<T>(T thing, boolean isWell, List<Throwable> broken) {}

  /// @param waitsFor what is not among the things is not waited for
  Waves(Collection<T> things, Function<T, ? extends Collection<T>> waitsFor) {
    waiting = new LinkedHashSet<>(things);
    for (var thing : things) {
      var needs = new HashSet<>(waitsFor.apply(thing));
      needs.retainAll(waiting);
      open.put(thing, needs);
    }
  }

  /// Returns once no work is at work and none may begin, with the things whose work failed.
  ///
  /// @param work whether it ended well; what it throws is thrown here, after all others have ended
  /// @param goesOn whether further work may begin
  List<T> run(Predicate<T> work, BooleanSupplier goesOn) {
    int running = next(0, work, goesOn);
    var broken = new ArrayList<Throwable>();
    while (running > 0) {
      var one = take();
      running--;
      broken.addAll(one.broken());
      if (one.isWell()) {
        open.values().forEach(needs -> needs.remove(one.thing()));
      } else if (one.broken().isEmpty()) {
        failed.add(one.thing());
      }
      if (broken.isEmpty()) {
        running += next(running, work, goesOn);
      }
    }
    if (!broken.isEmpty()) {
      throw thrown(broken.getFirst());
    }
    return failed;
  }

  /// Where things wait for each other in a circle and for nothing else, one of them begins all the
  /// same: none would, and they would be left over without having failed.
  private int next(int running, Predicate<T> work, BooleanSupplier goesOn) {
    int begun = begin(work, goesOn);
    if (running + begun == 0 && failed.isEmpty() && !waiting.isEmpty() && goesOn.getAsBoolean()) {
      open.put(onACircle(), new HashSet<>());
      return begin(work, goesOn);
    }
    return begun;
  }

  /// Whatever one begins with, by what it waits for one comes round.
  private T onACircle() {
    var seen = new HashSet<T>();
    var thing = waiting.getFirst();
    while (seen.add(thing)) {
      thing = open.getOrDefault(thing, Set.of()).iterator().next();
    }
    return thing;
  }

  private int begin(Predicate<T> work, BooleanSupplier goesOn) {
    var ready = new ArrayList<T>();
    for (var thing : waiting) {
      if (open.getOrDefault(thing, Set.of()).isEmpty() && goesOn.getAsBoolean()) {
        ready.add(thing);
      }
    }
    for (var thing : ready) {
      waiting.remove(thing);
      Thread.ofVirtual().start(() -> ended.add(done(thing, work)));
    }
    return ready.size();
  }

  private static <T> Ended<T> done(T thing, Predicate<T> work) {
    try {
      return new Ended<>(thing, work.test(thing), List.of());
    } catch (RuntimeException | Error broken) {
      return new Ended<>(thing, false, List.of(broken));
    }
  }

  private Ended<T> take() {
    while (true) {
      try {
        return ended.take();
      } catch (InterruptedException _) {
        // Nobody interrupts this thread; those at work are told to stop in their own way.
      }
    }
  }

  private static RuntimeException thrown(Throwable broken) {
    return switch (broken) {
      case Error error -> throw error;
      case RuntimeException exception -> exception;
      default -> new IllegalStateException(broken);
    };
  }
}
