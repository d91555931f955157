package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.Part.Stage;
import dev.safelight.cloud.cloudformation.Task.Phase;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.Retention;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.resolve.Resolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/// What becomes of a stack once no resource of it is being made: one commit, by which it is what
/// was wanted, or on the way back.
record Verdict(Crew crew, Version version, Resolved resolved, Answers answers) {
  void give(boolean failed, Transaction transaction) {
    // As it is by now: it may have been cancelled.
    var task = Task.get(crew.task().id(), transaction);
    if (task.isCancelled()) {
      back(
          task,
          task.kind() == Task.Kind.CREATE ? "User Initiated" : "Stack update cancelled",
          transaction);
    } else if (failed) {
      interrupt(transaction);
      back(task, reason(task, transaction), transaction);
    } else if (!isComplete(transaction)) {
      back(
          task,
          "Stack creation time exceeded the specified timeout. Rollback requested by user.",
          transaction);
    } else {
      succeed(task, transaction);
    }
  }

  private boolean isComplete(Transaction transaction) {
    return resolved.resources().keySet().stream()
        .allMatch(id ->
            crew.parts()
                .find(crew.stack(), id, Stage.NEW, transaction)
                .or(() -> crew.parts().find(crew.stack(), id, Stage.STANDING, transaction))
                .filter(Part::isComplete)
                .isPresent());
  }

  private void succeed(Task task, Transaction transaction) {
    List<Outputs.Output> outputs;
    Optional<String> obstacle;
    try {
      outputs = outputs();
      obstacle = Outputs.obstacle(crew.stack(), outputs, transaction);
    } catch (InvalidTemplate wrong) {
      outputs = List.of();
      obstacle = Optional.of(wrong.problem().message());
    }
    if (obstacle.isPresent()) {
      back(task, obstacle.get(), transaction);
      return;
    }
    Outputs.replace(crew.stack(), outputs, transaction);
    takeOver(transaction);
    crew.parts().settle(crew.stack(), transaction);
    crew.stacks().standAt(crew.stack(), version.number(), transaction);
    if (task.kind() == Task.Kind.CREATE) {
      crew.tell(StackStatus.CREATE_COMPLETE, "", transaction);
      crew.stacks().rest(crew.stack(), transaction);
    } else {
      crew.tell(StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, "", transaction);
      task.enter(Phase.CLEAN, transaction);
    }
  }

  private List<Outputs.Output> outputs() {
    var outputs = new ArrayList<Outputs.Output>();
    for (var output : resolved.outputs().values()) {
      outputs.add(
          new Outputs.Output(
              crew.stack().id(),
              output.name(),
              output.description(),
              resolved.late(output, answers),
              output.isExported() ? resolved.export(output, answers) : ""));
    }
    return outputs;
  }

  /// What is new becomes part of the stack; what it replaces, and what is not wanted any more, is
  /// to be removed.
  private void takeOver(Transaction transaction) {
    for (var part : crew.parts().of(crew.stack(), Stage.STANDING, transaction)) {
      var fresh = crew.parts().find(crew.stack(), part.logicalId(), Stage.NEW, transaction);
      if (fresh.isPresent()) {
        discard(part, fresh.get().applied().replacement(), transaction);
      } else if (!resolved.resources().containsKey(part.logicalId())) {
        discard(part, part.applied().deletion(), transaction);
      }
    }
    for (var part : crew.parts().of(crew.stack(), Stage.NEW, transaction)) {
      crew.parts().move(part, Stage.STANDING, transaction);
    }
  }

  private void discard(Part part, Retention policy, Transaction transaction) {
    var is = part.applied();
    crew.parts().apply(part, is.kept(is.needs(), policy, is.replacement()), transaction);
    crew.parts().move(part, Stage.OLD, transaction);
  }

  /// What a crash interrupted is not taken up again once something else has failed.
  private void interrupt(Transaction transaction) {
    for (var part : crew.parts().of(crew.stack(), transaction)) {
      Making.interrupted(part)
          .ifPresent(status -> crew.tell(part, status, Making.cancelled(part), transaction));
    }
  }

  private String reason(Task task, Transaction transaction) {
    var created = new ArrayList<String>();
    var updated = new ArrayList<String>();
    for (var part : crew.parts().of(crew.stack(), transaction)) {
      if (part.task().equals(task.id()) && part.hasFailed()) {
        (part.stage() == Stage.NEW && !part.replaces() ? created : updated).add(part.logicalId());
      }
    }
    return (created.isEmpty() ? "" : Reasons.failedToCreate(created))
        + (updated.isEmpty() ? "" : Reasons.failedToUpdate(updated));
  }

  private void back(Task task, String reason, Transaction transaction) {
    interrupt(transaction);
    switch (task.kind()) {
      case CREATE -> undo(task, reason, transaction);
      case UPDATE, DELETE -> revert(task, reason, transaction);
    }
  }

  private void undo(Task task, String reason, Transaction transaction) {
    crew.stacks().standAt(crew.stack(), version.number(), transaction);
    switch (task.onFailure()) {
      case DO_NOTHING -> {
        crew.tell(StackStatus.CREATE_FAILED, reason, transaction);
        for (var part : crew.parts().of(crew.stack(), Stage.NEW, transaction)) {
          crew.parts().move(part, Stage.STANDING, transaction);
        }
        crew.stacks().rest(crew.stack(), transaction);
      }
      case DELETE -> {
        crew.tell(StackStatus.DELETE_IN_PROGRESS, reason, transaction);
        task.enter(Phase.REMOVE, transaction);
      }
      case ROLLBACK, UNKNOWN_TO_SDK_VERSION -> {
        crew.tell(
            StackStatus.ROLLBACK_IN_PROGRESS,
            reason.endsWith(". ") ? reason + "Rollback requested by user." : reason,
            transaction);
        task.enter(Phase.UNDO, transaction);
      }
    }
  }

  private void revert(Task task, String reason, Transaction transaction) {
    if (task.onFailure()
            == software.amazon.awssdk.services.cloudformation.model.OnFailure.DO_NOTHING
        && !task.isCancelled()) {
      crew.tell(StackStatus.UPDATE_FAILED, reason, transaction);
      crew.stacks().rest(crew.stack(), transaction);
    } else {
      crew.tell(StackStatus.UPDATE_ROLLBACK_IN_PROGRESS, reason, transaction);
      task.enter(Phase.REVERT, transaction);
    }
  }
}
