package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.cloudformation.CloudFormationOperation.Home;
import dev.safelight.cloud.cloudformation.StackOperation.CancelUpdateStack;
import dev.safelight.cloud.cloudformation.StackOperation.ContinueUpdateRollback;
import dev.safelight.cloud.cloudformation.StackOperation.CreateStack;
import dev.safelight.cloud.cloudformation.StackOperation.DeleteStack;
import dev.safelight.cloud.cloudformation.StackOperation.UpdateStack;
import dev.safelight.cloud.cloudformation.StackOperation.UpdateTerminationProtection;
import dev.safelight.cloud.cloudformation.Starts.Manner;
import dev.safelight.cloud.cloudformation.Task.Kind;
import dev.safelight.cloud.cloudformation.Task.Phase;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackResponse;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionResponse;

/// Creates, updates and deletes stacks: what can be refused at once is, the rest is begun.
record StackActs(Desk desk, Drafts drafts, Starts starts) {
  private static final Set<StackStatus> UPDATABLE =
      Set.of(
          StackStatus.CREATE_COMPLETE,
          StackStatus.UPDATE_COMPLETE,
          StackStatus.UPDATE_ROLLBACK_COMPLETE);

  Outcome act(StackOperation operation, Caller caller, Incoming incoming, Transaction transaction) {
    return switch (operation) {
      case CreateStack create -> create(create, caller, incoming, transaction);
      case UpdateStack update -> update(update, caller, incoming, transaction);
      case DeleteStack delete -> delete(delete, caller, transaction);
      case CancelUpdateStack cancel -> cancel(cancel, transaction);
      case ContinueUpdateRollback again -> goBack(again, caller, transaction);
      case UpdateTerminationProtection protect -> protect(protect, transaction);
    };
  }

  private Optional<Stack> find(Home home, String nameOrId, Transaction transaction) {
    return desk.stacks().find(home.account(), home.region(), nameOrId, transaction);
  }

  private Stack live(Home home, String nameOrId, Transaction transaction) {
    return find(home, nameOrId, transaction)
        .filter(Stack::isLive)
        .orElseThrow(() -> Faults.noStackToChange(nameOrId));
  }

  private Outcome create(
      CreateStack create, Caller caller, Incoming incoming, Transaction transaction) {
    var request = create.request();
    var token = Optional.ofNullable(request.clientRequestToken()).orElse("");
    var other = find(create.home(), request.stackName(), transaction);
    if (other.isPresent()) {
      if (Task.isAgain(other.get().id(), Kind.CREATE, token, transaction)) {
        return Outcome.of(CreateStackResponse.builder().stackId(other.get().id()).build());
      }
      throw Faults.alreadyExists(request.stackName());
    }
    var stack =
        fresh(
            create.home(),
            incoming.stackId(),
            request.stackName(),
            create.wish().role(),
            Boolean.TRUE.equals(request.enableTerminationProtection()));
    var draft =
        drafts.draft(
            create.home(), stack.pseudo(), Optional.empty(), create.wish(), incoming, transaction);
    draft.requireSound();
    desk.stacks().insert(stack, transaction);
    int timeout = Optional.ofNullable(request.timeoutInMinutes()).orElse(0);
    var onFailure = onFailure(request.onFailure(), request.disableRollback());
    desk.stacks()
        .settings(stack, Boolean.TRUE.equals(request.disableRollback()), timeout, "", transaction);
    starts.begin(
        stack,
        Kind.CREATE,
        Phase.MAKE,
        StackStatus.CREATE_IN_PROGRESS,
        draft.version().insert(stack.id(), transaction),
        Manner.of(caller, request.roleARN(), token)
            .failing(onFailure, request.retainExceptOnCreate())
            .within(timeout),
        transaction);
    return Outcome.of(CreateStackResponse.builder().stackId(stack.id()).build());
  }

  private static OnFailure onFailure(@Nullable OnFailure asked, @Nullable Boolean disables) {
    if (asked != null) {
      if (asked == OnFailure.UNKNOWN_TO_SDK_VERSION) {
        throw Faults.validation(
            "1 validation error detected: Value at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [ROLLBACK, DELETE, DO_NOTHING]");
      }
      return asked;
    }
    return Boolean.TRUE.equals(disables) ? OnFailure.DO_NOTHING : OnFailure.ROLLBACK;
  }

  /// A stack that is not there yet.
  Stack fresh(Home home, String id, String name, String role, boolean isProtected) {
    return new Stack(
        id,
        home.account(),
        home.region(),
        name,
        true,
        StackStatus.REVIEW_IN_PROGRESS,
        "",
        desk.now(),
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        0,
        "",
        role,
        isProtected,
        false,
        0,
        "");
  }

  static void requireUpdatable(Stack stack) {
    if (stack.isBusy() || !UPDATABLE.contains(stack.status())) {
      throw Faults.validation(
          "Stack:%s is in %s state and can not be updated.".formatted(stack.id(), stack.status()));
    }
  }

  private Outcome update(
      UpdateStack update, Caller caller, Incoming incoming, Transaction transaction) {
    var request = update.request();
    var stack = live(update.home(), request.stackName(), transaction);
    var token = Optional.ofNullable(request.clientRequestToken()).orElse("");
    if (Task.isAgain(stack.id(), Kind.UPDATE, token, transaction)) {
      return Outcome.of(UpdateStackResponse.builder().stackId(stack.id()).build());
    }
    requireUpdatable(stack);
    var before = Version.get(stack.version(), transaction);
    var draft =
        drafts.draft(
            update.home(),
            stack.pseudo(),
            Optional.of(before),
            update.wish(),
            incoming,
            transaction);
    draft.requireSound();
    if (!drafts.changes(stack, before, draft)) {
      throw Faults.validation("No updates are to be performed.");
    }
    starts.begin(
        stack,
        Kind.UPDATE,
        Phase.MAKE,
        StackStatus.UPDATE_IN_PROGRESS,
        draft.version().insert(stack.id(), transaction),
        Manner.of(caller, request.roleARN(), token)
            .failing(onFailure(null, request.disableRollback()), request.retainExceptOnCreate()),
        transaction);
    return Outcome.of(UpdateStackResponse.builder().stackId(stack.id()).build());
  }

  private Outcome delete(DeleteStack delete, Caller caller, Transaction transaction) {
    var request = delete.request();
    var found = find(delete.home(), request.stackName(), transaction).filter(Stack::isLive);
    // As on AWS, what is not there is as good as deleted.
    found.ifPresent(stack -> delete(stack, delete, caller, transaction));
    return Outcome.of(DeleteStackResponse.builder().build());
  }

  private void delete(Stack stack, DeleteStack delete, Caller caller, Transaction transaction) {
    var request = delete.request();
    if (stack.isProtected()) {
      throw Faults.validation(
          "Stack [%s] cannot be deleted while TerminationProtection is enabled"
              .formatted(stack.name()));
    }
    if (!request.retainResources().isEmpty() && stack.status() != StackStatus.DELETE_FAILED) {
      throw Faults.validation(
          "Invalid operation on stack [%s]. When you delete a stack, specify which resources to retain only when the stack is in the DELETE_FAILED state."
              .formatted(stack.id()));
    }
    if (stack.isBusy()) {
      interrupt(stack, caller, Names.role(request.roleARN()), transaction);
      return;
    }
    if (stack.isInReview()) {
      desk.stacks().become(stack, StackStatus.DELETE_COMPLETE, "", desk.now(), transaction);
      desk.stacks().bury(stack, desk.now(), desk.parts(), transaction);
      return;
    }
    requireUnused(stack, transaction);
    starts.begin(
        stack,
        Kind.DELETE,
        Phase.REMOVE,
        StackStatus.DELETE_IN_PROGRESS,
        0,
        Manner.of(caller, request.roleARN(), request.clientRequestToken())
            .retaining(request.retainResources()),
        transaction);
  }

  /// A stack that is being made is removed as soon as nobody makes anything of it.
  private void interrupt(Stack stack, Caller caller, String role, Transaction transaction) {
    var task = Task.get(stack.task(), transaction);
    if (task.kind() == Kind.CREATE && task.phase() == Phase.MAKE) {
      task.turnToDeletion(caller, role, transaction);
      if (!role.isEmpty()) {
        desk.stacks().role(stack, role, transaction);
      }
    } else if (task.phase() != Phase.REMOVE) {
      throw Faults.validation(
          "Stack [%s] cannot be deleted while in status %s".formatted(stack.id(), stack.status()));
    }
    starts.wake(stack, transaction);
  }

  private static void requireUnused(Stack stack, Transaction transaction) {
    for (var output : Outputs.of(stack, transaction)) {
      if (!output.export().isEmpty()) {
        var users =
            Outputs.importers(stack.account(), stack.region(), output.export(), transaction);
        if (!users.isEmpty()) {
          throw Faults.validation(
              "Export %s cannot be deleted as it is in use by %s"
                  .formatted(output.export(), String.join(", ", users)));
        }
      }
    }
  }

  private Outcome cancel(CancelUpdateStack cancel, Transaction transaction) {
    var stack = live(cancel.home(), cancel.request().stackName(), transaction);
    if (stack.status() != StackStatus.UPDATE_IN_PROGRESS) {
      throw Faults.validation(
          "CancelUpdateStack cannot be called from current stack status " + stack.status());
    }
    Task.cancel(stack.task(), transaction);
    starts.wake(stack, transaction);
    return Outcome.of(CancelUpdateStackResponse.builder().build());
  }

  private Outcome goBack(ContinueUpdateRollback again, Caller caller, Transaction transaction) {
    var request = again.request();
    var stack = live(again.home(), request.stackName(), transaction);
    if (stack.status() != StackStatus.UPDATE_ROLLBACK_FAILED) {
      throw Faults.validation(
          "Stack:%s is in %s state and can not continue rolling back."
              .formatted(stack.id(), stack.status()));
    }
    starts.begin(
        stack,
        Kind.UPDATE,
        Phase.REVERT,
        StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
        stack.target(),
        Manner.of(caller, request.roleARN(), request.clientRequestToken())
            .retaining(request.resourcesToSkip()),
        transaction);
    return Outcome.of(ContinueUpdateRollbackResponse.builder().build());
  }

  private Outcome protect(UpdateTerminationProtection protect, Transaction transaction) {
    var stack = live(protect.home(), protect.request().stackName(), transaction);
    desk.stacks().protect(stack, protect.request().enableTerminationProtection(), transaction);
    return Outcome.of(UpdateTerminationProtectionResponse.builder().stackId(stack.id()).build());
  }
}
