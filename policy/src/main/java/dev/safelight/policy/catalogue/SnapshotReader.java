package dev.safelight.policy.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Reads what `src/build/Snapshot.java` writes; the format is described there.
final class SnapshotReader {
  static final String RESOURCE = "snapshot.gz";
  private static final String TITLE = "safelight-iam-snapshot 1 ";

  private SnapshotReader() {}

  static Catalogue read() {
    var stream = Objects.requireNonNull(SnapshotReader.class.getResourceAsStream(RESOURCE));
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
      return read(lines.lines().toList());
    } catch (IOException broken) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", broken);
    }
  }

  private static Catalogue read(List<String> lines) {
    var sections = new HashMap<String, List<String>>();
    List<String> section = new ArrayList<>();
    for (var line : lines.subList(5, lines.size())) {
      if (line.startsWith("service ")) {
        section = new ArrayList<>();
        sections.put(rest(line, "service "), section);
      } else {
        section.add(line);
      }
    }
    return new Catalogue(
        rest(lines.get(0), TITLE),
        words(rest(lines.get(1), "services ")),
        words(rest(lines.get(2), "controlled ")),
        words(rest(lines.get(3), "prefixes ")),
        new ConditionKeys(
            Stream.of(rest(lines.get(4), "global ").split(" ", -1))
                .map(ConditionKey::read)
                .toList()),
        sections);
  }

  static Service service(String prefix, List<String> lines) {
    var keys = new ArrayList<ConditionKey>();
    var types = new ArrayList<ResourceType>();
    var actions = new ArrayList<Action>();
    for (var line : lines) {
      switch (line.charAt(0)) {
        case 'k' -> keys.add(ConditionKey.read(rest(line, "k ")));
        case 'r' -> {
          var parts = rest(line, "r ").split("\\|", 3);
          types.add(new ResourceType(parts[2], parts[1], pick(keys, parts[0])));
        }
        case 'a' -> actions.add(action(prefix, rest(line, "a ").split(" ", 4), types, keys));
        default -> throw new IllegalStateException("what is \"" + line + "\"?");
      }
    }
    return new Service(prefix, keys, types, actions);
  }

  private static Action action(
      String service, String[] parts, List<ResourceType> types, List<ConditionKey> keys) {
    var levels = EnumSet.noneOf(AccessLevel.class);
    parts[0].chars().forEach(initial -> levels.add(AccessLevel.of((char) initial)));
    var on = pick(types, parts[1]);
    var supported = new HashSet<>(pick(keys, parts[2]));
    on.forEach(type -> supported.addAll(type.keys()));
    return new Action(service, parts[3], levels, on, supported);
  }

  /// The elements that `0-2,7` names.
  private static <T> List<T> pick(List<T> all, String ranges) {
    return ranges.equals("-")
        ? List.of()
        : Stream.of(ranges.split(",", -1))
            .flatMapToInt(SnapshotReader::range)
            .mapToObj(all::get)
            .toList();
  }

  private static IntStream range(String written) {
    var dash = written.indexOf('-');
    return dash < 0
        ? IntStream.of(Integer.parseInt(written))
        : IntStream.rangeClosed(
            Integer.parseInt(written.substring(0, dash)),
            Integer.parseInt(written.substring(dash + 1)));
  }

  private static Set<String> words(String line) {
    return Set.of(line.split(" ", -1));
  }

  private static String rest(String line, String start) {
    if (!line.startsWith(start)) {
      throw new IllegalStateException(
          RESOURCE + " has \"" + line + "\" where \"" + start + "\" should begin");
    }
    return line.substring(start.length());
  }
}
