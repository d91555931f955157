package dev.safelight.template;

import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import java.util.List;

/// One resource as declared or, with other properties, as resolved.
///
/// @param dependsOn explicit dependencies, each a text with its place
/// @param condition the condition's name; empty where it is always made
public record Resource(
    String id,
    String type,
    Node.Fields properties,
    List<Node.Text> dependsOn,
    String condition,
    Retention deletion,
    Retention replacement,
    Node metadata,
    Place place) {
  public Resource {
    dependsOn = List.copyOf(dependsOn);
  }

  public Resource with(Node.Fields newProperties, Node newMetadata) {
    return new Resource(
        id, type, newProperties, dependsOn, condition, deletion, replacement, newMetadata, place);
  }

  /// From the root, as in a [dev.safelight.template.document.Problem].
  public String path() {
    return "Resources/" + id;
  }
}
