package dev.safelight.template.change;

import dev.safelight.template.Resource;
import dev.safelight.template.change.Change.Detail;
import dev.safelight.template.change.Change.Scope;
import dev.safelight.template.change.Change.Source;
import dev.safelight.template.resolve.Resolved;
import dev.safelight.template.schema.Replaces;
import dev.safelight.template.schema.Schemas;
import dev.safelight.template.schema.TypeSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What differs between a stack as it is and as it is wanted, resource by resource; what a change
/// set shows.
///
/// As on AWS, a resource that refers to one that will be made anew, or to an attribute of one that
/// will be modified, is shown as modified too, `Conditional` where that property would replace it;
/// whether its value really changes is known when the change set is executed.
public final class Difference {
  private final Resolved before;
  private final Resolved after;
  private final Schemas schemas;
  private final Map<String, Change> modified = new HashMap<>();

  private Difference(Resolved before, Resolved after, Schemas schemas) {
    this.before = before;
    this.after = after;
    this.schemas = schemas;
  }

  /// For a new stack everything is added.
  public static List<Change> from(Resolved after) {
    return after.resources().values().stream().map(each -> change(Action.ADD, each)).toList();
  }

  /// Empty where nothing changes. In the order of the new template, removals last.
  public static List<Change> between(Resolved before, Resolved after, Schemas schemas) {
    return new Difference(before, after, schemas).changes();
  }

  private List<Change> changes() {
    // In the order in which resources need each other, so that what a change causes is known.
    for (var wave : after.graph().waves()) {
      for (var id : wave) {
        modify(id);
      }
    }
    var changes = new ArrayList<Change>();
    for (var resource : after.resources().values()) {
      if (!before.resources().containsKey(resource.id())) {
        changes.add(change(Action.ADD, resource));
      } else if (modified.containsKey(resource.id())) {
        changes.add(modified.get(resource.id()));
      }
    }
    for (var resource : before.resources().values()) {
      if (!after.resources().containsKey(resource.id())) {
        changes.add(change(Action.REMOVE, resource));
      }
    }
    return changes;
  }

  private static Change change(Action action, Resource resource) {
    return new Change(action, resource.id(), resource.type(), Replacement.FALSE, List.of());
  }

  private void modify(String id) {
    var old = before.resources().get(id);
    var now = after.resources().get(id);
    if (old == null || now == null) {
      return;
    }
    var details = attributes(old, now);
    var schema = schemas.type(now.type());
    if (!old.type().equals(now.type())) {
      details.add(new Detail(Scope.PROPERTIES, "", Replaces.YES, Source.DIRECT, List.of()));
    } else {
      schema.ifPresent(type -> details.addAll(properties(old, now, type)));
    }
    if (!details.isEmpty()) {
      modified.put(id, new Change(Action.MODIFY, id, now.type(), replacement(details), details));
    }
  }

  private List<Detail> properties(Resource old, Resource now, TypeSchema schema) {
    var direct = new PropertyDifference(schema, causes(now.id())).between(old, now);
    var dynamic = new ReferredTo(modified, schema).details(now);
    var all = new ArrayList<>(direct);
    dynamic.stream()
        .filter(each -> direct.stream().noneMatch(one -> one.path().equals(each.path())))
        .forEach(all::add);
    return all;
  }

  private Causes causes(String id) {
    return new Causes(before, after, id);
  }

  private static List<Detail> attributes(Resource old, Resource now) {
    var details = new ArrayList<Detail>();
    if (old.deletion() != now.deletion()) {
      details.add(direct(Scope.DELETION_POLICY));
    }
    if (old.replacement() != now.replacement()) {
      details.add(direct(Scope.UPDATE_REPLACE_POLICY));
    }
    if (!old.metadata().says(now.metadata())) {
      details.add(direct(Scope.METADATA));
    }
    return details;
  }

  private static Detail direct(Scope scope) {
    return new Detail(scope, "", Replaces.NO, Source.DIRECT, List.of());
  }

  private static Replacement replacement(List<Detail> details) {
    var answer = Replacement.FALSE;
    for (var detail : details) {
      answer = answer.or(replacement(detail));
    }
    return answer;
  }

  private static Replacement replacement(Detail detail) {
    return switch (detail.replaces()) {
      case NO -> Replacement.FALSE;
      case MAYBE -> Replacement.CONDITIONAL;
      case YES -> detail.source().isStatic() ? Replacement.TRUE : Replacement.CONDITIONAL;
    };
  }
}
