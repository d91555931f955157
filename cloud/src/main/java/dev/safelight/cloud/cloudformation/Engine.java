package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.Task.Phase;
import dev.safelight.cloud.store.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/// Works on stacks, each on a thread of its own for as long as it has a task. What it does is in
/// the database before it is done: a task that a crash has interrupted goes on after the next
/// start. Thread-safe.
final class Engine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());
  private static final String FAILURE = "Internal Failure";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Desk desk;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Thread> busy = new HashMap<>();
  private volatile boolean stopped = true;

  Engine(Desk desk) {
    this.desk = desk;
  }

  /// Goes on with what an earlier process left.
  void start() {
    stopped = false;
    desk.store().read(transaction -> desk.stacks().busy(transaction)).forEach(this::wake);
  }

  /// Says that a stack has a task. Losing the call to a crash loses nothing.
  void wake(String stackId) {
    lock.lock();
    try {
      if (!stopped && !busy.containsKey(stackId)) {
        var thread = Thread.ofVirtual().name("stack").unstarted(() -> work(stackId));
        busy.put(stackId, thread);
        thread.start();
      }
    } finally {
      lock.unlock();
    }
  }

  private void work(String stackId) {
    try {
      do {
        attempt(stackId);
      } while (!persistently(() -> retires(stackId)));
    } catch (Stopped _) {
      // After the next start.
    } finally {
      retire(stackId);
    }
  }

  /// Does what is left of the stack's task.
  private void attempt(String stackId) {
    try {
      while (step(stackId)) {
        // Each phase ends in a commit that says what comes next.
      }
    } catch (StoreException broken) {
      hold(broken);
    } catch (Stopped stop) {
      throw stop;
    } catch (RuntimeException | Error bug) {
      // An error too: whatever has gone wrong, a stack must not stay busy for ever.
      LOG.log(System.Logger.Level.ERROR, "the work on " + stackId + " is given up", bug);
      persistently(() -> giveUp(stackId));
    }
  }

  private <T> T persistently(Supplier<T> work) {
    while (true) {
      try {
        return work.get();
      } catch (StoreException broken) {
        hold(broken);
      }
    }
  }

  private void hold(StoreException broken) {
    if (stopped) {
      throw new Stopped();
    }
    LOG.log(System.Logger.Level.WARNING, "the disk fails; trying again", broken);
    pause();
  }

  /// A stack that nobody can work on can still be deleted.
  private boolean giveUp(String stackId) {
    return desk.store()
        .write(transaction -> {
          var stack = desk.stacks().get(stackId, transaction);
          var task = Task.get(stack.task(), transaction);
          var status =
              switch (task.phase()) {
                case MAKE ->
                    task.kind() == Task.Kind.CREATE
                        ? StackStatus.CREATE_FAILED
                        : StackStatus.UPDATE_FAILED;
                case REVERT, CLEAN -> StackStatus.UPDATE_ROLLBACK_FAILED;
                case UNDO -> StackStatus.ROLLBACK_FAILED;
                case REMOVE -> StackStatus.DELETE_FAILED;
              };
          for (var part : desk.parts().of(stack, transaction)) {
            abandoned(part)
                .ifPresent(
                    end -> desk.parts().become(stack, part, end, FAILURE, desk.now(), transaction));
          }
          desk.stacks().become(stack, status, FAILURE, desk.now(), transaction);
          desk.stacks().rest(stack, transaction);
          return true;
        });
  }

  private static Optional<ResourceStatus> abandoned(Part part) {
    return part.status() == ResourceStatus.DELETE_IN_PROGRESS
        ? Optional.of(ResourceStatus.DELETE_FAILED)
        : Making.interrupted(part);
  }

  private boolean step(String stackId) {
    if (stopped) {
      throw new Stopped();
    }
    var found =
        desk.store()
            .read(transaction -> {
              var stack = desk.stacks().get(stackId, transaction);
              return stack.isBusy()
                  ? List.of(
                      new Crew(desk, stack, Task.get(stack.task(), transaction), () -> stopped))
                  : List.<Crew>of();
            });
    found.forEach(crew -> perform(crew, crew.task().phase()));
    return !found.isEmpty();
  }

  private static void perform(Crew crew, Phase phase) {
    switch (phase) {
      case MAKE -> new Making(crew).run();
      case REVERT -> new Reverting(crew).run();
      case CLEAN, UNDO, REMOVE -> new Removing(crew).run();
    }
  }

  /// Whether there is nothing more to do; a task that came meanwhile is not overlooked.
  private boolean retires(String stackId) {
    lock.lock();
    try {
      var isBusy =
          desk.store().read(transaction -> desk.stacks().get(stackId, transaction).isBusy());
      if (!isBusy) {
        retire(stackId);
      }
      return !isBusy;
    } finally {
      lock.unlock();
    }
  }

  private void retire(String stackId) {
    lock.lock();
    try {
      // Not another's, who has come since.
      busy.remove(stackId, Thread.currentThread());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    lock.lock();
    try {
      for (long left = PAUSE.toNanos(); left > 0 && !stopped; ) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /// Returns once nobody works on a stack.
  void awaitRest() {
    lock.lock();
    try {
      while (!busy.isEmpty()) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Begins nothing more, and returns once everybody has stopped.
  @Override
  public void close() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    awaitRest();
  }
}
