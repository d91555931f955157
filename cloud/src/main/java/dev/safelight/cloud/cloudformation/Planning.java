package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.Part.Stage;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.Resource;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.Node;
import dev.safelight.template.resolve.Resolved;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/// Decides what is to be done about each resource, once all that it needs is there: nothing, a
/// change in place, or a new one; and keeps that before it is begun.
final class Planning {
  private static final String REPLACING =
      "Requested update requires the creation of a new physical resource; hence creating one.";

  private final Crew crew;
  private final Version version;
  private final Resolved resolved;
  private final Secrets secrets;
  private final Derived derived;
  private final Answers answers;

  Planning(Crew crew, Version version, Resolved resolved, Answers answers) {
    this.crew = crew;
    this.version = version;
    this.resolved = resolved;
    this.secrets = Secrets.of(resolved);
    this.derived = Derived.of(resolved);
    this.answers = answers;
  }

  /// What a crash has left goes on; what stands is compared with what is wanted.
  Step begin(Resource resource, Transaction transaction) {
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

  /// A resource whose values cannot be worked out fails before anything is made of it.
  Step refuse(Resource resource, String reason, Transaction transaction) {
    var found = crew.parts().find(crew.stack(), resource.id(), Stage.STANDING, transaction);
    var part =
        found.orElseGet(() ->
            insert(
                resource,
                wanted(resource, new Node.Fields(List.of(), resource.place())),
                false,
                transaction));
    return fail(part, secrets.hiddenInWords(reason), transaction);
  }

  private Step fail(Part part, String reason, Transaction transaction) {
    if (part.stage() == Stage.STANDING) {
      crew.parts().change(part, part.applied(), crew.task(), transaction);
    }
    crew.tell(part, failure(part), reason, transaction);
    return new Step.Failed();
  }

  /// How the failure of a part is told.
  static ResourceStatus failure(Part part) {
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
        secrets.hidden(Document.json(derived.masked(resource.id(), properties))),
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
}
