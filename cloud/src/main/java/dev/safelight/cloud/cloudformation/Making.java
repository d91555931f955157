package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.Part.Stage;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.Resource;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.resolve.Resolved;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/// Makes and changes the resources of a stack until it is as wanted. What was done before a crash
/// is found done; what had begun goes on.
final class Making {
  private static final String REPLACING =
      "Requested update requires the creation of a new physical resource; hence creating one.";

  private final Crew crew;
  private final Version version;
  private final Resolved resolved;
  private final Secrets secrets;
  private final Answers answers = new Answers();
  private volatile boolean failed;

  Making(Crew crew) {
    this.crew = crew;
    this.version = crew.read(transaction -> Version.get(crew.stack().target(), transaction));
    this.resolved = version.resolved(crew.stack().pseudo());
    this.secrets = Secrets.of(resolved);
  }

  void run() {
    failed =
        crew.read(transaction ->
            crew.parts().of(crew.stack(), transaction).stream()
                .anyMatch(part -> part.task().equals(crew.task().id()) && part.hasFailed()));
    new Waves<>(interrupted(), _ -> List.<String>of()).run(this::make, () -> true);
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

  /// What is to be done about one resource.
  private sealed interface Step {
    record Done(Applied applied) implements Step {}

    record Failed() implements Step {}

    record Create(Part part) implements Step {}

    record Change(Part part) implements Step {}
  }

  private boolean make(String id) {
    var resource = resource(id);
    Step step;
    try {
      step = crew.write(transaction -> begin(resource, transaction));
    } catch (InvalidTemplate wrong) {
      step = crew.write(transaction -> refuse(resource, wrong.problem().message(), transaction));
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

  private Step begin(Resource resource, Transaction transaction) {
    var fresh = crew.parts().find(crew.stack(), resource.id(), Stage.NEW, transaction);
    if (fresh.isPresent()) {
      return goingOn(fresh.get(), new Step.Create(fresh.get()));
    }
    var found = crew.parts().find(crew.stack(), resource.id(), Stage.STANDING, transaction);
    if (found.isPresent() && found.get().task().equals(crew.task().id())) {
      return goingOn(found.get(), new Step.Change(found.get()));
    }
    var wanted = wanted(resource, resolved.late(resource, answers));
    return found.isPresent()
        ? become(found.get(), resource, wanted, transaction)
        : new Step.Create(insert(resource, wanted, false, transaction));
  }

  private static Step goingOn(Part part, Step next) {
    if (part.hasFailed()) {
      return new Step.Failed();
    }
    return part.isComplete() ? new Step.Done(part.applied()) : next;
  }

  private Step become(Part standing, Resource resource, Applied wanted, Transaction transaction) {
    var is = standing.applied();
    if (!standing.type().equals(resource.type())) {
      return new Step.Create(insert(resource, wanted, true, transaction));
    }
    if (is.properties().says(wanted.properties())
        && (is.tags().equals(wanted.tags()) || !crew.kinds().hasTags(resource.type()))) {
      var kept = is.kept(wanted.needs(), wanted.deletion(), wanted.replacement());
      if (!kept.equals(is)) {
        crew.parts().change(standing, kept, crew.task(), transaction);
      }
      return new Step.Done(kept);
    }
    if (crew.kinds().replacing(resource.type(), is.properties(), wanted.properties()).isPresent()) {
      return replace(standing, resource, wanted, transaction);
    }
    var changed = is.become(wanted);
    crew.parts().change(standing, changed, crew.task(), transaction);
    crew.tell(standing, ResourceStatus.UPDATE_IN_PROGRESS, "", transaction);
    return new Step.Change(crew.parts().get(standing.id(), transaction));
  }

  /// A second one beside the first, unless both would have the name that the template gives.
  private Step replace(Part standing, Resource resource, Applied wanted, Transaction transaction) {
    var before = crew.kinds().customName(resource.type(), standing.applied().properties());
    var after = crew.kinds().customName(resource.type(), wanted.properties());
    if (after.isPresent() && after.equals(before)) {
      return fail(
          standing,
          ("CloudFormation cannot update a stack when a custom-named resource requires replacing."
                  + " Rename %s and update the stack again.")
              .formatted(after.get()),
          transaction);
    }
    return new Step.Create(insert(resource, wanted, true, transaction));
  }

  private Step refuse(Resource resource, String reason, Transaction transaction) {
    var found = crew.parts().find(crew.stack(), resource.id(), Stage.STANDING, transaction);
    var part =
        found.orElseGet(() ->
            insert(
                resource,
                wanted(resource, new Node.Fields(List.of(), resource.place())),
                false,
                transaction));
    return fail(part, reason, transaction);
  }

  private Step fail(Part part, String reason, Transaction transaction) {
    if (part.stage() == Stage.STANDING) {
      crew.parts().change(part, part.applied(), crew.task(), transaction);
    }
    crew.tell(part, failure(part), reason, transaction);
    return new Step.Failed();
  }

  private static ResourceStatus failure(Part part) {
    return part.stage() == Stage.NEW && !part.replaces()
        ? ResourceStatus.CREATE_FAILED
        : ResourceStatus.UPDATE_FAILED;
  }

  private Applied wanted(Resource resource, Node.Fields properties) {
    return new Applied(
        "",
        "",
        Map.of(),
        properties,
        secrets.hidden(Document.json(properties)),
        version.tags(),
        List.copyOf(resolved.graph().needs(resource.id())),
        resource.deletion(),
        resource.replacement());
  }

  private Part insert(
      Resource resource, Applied applied, boolean replaces, Transaction transaction) {
    return crew.parts()
        .insert(
            crew.stack(),
            resource.id(),
            resource.type(),
            crew.suffix(),
            crew.task(),
            replaces,
            applied,
            replaces ? REPLACING : "",
            crew.now(),
            transaction);
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
          if (!hasActed) {
            // Nothing was changed, so nothing is to be taken back: who may not change it may not
            // change it back either.
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
        crew.tell(part, failure(part), cancelled(part), transaction);
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
    var owns = part.stage() == Stage.STANDING || crew.owns(part);
    crew.write(transaction -> {
      if (owns) {
        initiated(part, transaction);
      } else {
        // What has that id, if anything, is another's.
        crew.parts().apply(part, part.applied().begun(""), transaction);
      }
      crew.tell(part, failure(part), reason, transaction);
      return true;
    });
  }

  static Optional<ResourceStatus> interrupted(Part part) {
    return part.status() == ResourceStatus.CREATE_IN_PROGRESS
            || part.status() == ResourceStatus.UPDATE_IN_PROGRESS
        ? Optional.of(failure(part))
        : Optional.empty();
  }
}
