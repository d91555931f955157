package dev.safelight.template.schema;

import dev.safelight.template.document.Document;
import dev.safelight.template.document.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/// The resource types that this environment knows, and the names of all that AWS has. Immutable;
/// reading them takes some milliseconds, so keep one.
public final class Schemas {
  private final Map<String, TypeSchema> types;
  private final Set<String> onAws;

  private Schemas(Map<String, TypeSchema> types, Set<String> onAws) {
    this.types = Map.copyOf(types);
    this.onAws = Set.copyOf(onAws);
  }

  public static Schemas load() {
    var root = (Node.Fields) Document.readJson(resource("resources.json"));
    return new Schemas(SchemaReader.read(root), Set.copyOf(resource("types.txt").lines().toList()));
  }

  public Optional<TypeSchema> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /// In alphabetical order.
  public SequencedSet<String> names() {
    return new TreeSet<>(types.keySet());
  }

  /// Whether AWS has the type.
  public boolean isOnAws(String name) {
    return onAws.contains(name) || types.containsKey(name);
  }

  Set<String> onAws() {
    return onAws;
  }

  private static String resource(String name) {
    try (var stream = Schemas.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the module lacks its resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("reading " + name, broken);
    }
  }
}
