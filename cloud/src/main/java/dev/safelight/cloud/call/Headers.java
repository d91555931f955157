package dev.safelight.cloud.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Header lines in the order of arrival; names are compared without regard to case (RFC 9110, 5.1).
public record Headers(List<Header> lines) {
  public static final Headers NONE = new Headers(List.of());

  public Headers {
    lines = List.copyOf(lines);
  }

  /// Pairs: name, value, name, value ...
  public static Headers of(String... pairs) {
    var lines = new ArrayList<Header>();
    for (int i = 0; i < pairs.length; i += 2) {
      lines.add(new Header(pairs[i], pairs[i + 1]));
    }
    return new Headers(lines);
  }

  public Optional<String> first(String name) {
    return lines.stream()
        .filter(line -> line.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  public List<String> all(String name) {
    return lines.stream()
        .filter(line -> line.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  public Headers with(String name, String value) {
    var longer = new ArrayList<>(lines);
    longer.add(new Header(name, value));
    return new Headers(longer);
  }
}
