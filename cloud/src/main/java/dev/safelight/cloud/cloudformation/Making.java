package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.Part.Stage;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.Resource;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.resolve.Resolved;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/// Makes and changes the resources of a stack until it is as wanted. What was done before a crash
/// is found done; what had begun goes on.
final class Making {
  private final Crew crew;
  private final Version version;
  private final Resolved resolved;
  private final Planning planning;
  private final Answers answers = new Answers();
  private final Set<String> resumed = new HashSet<>();
  private volatile boolean failed;

  Making(Crew crew) {
    this.crew = crew;
    this.version = crew.read(transaction -> Version.get(crew.stack().target(), transaction));
    this.resolved = version.resolved(crew.stack().pseudo());
    this.planning = new Planning(crew, version, resolved, answers);
  }

  void run() {
    failed =
        crew.read(transaction ->
            crew.parts().of(crew.stack(), transaction).stream()
                .anyMatch(part -> part.task().equals(crew.task().id()) && part.hasFailed()));
    resumed.addAll(interrupted());
    new Waves<>(resumed, _ -> List.<String>of()).run(this::make, () -> true);
    new Waves<>(resolved.resources().keySet(), id -> resolved.graph().needs(id))
        .run(this::make, this::goesOn);
    crew.write(transaction -> {
      new Verdict(crew, version, resolved, answers).give(failed, transaction);
      return true;
    });
  }

  /// What a crash has cut short ends first, whatever has failed meanwhile: it may have made
  /// something whose id only it can tell.
  private List<String> interrupted() {
    return crew.read(transaction ->
        crew.parts().of(crew.stack(), transaction).stream()
            .filter(part -> part.task().equals(crew.task().id()) && interrupted(part).isPresent())
            .map(Part::logicalId)
            .toList());
  }

  private boolean goesOn() {
    if (failed) {
      return false;
    }
    var task = crew.read(transaction -> Task.get(crew.task().id(), transaction));
    return !task.isCancelled() && !task.isLate(crew.now());
  }

  private boolean make(String id) {
    var resource = resource(id);
    Step step;
    try {
      step = crew.write(transaction -> planning.begin(resource, transaction));
    } catch (InvalidTemplate wrong) {
      step =
          crew.write(
              transaction -> planning.refuse(resource, wrong.problem().message(), transaction));
    }
    var done =
        switch (step) {
          case Step.Done(var applied) -> {
            answers.put(id, applied);
            yield true;
          }
          case Step.Failed() -> false;
          case Step.Create(var part) -> create(part);
          case Step.Change(var part) -> change(part);
        };
    if (!done) {
      failed = true;
    }
    return done;
  }

  private Resource resource(String id) {
    var resource = resolved.resources().get(id);
    if (resource == null) {
      throw new IllegalStateException("no resource " + id);
    }
    return resource;
  }

  private boolean create(Part part) {
    var type = crew.kinds().type(part.type());
    return crew.does(
        part,
        "create",
        id -> begins(part, id),
        calls -> {
          var made = type.create(part.wanted(crew.stack(), part.applied()), calls);
          ended(part, part.applied().made(made));
        },
        (reason, _) -> failedWith(part, reason));
  }

  /// Keeps the physical id; it is told once something of that id was made.
  private void begins(Part part, String id) {
    crew.write(transaction -> {
      var now = crew.parts().get(part.id(), transaction);
      crew.parts().apply(part, now.applied().begun(id), transaction);
      return true;
    });
  }

  private void initiated(Part part, Transaction transaction) {
    if (part.stage() == Stage.NEW) {
      crew.tell(part, part.status(), "Resource creation Initiated", transaction);
    }
  }

  private boolean change(Part part) {
    var type = crew.kinds().type(part.type());
    var before = part.previous().orElseThrow(() -> new IllegalStateException("nothing changes"));
    return crew.does(
        part,
        "update",
        _ -> {},
        calls ->
            ended(
                part,
                part.applied()
                    .made(
                        type.update(
                            part.standing(crew.stack(), before),
                            part.wanted(crew.stack(), part.applied()),
                            calls))),
        (reason, hasActed) -> {
          if (!hasActed && !resumed.contains(part.logicalId())) {
            // Nothing was changed, so nothing is to be taken back: who may not change it may not
            // change it back either. Of what a crash has cut short nobody knows that.
            crew.write(transaction -> {
              crew.parts().restore(part, before, transaction);
              return true;
            });
          }
          failedWith(part, reason);
        });
  }

  private void ended(Part part, Applied applied) {
    var isNew = part.stage() == Stage.NEW && !part.replaces();
    crew.write(transaction -> {
      crew.parts().apply(part, applied, transaction);
      initiated(part, transaction);
      if (failed) {
        crew.tell(part, Planning.failure(part), cancelled(part), transaction);
      } else {
        crew.tell(
            part,
            isNew ? ResourceStatus.CREATE_COMPLETE : ResourceStatus.UPDATE_COMPLETE,
            crew.kinds().isInert(part.type()) ? Kinds.INERT : "",
            transaction);
      }
      return true;
    });
    answers.put(part.logicalId(), applied);
  }

  static String cancelled(Part part) {
    return part.stage() == Stage.NEW && !part.replaces()
        ? "Resource creation cancelled"
        : "Resource update cancelled";
  }

  private void failedWith(Part part, String reason) {
    // Before it is told: whoever reads of it may count on nothing more being begun.
    failed = true;
    var owns = part.stage() == Stage.STANDING || crew.owns(part);
    crew.write(transaction -> {
      if (owns) {
        initiated(part, transaction);
      } else {
        // What has that id, if anything, is another's.
        crew.parts().apply(part, part.applied().begun(""), transaction);
      }
      crew.tell(part, Planning.failure(part), reason, transaction);
      return true;
    });
  }

  static Optional<ResourceStatus> interrupted(Part part) {
    return part.status() == ResourceStatus.CREATE_IN_PROGRESS
            || part.status() == ResourceStatus.UPDATE_IN_PROGRESS
        ? Optional.of(Planning.failure(part))
        : Optional.empty();
  }
}
