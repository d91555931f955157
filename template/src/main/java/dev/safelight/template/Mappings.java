package dev.safelight.template;

import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import dev.safelight.template.document.Spelling;
import java.util.List;

/// The `Mappings`: a text or a list of texts under a map's name and two keys.
///
/// @param maps as read; the form was checked
public record Mappings(Node.Fields maps) {
  static Mappings read(Node.Fields section) {
    for (var map : section.list()) {
      var path = "Mappings/" + map.name();
      if (!(map.value() instanceof Node.Fields keys)) {
        throw Problem.of(
                "Template format error: Every Mappings member must be a map", path, map.place())
            .thrown();
      }
      for (var key : keys.list()) {
        if (!(key.value() instanceof Node.Fields values)) {
          throw wrong(path + '/' + key.name(), key.place());
        }
        for (var value : values.list()) {
          if (!isValue(value.value())) {
            throw wrong(path + '/' + key.name() + '/' + value.name(), value.place());
          }
        }
      }
    }
    return new Mappings(section);
  }

  private static boolean isValue(Node node) {
    return node instanceof Node.Scalar
        || (node instanceof Node.Items(var list, _)
            && list.stream().allMatch(each -> each instanceof Node.Scalar));
  }

  private static InvalidTemplate wrong(String path, Place place) {
    return Problem.of(
            "Template format error: Every Mappings attribute must be a String or a List.",
            path,
            place)
        .thrown();
  }

  public boolean has(String map) {
    return maps.get(map).isPresent();
  }

  /// What stands there; nothing there is an [InvalidTemplate].
  public Node find(String map, String key, String attribute, String path, Place place) {
    var found = maps;
    for (var name : List.of(map, key, attribute)) {
      var next = found.get(name);
      if (next.isEmpty()) {
        throw Problem.of(
                "Template error: Unable to get mapping for %s::%s::%s"
                    .formatted(map, key, attribute),
                path,
                place)
            .because(Spelling.hint(name, found.map().keySet()))
            .thrown();
      }
      if (!(next.get() instanceof Node.Fields deeper)) {
        return next.get();
      }
      found = deeper;
    }
    throw new IllegalStateException("a mapping deeper than its form: " + map);
  }
}
