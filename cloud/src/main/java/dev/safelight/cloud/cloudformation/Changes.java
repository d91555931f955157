package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.change.Action;
import dev.safelight.template.change.Difference;
import dev.safelight.template.resolve.Resolved;
import dev.safelight.template.schema.Replaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ResourceAttribute;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.ResourceChangeDetail;

/// The changes of a change set, as it shows them.
record Changes(Desk desk, Stack stack, ChangeSet set) {
  List<Change> list(Transaction transaction) {
    var after = Version.get(set.version(), transaction);
    var is = after.resolved(stack.pseudo());
    if (set.base() == 0) {
      return Difference.from(is).stream().map(each -> change(each, Map.of())).toList();
    }
    var before = Version.get(set.base(), transaction);
    var was = before.resolved(stack.pseudo());
    var ids = new HashMap<String, String>();
    desk.parts()
        .shown(stack, transaction)
        .forEach(part -> ids.put(part.logicalId(), part.applied().physicalId()));
    var changes = new ArrayList<Change>();
    var names = new LinkedHashSet<String>();
    for (var each : Difference.between(was, is, desk.kinds().schemas())) {
      names.add(each.id());
      changes.add(change(each, ids));
    }
    if (!before.tags().equals(after.tags())) {
      changes.addAll(tagged(is, was, names, ids));
    }
    return changes;
  }

  /// Resources of which only the tags change.
  private List<Change> tagged(
      Resolved is, Resolved was, LinkedHashSet<String> named, Map<String, String> ids) {
    var changes = new ArrayList<Change>();
    for (var resource : is.resources().values()) {
      if (!named.contains(resource.id())
          && was.resources().containsKey(resource.id())
          && desk.kinds().hasTags(resource.type())) {
        changes.add(
            wrapped(
                ResourceChange.builder()
                    .action("Modify")
                    .logicalResourceId(resource.id())
                    .physicalResourceId(ids.getOrDefault(resource.id(), ""))
                    .resourceType(resource.type())
                    .replacement("False")
                    .scope(ResourceAttribute.TAGS)
                    .details(
                        ResourceChangeDetail.builder()
                            .target(target -> target.attribute("Tags").requiresRecreation("Never"))
                            .evaluation("Static")
                            .changeSource("DirectModification")
                            .build())
                    .build()));
      }
    }
    return changes;
  }

  private static Change wrapped(ResourceChange change) {
    return Change.builder().type("Resource").resourceChange(change).build();
  }

  private static Change change(dev.safelight.template.change.Change each, Map<String, String> ids) {
    var change =
        ResourceChange.builder()
            .action(each.action().text())
            .logicalResourceId(each.id())
            .resourceType(each.type())
            .scope(List.of())
            .details(List.<ResourceChangeDetail>of());
    if (ids.containsKey(each.id())) {
      change.physicalResourceId(ids.get(each.id()));
    }
    if (each.action() == Action.MODIFY) {
      change
          .replacement(each.replacement().text())
          .scopeWithStrings(
              each.details().stream().map(detail -> detail.scope().text()).distinct().toList())
          .details(details(each));
    }
    return wrapped(change.build());
  }

  private static List<ResourceChangeDetail> details(dev.safelight.template.change.Change each) {
    var details = new ArrayList<ResourceChangeDetail>();
    for (var detail : each.details()) {
      var causes = detail.causes().isEmpty() ? List.of("") : detail.causes();
      for (var cause : causes) {
        var made =
            ResourceChangeDetail.builder()
                .target(target -> {
                  target
                      .attribute(detail.scope().text())
                      .requiresRecreation(recreation(detail.replaces()));
                  if (!detail.path().isEmpty()) {
                    target.name(detail.property());
                  }
                })
                .evaluation(detail.source().isStatic() ? "Static" : "Dynamic")
                .changeSource(detail.source().text());
        if (!cause.isEmpty()) {
          made.causingEntity(cause);
        }
        if (!details.contains(made.build())) {
          details.add(made.build());
        }
      }
    }
    return details;
  }

  private static String recreation(Replaces replaces) {
    return switch (replaces) {
      case NO -> "Never";
      case MAYBE -> "Conditionally";
      case YES -> "Always";
    };
  }
}
