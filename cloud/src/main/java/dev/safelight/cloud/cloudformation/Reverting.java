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

/// Takes an update back: what it changed is changed to what it was; what it made is left to
/// [Removing].
final class Reverting {
  private final Crew crew;

  Reverting(Crew crew) {
    this.crew = crew;
  }

  void run() {
    Map<String, Part> parts =
        crew
            .read(transaction -> crew.parts().of(crew.stack(), Stage.STANDING, transaction))
            .stream()
            .collect(Collectors.toMap(Part::logicalId, Function.identity(), (one, _) -> one));
    var failed =
        new Waves<>(parts.keySet(), id -> needs(part(parts, id)))
            .run(id -> revert(part(parts, id)), () -> true);
    crew.write(transaction -> {
      end(failed, transaction);
      return true;
    });
  }

  private static Part part(Map<String, Part> parts, String id) {
    var part = parts.get(id);
    if (part == null) {
      throw new IllegalStateException("no resource " + id);
    }
    return part;
  }

  private static List<String> needs(Part part) {
    return part.previous().orElse(part.applied()).needs();
  }

  /// What is as it was needs no call, whether or not it was to be another: who may not change it
  /// may not change it back either.
  private boolean revert(Part part) {
    if (part.previous().isEmpty()) {
      settle(part);
      return true;
    }
    var before = part.previous().get();
    if (crew.task().retain().contains(part.logicalId())
        || before.says(part.applied().properties(), part.applied().tags())) {
      crew.write(transaction -> {
        crew.parts().restore(part, before, transaction);
        if (!part.isComplete()) {
          crew.tell(part, ResourceStatus.UPDATE_COMPLETE, "", transaction);
        }
        return true;
      });
      return true;
    }
    if (part.status() != ResourceStatus.UPDATE_IN_PROGRESS) {
      crew.write(transaction -> {
        crew.tell(part, ResourceStatus.UPDATE_IN_PROGRESS, "", transaction);
        return true;
      });
    }
    var type = crew.kinds().type(part.type());
    return crew.does(
        part,
        "revert",
        _ -> {},
        calls -> {
          var made =
              type.update(part.standing(crew.stack()), part.wanted(crew.stack(), before), calls);
          crew.write(transaction -> {
            crew.parts().restore(part, before.made(made), transaction);
            crew.tell(part, ResourceStatus.UPDATE_COMPLETE, "", transaction);
            return true;
          });
        },
        (reason, _) ->
            crew.write(transaction -> {
              crew.tell(part, ResourceStatus.UPDATE_FAILED, reason, transaction);
              return true;
            }));
  }

  /// What was not changed, because that was refused or because it was to be replaced.
  private void settle(Part part) {
    var isReplaced =
        crew.read(transaction ->
            crew.parts().find(crew.stack(), part.logicalId(), Stage.NEW, transaction).isPresent());
    if (part.hasFailed() || isReplaced) {
      crew.write(transaction -> {
        crew.tell(part, ResourceStatus.UPDATE_COMPLETE, "", transaction);
        return true;
      });
    }
  }

  private void end(List<String> failed, Transaction transaction) {
    if (!failed.isEmpty()) {
      crew.tell(StackStatus.UPDATE_ROLLBACK_FAILED, Reasons.failedToUpdate(failed), transaction);
      crew.stacks().rest(crew.stack(), transaction);
      return;
    }
    for (var part : crew.parts().of(crew.stack(), Stage.NEW, transaction)) {
      var is = part.applied();
      var policy = Removing.isKeptOnCreate(part, crew.task()) ? Retention.RETAIN : Retention.DELETE;
      crew.parts().apply(part, is.kept(is.needs(), policy, is.replacement()), transaction);
      crew.parts().move(part, Stage.OLD, transaction);
    }
    crew.stacks().standAt(crew.stack(), crew.stack().version(), transaction);
    crew.tell(StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, "", transaction);
    crew.task().enter(Phase.CLEAN, transaction);
  }
}
