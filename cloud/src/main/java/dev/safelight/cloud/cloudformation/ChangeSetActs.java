package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.cloudformation.ChangeSetOperation.CreateChangeSet;
import dev.safelight.cloud.cloudformation.ChangeSetOperation.DeleteChangeSet;
import dev.safelight.cloud.cloudformation.ChangeSetOperation.DescribeChangeSet;
import dev.safelight.cloud.cloudformation.ChangeSetOperation.ExecuteChangeSet;
import dev.safelight.cloud.cloudformation.ChangeSetOperation.ListChangeSets;
import dev.safelight.cloud.cloudformation.CloudFormationOperation.Home;
import dev.safelight.cloud.cloudformation.Starts.Manner;
import dev.safelight.cloud.cloudformation.Task.Kind;
import dev.safelight.cloud.cloudformation.Task.Phase;
import dev.safelight.cloud.store.Transaction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsResponse;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/// Makes change sets, shows and executes them.
record ChangeSetActs(
    Desk desk, Drafts drafts, Starts starts, StackActs stacks, Describing describing) {
  private static final String NO_CHANGES =
      "The submitted information didn't contain changes. Submit different information to create a change set.";

  Outcome act(
      ChangeSetOperation operation, Caller caller, Incoming incoming, Transaction transaction) {
    return switch (operation) {
      case CreateChangeSet create -> create(create, incoming, transaction);
      case DescribeChangeSet describe -> describe(describe, transaction);
      case ExecuteChangeSet execute -> execute(execute, caller, transaction);
      case DeleteChangeSet delete -> delete(delete, transaction);
      case ListChangeSets list -> list(list, transaction);
    };
  }

  /// A change set and its stack.
  record Found(Stack stack, ChangeSet set) {}

  private Outcome create(CreateChangeSet create, Incoming incoming, Transaction transaction) {
    var request = create.request();
    var kind = request.changeSetType() == null ? ChangeSetType.UPDATE : request.changeSetType();
    var stack =
        switch (kind) {
          case CREATE -> created(create, incoming, transaction);
          case UPDATE -> updated(create, transaction);
          case IMPORT, UNKNOWN_TO_SDK_VERSION ->
              throw Faults.validation(
                  "ChangeSetType %s is not supported here.".formatted(request.changeSetType()));
        };
    if (ChangeSets.named(stack, request.changeSetName(), transaction).isPresent()) {
      throw new dev.safelight.cloud.call.Fault(
          400,
          "AlreadyExistsException",
          "ChangeSet [" + request.changeSetName() + "] already exists");
    }
    var before =
        stack.version() == 0
            ? Optional.<Version>empty()
            : Optional.of(Version.get(stack.version(), transaction));
    var draft =
        drafts.draft(create.home(), stack.pseudo(), before, create.wish(), incoming, transaction);
    if (desk.stacks().byId(stack.id(), transaction).isEmpty()) {
      desk.stacks().insert(stack, transaction);
      desk.stacks()
          .become(stack, StackStatus.REVIEW_IN_PROGRESS, "User Initiated", desk.now(), transaction);
    }
    var reason = reason(stack, before, draft);
    var set =
        new ChangeSet(
            "arn:aws:cloudformation:%s:%s:changeSet/%s/%s"
                .formatted(
                    stack.region(), stack.account(), request.changeSetName(), desk.ids().get()),
            request.changeSetName(),
            stack.id(),
            kind,
            reason.isEmpty() ? ChangeSetStatus.CREATE_COMPLETE : ChangeSetStatus.FAILED,
            reason.isEmpty() ? ExecutionStatus.AVAILABLE : ExecutionStatus.UNAVAILABLE,
            reason,
            request.description() == null ? "" : request.description(),
            desk.now(),
            stack.version(),
            draft.version().insert(stack.id(), transaction),
            create.wish().role(),
            request.onStackFailureAsString() == null ? "" : request.onStackFailureAsString());
    ChangeSets.insert(set, transaction);
    return Outcome.of(CreateChangeSetResponse.builder().id(set.id()).stackId(stack.id()).build());
  }

  private String reason(Stack stack, Optional<Version> before, Drafts.Draft draft) {
    if (!draft.problems().isEmpty()) {
      return draft.words();
    }
    return before.isPresent() && !drafts.changes(stack, before.get(), draft) ? NO_CHANGES : "";
  }

  private Stack created(CreateChangeSet create, Incoming incoming, Transaction transaction) {
    var home = create.home();
    var name = create.request().stackName();
    var found = desk.stacks().find(home.account(), home.region(), name, transaction);
    if (found.isPresent() && !(found.get().isLive() && found.get().isInReview())) {
      throw Faults.validation(
          "Stack [%s] already exists and cannot be created again with the changeSet [%s]."
              .formatted(name, create.request().changeSetName()));
    }
    return found.orElseGet(() ->
        stacks.fresh(home, incoming.stackId(), Names.stack(name), create.wish().role(), false));
  }

  private Stack updated(CreateChangeSet create, Transaction transaction) {
    var home = create.home();
    var name = create.request().stackName();
    var stack =
        desk.stacks()
            .find(home.account(), home.region(), name, transaction)
            .filter(Stack::isLive)
            .orElseThrow(() -> Faults.noStackToChange(name));
    StackActs.requireUpdatable(stack);
    return stack;
  }

  private Found find(ChangeSetOperation.OnOne operation, Transaction transaction) {
    return find(operation.home(), operation.changeSet(), operation.stack(), transaction)
        .orElseThrow(() -> Faults.noChangeSet(operation.changeSet()));
  }

  /// @param stackName where a change set is named by its ARN, the stack that it must be of
  Optional<Found> find(
      Home home, String nameOrId, @Nullable String stackName, Transaction transaction) {
    if (nameOrId.startsWith("arn:")) {
      return ChangeSets.byId(nameOrId, transaction)
          .map(set -> new Found(desk.stacks().get(set.stack(), transaction), set))
          .filter(found ->
              found.stack().account().equals(home.account())
                  && found.stack().region().equals(home.region())
                  && (stackName == null || found.stack().isCalled(stackName)));
    }
    if (stackName == null) {
      return Optional.empty();
    }
    var stack =
        desk.stacks()
            .find(home.account(), home.region(), stackName, transaction)
            .orElseThrow(() -> Faults.noStackToChange(stackName));
    return ChangeSets.named(stack, nameOrId, transaction).map(set -> new Found(stack, set));
  }

  private Outcome describe(DescribeChangeSet describe, Transaction transaction) {
    var found = find(describe, transaction);
    var set = found.set();
    var version = Version.get(set.version(), transaction);
    var answer =
        DescribeChangeSetResponse.builder()
            .changeSetName(set.name())
            .changeSetId(set.id())
            .stackId(found.stack().id())
            .stackName(found.stack().name())
            .parameters(Describing.parameters(version))
            .creationTime(set.created())
            .executionStatus(set.execution())
            .status(set.status())
            .notificationARNs(java.util.List.of())
            .rollbackConfiguration(configuration -> {})
            .capabilitiesWithStrings(version.capabilities())
            .tags(Describing.tags(version))
            .includeNestedStacks(false)
            .changes(
                set.status() == ChangeSetStatus.FAILED
                    ? java.util.List.of()
                    : new Changes(desk, found.stack(), set).list(transaction));
    if (!set.description().isEmpty()) {
      answer.description(set.description());
    }
    if (!set.reason().isEmpty()) {
      answer.statusReason(set.reason());
    }
    if (!set.onFailure().isEmpty()) {
      answer.onStackFailure(set.onFailure());
    }
    return Outcome.of(answer.build());
  }

  private Outcome execute(ExecuteChangeSet execute, Caller caller, Transaction transaction) {
    var request = execute.request();
    var found = find(execute, transaction);
    var set = found.set();
    var stack = found.stack();
    if (set.status() != ChangeSetStatus.CREATE_COMPLETE) {
      throw Faults.changeSetStatus(
          "ChangeSet [%s] cannot be executed in its current status of [%s]"
              .formatted(set.id(), set.status()));
    }
    if (set.execution() != ExecutionStatus.AVAILABLE || set.base() != stack.version()) {
      throw Faults.changeSetStatus(
          "ChangeSet [%s] cannot be executed in its current execution status of [%s]"
              .formatted(
                  set.id(),
                  set.execution() == ExecutionStatus.AVAILABLE
                      ? ExecutionStatus.OBSOLETE
                      : set.execution()));
    }
    var isNew = set.kind() == ChangeSetType.CREATE;
    if (!isNew) {
      StackActs.requireUpdatable(stack);
    }
    requireImports(stack, set, transaction);
    var disables = Boolean.TRUE.equals(request.disableRollback());
    ChangeSets.execute(set, transaction);
    desk.stacks().settings(stack, disables, stack.timeout(), set.id(), transaction);
    starts.begin(
        stack,
        isNew ? Kind.CREATE : Kind.UPDATE,
        Phase.MAKE,
        isNew ? StackStatus.CREATE_IN_PROGRESS : StackStatus.UPDATE_IN_PROGRESS,
        set.version(),
        Manner.of(caller, set.role(), request.clientRequestToken())
            .failing(onFailure(set, disables), request.retainExceptOnCreate()),
        transaction);
    return Outcome.of(ExecuteChangeSetResponse.builder().build());
  }

  private static OnFailure onFailure(ChangeSet set, boolean disables) {
    if (disables) {
      return OnFailure.DO_NOTHING;
    }
    return set.onFailure().isEmpty() ? OnFailure.ROLLBACK : OnFailure.fromValue(set.onFailure());
  }

  /// What it was made with may have changed since.
  private static void requireImports(Stack stack, ChangeSet set, Transaction transaction) {
    Version.get(set.version(), transaction)
        .imports()
        .forEach((name, value) -> {
          var now = Outputs.export(stack.account(), stack.region(), name, transaction);
          if (now.isEmpty() || !now.get().value().equals(value)) {
            throw Faults.validation(
                now.isEmpty()
                    ? "No export named " + name + " found."
                    : "The export " + name + " has changed since the change set was made.");
          }
        });
  }

  private Outcome delete(DeleteChangeSet delete, Transaction transaction) {
    var found = find(delete.home(), delete.changeSet(), delete.stack(), transaction);
    found.ifPresent(each -> {
      ChangeSets.remove(each.set(), transaction);
      Version.shred(each.stack(), transaction);
    });
    return Outcome.of(DeleteChangeSetResponse.builder().build());
  }

  private Outcome list(ListChangeSets list, Transaction transaction) {
    var stack = describing.stack(list.home(), list.request().stackName(), transaction);
    return Outcome.of(
        ListChangeSetsResponse.builder()
            .summaries(
                ChangeSets.of(stack, transaction).stream().map(set -> summary(stack, set)).toList())
            .build());
  }

  private static ChangeSetSummary summary(Stack stack, ChangeSet set) {
    var summary =
        ChangeSetSummary.builder()
            .stackId(stack.id())
            .stackName(stack.name())
            .changeSetId(set.id())
            .changeSetName(set.name())
            .executionStatus(set.execution())
            .status(set.status())
            .creationTime(set.created())
            .includeNestedStacks(false);
    if (!set.reason().isEmpty()) {
      summary.statusReason(set.reason());
    }
    if (!set.description().isEmpty()) {
      summary.description(set.description());
    }
    return summary.build();
  }
}
