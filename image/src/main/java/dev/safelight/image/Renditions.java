package dev.safelight.image;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is wanted of each original: named [Rendition]s, in order, no name twice.
///
/// Written the same everywhere (command line, settings of the function, tests), and printing and
/// reading it gives the same set:
///
///     thumb=256x256,card=640x640:cover:attention:webp:q75,full=1600x1600:modern:p3
///
/// Each is `NAME=WIDTHxHEIGHT` and options after colons, in any order:
///
/// - `contain` or `cover`, and with `cover`, `centre`, `entropy` or `attention`;
/// - `keep`, `modern`, `jpeg`, `png`, `webp` or `avif`;
/// - `q1` to `q100`;
/// - `#rrggbb`, the colour behind transparency where the format has none;
/// - `enlarge`, `p3`, `copyright`, `animated` ([Extra]).
///
/// Left out, they are `contain`, `centre`, `keep`, `q80`, `#ffffff` and nothing extra. Names are of
/// `a` to `z`, `0` to `9` and `-`. Blanks around commas do not count.
public record Renditions(List<Named> list) {
  /// So many make one original a day's work for the encoder.
  public static final int MOST = 32;

  public static final int LONGEST_NAME = 32;

  /// A rendition and what it is called.
  public record Named(String name, Rendition rendition) {
    public Named {
      if (!isName(name)) {
        throw new IllegalArgumentException(
            "a name must be 1 to %d of a-z, 0-9 and -, was \"%s\"".formatted(LONGEST_NAME, name));
      }
    }

    @Override
    public String toString() {
      return name + '=' + rendition;
    }
  }

  public Renditions {
    list = List.copyOf(list);
    if (list.isEmpty() || list.size() > MOST) {
      throw new IllegalArgumentException("there must be 1 to %d renditions".formatted(MOST));
    }
    for (int i = 0; i < list.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (list.get(i).name().equals(list.get(j).name())) {
          throw new IllegalArgumentException(
              "two renditions are called \"" + list.get(i).name() + '"');
        }
      }
    }
  }

  /// One, called `name`.
  public static Renditions of(String name, Rendition rendition) {
    return new Renditions(List.of(new Named(name, rendition)));
  }

  /// What is written wrongly is an [IllegalArgumentException]: a sentence with the place, counted
  /// in characters from 1, what stands there, and what was expected.
  public static Renditions parse(String text) {
    return new RenditionReader(text).renditions();
  }

  public Optional<Rendition> named(String name) {
    return list.stream().filter(each -> each.name().equals(name)).map(Named::rendition).findFirst();
  }

  @Override
  public String toString() {
    return list.stream().map(Named::toString).collect(Collectors.joining(","));
  }

  static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_NAME
        && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }
}
