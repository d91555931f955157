package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.template.document.Document;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// A resource type at work: what it needs, and what each of its properties may be.
///
/// @param base properties that a resource cannot be without, JSON
/// @param variations values of properties
/// @param describes the calls that tell what the service knows of it, by its physical id
record Example(
    ResourceType type,
    String base,
    List<Variation> variations,
    BiFunction<Workshop, String, String> describes) {
  /// @param property at the top, such as `Tags`
  /// @param before JSON
  /// @param after JSON
  record Variation(String property, String before, String after) {}

  static Example of(
      String type, String base, BiFunction<Workshop, String, String> describes, String... values) {
    var variations = new ArrayList<Variation>();
    for (int i = 0; i < values.length; i += 3) {
      variations.add(new Variation(values[i], values[i + 1], values[i + 2]));
    }
    return new Example(Workshop.type(type), base, variations, describes);
  }

  /// The base without the property.
  String without(String property) {
    return with(property, Optional.empty());
  }

  String with(String property, String json) {
    return with(property, Optional.of(json));
  }

  private String with(String property, Optional<String> json) {
    var fields =
        new ArrayList<>(
            Workshop.fields(base).list().stream()
                .filter(field -> !field.name().equals(property))
                .toList());
    json.ifPresent(text ->
        fields.add(
            new Node.Field(
                property,
                Place.NOWHERE,
                ((Node.Fields) Document.readJson("{\"v\":" + text + "}")).get("v").orElseThrow())));
    return Document.json(new Node.Fields(fields, Place.NOWHERE));
  }

  /// With every property as its variation has it first, or last.
  String full(boolean last) {
    var all = this;
    for (var variation : variations) {
      all =
          new Example(
              type,
              all.with(variation.property(), last ? variation.after() : variation.before()),
              variations,
              describes);
    }
    return all.base();
  }

  @Override
  public String toString() {
    return type.name();
  }
}
