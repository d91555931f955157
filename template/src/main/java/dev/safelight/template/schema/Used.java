package dev.safelight.template.schema;

import dev.safelight.template.Resource;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A property that a resource sets: `NotificationConfiguration.LambdaConfigurations.Event`, with
/// list indices left out. Whether the environment acts on it is for the environment to say.
public record Used(String path, Place place) {
  /// All of a resource's, outer ones first. Inside what is free in form (policies, a function's
  /// variables) nothing is listed.
  public static List<Used> by(Resource resource, TypeSchema schema) {
    var list = new ArrayList<Used>();
    for (var field : resource.properties().list()) {
      var property = schema.properties().get(field.name());
      if (property != null) {
        in(field, property.kind(), field.name(), schema, list);
      }
    }
    return list;
  }

  private static void in(
      Node.Field field, Kind kind, String path, TypeSchema schema, List<Used> list) {
    list.add(new Used(path, field.place()));
    inside(field.value(), kind, path, schema, list);
  }

  private static void inside(
      Node node, Kind kind, String path, TypeSchema schema, List<Used> list) {
    switch (kind) {
      case Kind.Simple _ -> {}
      case Kind.ListOf(var item) -> {
        if (node instanceof Node.Items(var items, _)) {
          items.forEach(each -> inside(each, item, path, schema, list));
        }
      }
      case Kind.MapOf(var value) -> {
        if (node instanceof Node.Fields(var fields, _)) {
          fields.forEach(each -> inside(each.value(), value, path, schema, list));
        }
      }
      case Kind.OneOf(var kinds) -> kinds.forEach(each -> inside(node, each, path, schema, list));
      case Kind.Defined(var name) -> {
        if (node instanceof Node.Fields(var fields, _)) {
          for (var field : fields) {
            var property = schema.definitions().getOrDefault(name, Map.of()).get(field.name());
            if (property != null) {
              in(field, property.kind(), path + '.' + field.name(), schema, list);
            }
          }
        }
      }
    }
  }
}
