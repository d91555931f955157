package dev.safelight.template.change;

import dev.safelight.template.References;
import dev.safelight.template.References.Reference;
import dev.safelight.template.Resource;
import dev.safelight.template.document.Node;
import dev.safelight.template.resolve.Resolved;
import java.util.List;
import java.util.Optional;

/// Which changed parameters stand behind a changed property: those that the property of the
/// template, as written, refers to.
record Causes(Resolved before, Resolved after, String id) {
  List<String> of(String property) {
    return written(after, property)
        .map(node ->
            References.of(node).stream()
                .flatMap(each -> name(each).stream())
                .filter(this::isChanged)
                .distinct()
                .toList())
        .orElse(List.of());
  }

  /// Whether the template says the same as before, so that only parameters can be the cause.
  boolean isSaidAsBefore(String property) {
    var old = written(before, property);
    var now = written(after, property);
    return old.isPresent() && now.isPresent() && old.get().says(now.get());
  }

  private static Optional<String> name(Reference reference) {
    return reference instanceof Reference.Ref(var name, _) ? Optional.of(name) : Optional.empty();
  }

  private boolean isChanged(String name) {
    var old = before.parameters().get(name);
    var now = after.parameters().get(name);
    return now != null && (old == null || !old.resolved().equals(now.resolved()));
  }

  private Optional<Node> written(Resolved resolved, String property) {
    return Optional.ofNullable(resolved.template().resources().get(id))
        .map(Resource::properties)
        .flatMap(fields -> fields.get(property));
  }
}
