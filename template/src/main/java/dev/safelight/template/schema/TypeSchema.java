package dev.safelight.template.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A resource type.
///
/// @param identifiers the properties or attributes of its primary identifier, which `Ref` gives for
///   most types (their service knows the exceptions)
/// @param attributes what `GetAtt` may ask for
/// @param definitions the maps inside its properties, by name
/// @param isInert whether the environment deploys it and does nothing with it
public record TypeSchema(
    String name,
    List<String> identifiers,
    Map<String, Kind> attributes,
    Map<String, PropertySchema> properties,
    Map<String, Map<String, PropertySchema>> definitions,
    boolean isInert) {
  public TypeSchema {
    identifiers = List.copyOf(identifiers);
    attributes = Map.copyOf(attributes);
    properties = Map.copyOf(properties);
    definitions = Map.copyOf(definitions);
  }

  /// Attributes that cannot be set. (The specification lists them apart from the properties.)
  public boolean isReadOnly(String name) {
    return attributes.containsKey(name) && !properties.containsKey(name);
  }

  /// Whether changing what stands at `path` (`Code/S3Key`, list indices left out or not) makes a
  /// new resource: the path's most consequential member counts.
  public Replaces replaces(List<String> path) {
    var answer = Replaces.NO;
    var members = properties;
    for (var name : path) {
      var property = Optional.ofNullable(members.get(name));
      if (property.isPresent()) {
        if (property.get().replaces().compareTo(answer) > 0) {
          answer = property.get().replaces();
        }
        members = inside(property.get().kind());
      }
    }
    return answer;
  }

  private Map<String, PropertySchema> inside(Kind kind) {
    return switch (kind) {
      case Kind.Defined(var name) -> definitions.getOrDefault(name, Map.of());
      case Kind.ListOf(var item) -> inside(item);
      case Kind.MapOf(var value) -> inside(value);
      case Kind.OneOf(var kinds) ->
          kinds.stream()
              .map(this::inside)
              .filter(map -> !map.isEmpty())
              .findFirst()
              .orElse(Map.of());
      case Kind.Simple _ -> Map.of();
    };
  }
}
