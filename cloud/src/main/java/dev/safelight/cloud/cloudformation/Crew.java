package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.StoreException;
import dev.safelight.cloud.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/// Those who do one task with one stack, and what they have in common. Thread-safe.
final class Crew {
  private static final System.Logger LOG = System.getLogger(Crew.class.getName());

  /// A role's session lasts an hour at least.
  private static final Duration FRESH = Duration.ofMinutes(30);

  private final Desk desk;
  private final Stack stack;
  private final Task task;
  private final BooleanSupplier stopped;
  private final ReentrantLock lock = new ReentrantLock();
  private Agent agent;
  private Instant assumed = Instant.MIN;

  Crew(Desk desk, Stack stack, Task task, BooleanSupplier stopped) {
    this.desk = desk;
    this.stack = stack;
    this.task = task;
    this.stopped = stopped;
    this.agent = Agent.forwarded(desk.errands(), task.caller(), stack.region());
  }

  Stack stack() {
    return stack;
  }

  Task task() {
    return task;
  }

  Parts parts() {
    return desk.parts();
  }

  Stacks stacks() {
    return desk.stacks();
  }

  Kinds kinds() {
    return desk.kinds();
  }

  Instant now() {
    return desk.clock().instant();
  }

  String suffix() {
    return desk.suffix();
  }

  <T> T read(Function<Transaction, T> work) {
    return desk.store().read(work::apply);
  }

  <T> T write(Function<Transaction, T> work) {
    unlessStopped();
    return desk.store().write(work::apply);
  }

  void unlessStopped() {
    if (stopped.getAsBoolean()) {
      throw new Stopped();
    }
  }

  void tell(Part part, ResourceStatus status, String reason, Transaction transaction) {
    desk.parts().become(stack, part, status, reason, now(), transaction);
  }

  void tell(StackStatus status, String reason, Transaction transaction) {
    desk.stacks().become(stack, status, reason, now(), transaction);
  }

  boolean owns(Part part) {
    // Whoever has answered for Ref was made; of others the receipts tell.
    return !part.applied().ref().isEmpty() || desk.receipts().ofCreation(part);
  }

  /// One piece of work on one resource.
  interface Work {
    void by(WorkCalls calls);
  }

  /// Does it; where it is refused, `failed` is told why, in AWS's words.
  ///
  /// @return whether it was done
  boolean does(Part part, String verb, Consumer<String> begun, Work work, Failing failed) {
    var piece = new Receipts.Work(task.id(), part.id(), verb);
    var token =
        UUID.nameUUIDFromBytes(piece.toString().getBytes(StandardCharsets.UTF_8)).toString();
    WorkCalls calls;
    try {
      calls =
          new WorkCalls(agent(), desk.receipts(), desk.ids(), piece, begun, this::unlessStopped);
    } catch (Fault noRole) {
      failed.because(noRole.text(), false);
      return false;
    }
    try {
      work.by(calls);
      return true;
    } catch (Fault fault) {
      var now = read(transaction -> desk.parts().get(part.id(), transaction));
      var secrets = read(transaction -> Secrets.of(stack, now, transaction));
      failed.because(
          Reasons.of(fault, secrets.hiddenInWords(fault.text()), calls, now, token),
          calls.hasActed());
    } catch (Stopped | StoreException notItsFault) {
      throw notItsFault;
    } catch (RuntimeException bug) {
      unlessStopped();
      LOG.log(System.Logger.Level.ERROR, "a resource of type " + part.type(), bug);
      failed.because(
          Reasons.handler("Internal Failure", token, "InternalFailure"), calls.hasActed());
    }
    return false;
  }

  /// Is told why work failed, and whether any of its calls was answered well before.
  interface Failing {
    void because(String reason, boolean hasActed);
  }

  private Agent agent() {
    if (task.role().isEmpty()) {
      return agent;
    }
    lock.lock();
    try {
      if (assumed.equals(Instant.MIN) || assumed.plus(FRESH).isBefore(now())) {
        unlessStopped();
        agent =
            Agent.role(
                desk.errands(), desk.signers(), desk.ids(), stack.home(), stack.id(), task.role());
        assumed = now();
      }
      return agent;
    } finally {
      lock.unlock();
    }
  }
}
