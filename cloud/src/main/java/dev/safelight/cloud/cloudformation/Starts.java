package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.cloudformation.Task.Kind;
import dev.safelight.cloud.cloudformation.Task.Phase;
import dev.safelight.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/// Begins what is done with stacks.
///
/// @param wake is told the stack once it is committed that it has a task
record Starts(Desk desk, Consumer<String> wake) {
  /// How somebody wants something done.
  ///
  /// @param role an ARN; empty for the stack's own, or none
  record Manner(
      Caller caller,
      String role,
      String token,
      OnFailure onFailure,
      int timeout,
      List<String> retain,
      boolean exceptOnCreate) {
    static Manner of(Caller caller, @Nullable String role, @Nullable String token) {
      return new Manner(
          caller,
          Names.role(role),
          token == null ? "" : token,
          OnFailure.ROLLBACK,
          0,
          List.of(),
          false);
    }

    Manner failing(OnFailure how, @Nullable Boolean retainsExceptOnCreate) {
      return new Manner(
          caller, role, token, how, timeout, retain, Boolean.TRUE.equals(retainsExceptOnCreate));
    }

    Manner within(int minutes) {
      return new Manner(caller, role, token, onFailure, minutes, retain, exceptOnCreate);
    }

    Manner retaining(List<String> logicalIds) {
      return new Manner(caller, role, token, onFailure, timeout, logicalIds, exceptOnCreate);
    }
  }

  /// @param target the version that the stack shall come to; 0 for none
  void begin(
      Stack stack,
      Kind kind,
      Phase phase,
      StackStatus status,
      long target,
      Manner how,
      Transaction transaction) {
    var now = desk.now();
    var role = how.role().isEmpty() ? stack.role() : how.role();
    var task =
        new Task(
            desk.ids().get(),
            stack.id(),
            kind,
            phase,
            how.caller(),
            role,
            how.token(),
            how.onFailure(),
            how.timeout() == 0 ? Instant.EPOCH : now.plus(Duration.ofMinutes(how.timeout())),
            how.retain(),
            how.exceptOnCreate(),
            false);
    task.insert(transaction);
    desk.stacks().begin(stack, target, task.id(), role, transaction);
    desk.stacks().become(stack, status, "User Initiated", now, transaction);
    if (kind == Kind.UPDATE) {
      desk.stacks().updated(stack, now, transaction);
    }
    wake(stack, transaction);
  }

  /// Says once it is committed that the stack has a task, should nobody be at it.
  void wake(Stack stack, Transaction transaction) {
    transaction.afterCommit(() -> wake.accept(stack.id()));
  }
}
