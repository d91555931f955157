package dev.safelight.template.change;

import dev.safelight.template.References;
import dev.safelight.template.References.Reference;
import dev.safelight.template.Resource;
import dev.safelight.template.change.Change.Detail;
import dev.safelight.template.change.Change.Scope;
import dev.safelight.template.change.Change.Source;
import dev.safelight.template.schema.TypeSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Changes that other resources' changes cause through `Ref` and `GetAtt`.
record ReferredTo(Map<String, Change> modified, TypeSchema schema) {
  List<Detail> details(Resource now) {
    var details = new ArrayList<Detail>();
    for (var field : now.properties().list()) {
      for (var reference : References.of(field.value())) {
        detail(field.name(), reference, details);
      }
    }
    return details;
  }

  private void detail(String property, Reference reference, List<Detail> details) {
    switch (reference) {
      case Reference.Ref(var id, _) -> {
        var change = modified.get(id);
        if (change != null && change.replacement() != Replacement.FALSE) {
          details.add(detail(property, Source.RESOURCE, id));
        }
      }
      case Reference.Attribute(var id, var attribute, _) -> {
        if (modified.containsKey(id)) {
          details.add(detail(property, Source.ATTRIBUTE, id + '.' + attribute));
        }
      }
      case Reference.Condition _, Reference.Mapping _ -> {}
    }
  }

  private Detail detail(String property, Source source, String cause) {
    return new Detail(
        Scope.PROPERTIES, property, schema.replaces(List.of(property)), source, List.of(cause));
  }
}
