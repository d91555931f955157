package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.Part.Stage;
import dev.safelight.cloud.cloudformation.Task.Phase;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.Retention;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/// Removes resources, each after those that need it: what an update or its rollback has left over,
/// what a failed creation has made, or all of a stack.
final class Removing {
  private final Crew crew;
  private final Phase phase;

  Removing(Crew crew) {
    this.crew = crew;
    this.phase = crew.task().phase();
  }

  void run() {
    Map<Long, Part> parts =
        crew.read(transaction -> crew.parts().of(crew.stack(), transaction)).stream()
            .filter(this::isMeant)
            .collect(Collectors.toMap(Part::id, Function.identity()));
    new Waves<>(parts.keySet(), id -> neededBy(part(parts, id), parts))
        .run(id -> remove(part(parts, id)), () -> true);
    crew.write(transaction -> {
      end(transaction);
      return true;
    });
  }

  private boolean isMeant(Part part) {
    return switch (phase) {
      case CLEAN -> part.stage() == Stage.OLD;
      case MAKE, REVERT, UNDO, REMOVE -> part.stage() != Stage.GONE;
    };
  }

  private static Part part(Map<Long, Part> parts, long id) {
    var part = parts.get(id);
    if (part == null) {
      throw new IllegalStateException("no resource " + id);
    }
    return part;
  }

  private static List<Long> neededBy(Part part, Map<Long, Part> parts) {
    return parts.values().stream()
        .filter(other -> other.applied().needs().contains(part.logicalId()))
        .map(Part::id)
        .toList();
  }

  /// Whether a resource that its creation's rollback meets stays. AWS: "RetainExceptOnCreate".
  static boolean isKeptOnCreate(Part part, Task task) {
    return part.isComplete()
        && part.applied().deletion() == Retention.RETAIN
        && !task.exceptOnCreate();
  }

  private boolean isKept(Part part) {
    return switch (phase) {
      case UNDO -> isKeptOnCreate(part, crew.task());
      case MAKE, REVERT, CLEAN, REMOVE ->
          crew.task().retain().contains(part.logicalId())
              || (part.applied().deletion() != Retention.DELETE && !isHalfMade(part));
    };
  }

  private static boolean isHalfMade(Part part) {
    return part.applied().ref().isEmpty();
  }

  private boolean remove(Part part) {
    if (isKept(part)) {
      return gone(part, ResourceStatus.DELETE_SKIPPED);
    }
    if (part.applied().physicalId().isEmpty() || !crew.owns(part)) {
      return gone(part, ResourceStatus.DELETE_COMPLETE);
    }
    if (part.status() != ResourceStatus.DELETE_IN_PROGRESS) {
      crew.write(transaction -> {
        crew.tell(part, ResourceStatus.DELETE_IN_PROGRESS, "", transaction);
        return true;
      });
    }
    var type = crew.kinds().type(part.type());
    return crew.does(
        part,
        "delete",
        _ -> {},
        calls -> {
          type.delete(part.standing(crew.stack()), calls);
          gone(part, ResourceStatus.DELETE_COMPLETE);
        },
        (reason, _) ->
            crew.write(transaction -> {
              crew.tell(part, ResourceStatus.DELETE_FAILED, reason, transaction);
              return true;
            }));
  }

  private boolean gone(Part part, ResourceStatus status) {
    return crew.write(transaction -> {
      crew.tell(
          part,
          status,
          status == ResourceStatus.DELETE_COMPLETE && crew.kinds().isInert(part.type())
              ? Kinds.INERT
              : "",
          transaction);
      crew.parts().move(part, Stage.GONE, transaction);
      return true;
    });
  }

  private void end(Transaction transaction) {
    // Whatever is still there, also what was not tried because something else has failed.
    var left = crew.parts().of(crew.stack(), transaction).stream().filter(this::isMeant).toList();
    var refused =
        left.stream().filter(part -> part.status() == ResourceStatus.DELETE_FAILED).toList();
    var failed =
        (refused.isEmpty() ? left : refused).stream().map(Part::logicalId).distinct().toList();
    switch (phase) {
      case CLEAN -> cleaned(refused, transaction);
      case UNDO -> {
        for (var part : left) {
          crew.parts().move(part, Stage.STANDING, transaction);
        }
        crew.tell(
            failed.isEmpty() ? StackStatus.ROLLBACK_COMPLETE : StackStatus.ROLLBACK_FAILED,
            failed.isEmpty() ? "" : Reasons.failedToDelete(failed),
            transaction);
      }
      case MAKE, REVERT, REMOVE -> removed(failed, transaction);
    }
    crew.stacks().rest(crew.stack(), transaction);
  }

  /// As on AWS, what cannot be removed is the stack's no more.
  private void cleaned(List<Part> left, Transaction transaction) {
    for (var part : left) {
      crew.parts().move(part, Stage.GONE, transaction);
    }
    var stack = crew.stacks().get(crew.stack().id(), transaction);
    crew.parts().settle(stack, transaction);
    crew.tell(
        stack.status() == StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS
            ? StackStatus.UPDATE_COMPLETE
            : StackStatus.UPDATE_ROLLBACK_COMPLETE,
        left.isEmpty() ? "" : "One or more resources could not be deleted.",
        transaction);
  }

  private void removed(List<String> failed, Transaction transaction) {
    if (!failed.isEmpty()) {
      crew.tell(StackStatus.DELETE_FAILED, Reasons.failedToDelete(failed), transaction);
      return;
    }
    crew.tell(StackStatus.DELETE_COMPLETE, "", transaction);
    Outputs.replace(crew.stack(), List.of(), transaction);
    Receipts.shred(crew.stack(), transaction);
    crew.stacks().bury(crew.stack(), crew.now(), crew.parts(), transaction);
  }
}
