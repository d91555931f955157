package dev.safelight.thumbnail;

import dev.safelight.image.Format;
import dev.safelight.image.Output;
import dev.safelight.image.Renditions;
import dev.safelight.image.Renditions.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// How the keys of thumbnails are made: `thumbnails/{dir}/{name}-{rendition}.{ext}`.
///
/// - `{dir}` is where the original lies below the originals' folder, of any depth; at the top the
///   whole segment is left out. It is a segment of its own.
/// - `{name}` is the original's whole name, extension included.
/// - `{rendition}` is the rendition's name.
/// - `{ext}`, only at the end behind a dot, is the extension of the rendition's format; with `keep`
///   the original's own (or `image`), with `modern` `img`. It depends on nothing but the key and
///   the settings: a new version of an original in another format must replace the thumbnail of the
///   old one, not lie beside it.
///
/// Reading a pattern proves that no two originals, and no two renditions, share a key: the folders
/// before and behind `{dir}` are of a fixed number, so a key tells its `{dir}`; `{name}` and
/// `{rendition}` hold no slash; and no two renditions put texts around `{name}` of which each could
/// be part of a longer name. (`{name}-{rendition}` with renditions `x` and `a-x` is refused:
/// `p-a-x` would be a thumbnail of `p` and of `p-a`.)
record KeyPattern(String text, List<String> segments) {
  private static final Pattern PLACE = Pattern.compile("\\{[^}]*}?|}");
  private static final String EXT = ".{ext}";
  private static final String DIR = "{dir}";
  private static final String NAME = "{name}";
  private static final String RENDITION = "{rendition}";
  private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9]{1,8}");

  KeyPattern {
    segments = List.copyOf(segments);
  }

  /// @throws IllegalArgumentException with a sentence where the pattern does not serve these
  ///   renditions
  static KeyPattern parse(String text, Renditions renditions) {
    var pattern = new KeyPattern(text, Arrays.asList(text.split("/", -1)));
    pattern.checkForm();
    for (var one : renditions.list()) {
      for (var other : renditions.list()) {
        if (!one.equals(other)) {
          pattern.checkDistinct(one, other);
        }
      }
    }
    return pattern;
  }

  /// Where an unchanged text is enough for one rendition, and needed for several.
  static String standard(String folder, Renditions renditions) {
    if (renditions.list().size() > 1) {
      return folder + DIR + '/' + NAME + '-' + RENDITION + EXT;
    }
    var keeps = renditions.list().getFirst().rendition().output() instanceof Output.Keep;
    return folder + DIR + '/' + NAME + (keeps ? "" : EXT);
  }

  /// The folder in which all keys are, with a slash at its end.
  String folder() {
    var folder = new StringBuilder();
    for (var segment : segments.subList(0, segments.size() - 1)) {
      if (segment.indexOf('{') >= 0) {
        break;
      }
      folder.append(segment).append('/');
    }
    return folder.toString();
  }

  /// @param dir with a slash at its end, or empty
  String key(String dir, String name, Named rendition) {
    var key = new StringBuilder();
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).equals(DIR)) {
        key.append(dir);
      } else {
        var segment = segments.get(i);
        if (segment.endsWith(EXT)) {
          segment =
              segment.substring(0, segment.length() - EXT.length() + 1) + ext(rendition, name);
        }
        // The name last: it may look like a place.
        segment = segment.replace(RENDITION, rendition.name());
        key.append(segment.replace(NAME, name)).append(i == segments.size() - 1 ? "" : "/");
      }
    }
    return key.toString();
  }

  private static String ext(Named rendition, String name) {
    return switch (rendition.rendition().output()) {
      case Format format -> format.extension();
      case Output.Modern _ -> "img";
      case Output.Keep _ -> {
        var own = name.substring(name.lastIndexOf('.') + 1);
        yield own.length() < name.length() && EXTENSION.matcher(own).matches() ? own : "image";
      }
    };
  }

  private void checkForm() {
    var places = PLACE.matcher(text).results().map(place -> place.group()).toList();
    for (var place : places) {
      if (!List.of(DIR, NAME, RENDITION, "{ext}").contains(place)) {
        throw wrong("has " + place + ": there are {dir}, {name}, {rendition} and {ext}");
      }
    }
    for (var needed : List.of(DIR, NAME)) {
      if (places.stream().filter(needed::equals).count() != 1) {
        throw wrong("must have " + needed + " once: without it two originals would share a key");
      }
    }
    if (segments.stream().anyMatch(s -> s.contains(DIR) && !s.equals(DIR))
        || segments.getLast().equals(DIR)) {
      throw wrong("must have {dir} as a folder of its own: /{dir}/");
    }
    if (segments.stream().anyMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."))) {
      throw wrong("must have no empty folder, no . and no ..");
    }
    if (text.contains("{ext}") && text.indexOf(EXT) != text.length() - EXT.length()) {
      throw wrong("may have {ext} only at its end, behind a dot");
    }
    if (folder().isEmpty()) {
      throw wrong("must begin with a folder of its own, such as thumbnails/");
    }
  }

  private void checkDistinct(Named one, Named other) {
    var names = new ArrayList<String>();
    for (var segment : segments) {
      if (segment.contains(NAME)) {
        names.add(segment);
      } else if (!filled(segment, one).equals(filled(segment, other))) {
        return;
      }
    }
    if (text.endsWith(EXT)
        && one.rendition().output() instanceof Format a
        && other.rendition().output() instanceof Format b
        && a != b) {
      return;
    }
    var left = names.getFirst().split(Pattern.quote(NAME), -1);
    var before = longer(filled(left[0], one), filled(left[0], other), String::startsWith);
    var behind = longer(filled(left[1], one), filled(left[1], other), String::endsWith);
    if (before.isEmpty() || behind.isEmpty()) {
      return;
    }
    throw wrong(
        "gives the rendition %s of one original and %s of another the same key: %s"
            .formatted(
                one.name(), other.name(), before.getFirst() + "photo.jpg" + behind.getFirst()));
  }

  /// The longer of two texts where it contains the shorter at the right end; empty where not.
  private static List<String> longer(
      String one, String other, java.util.function.BiPredicate<String, String> contains) {
    var all = one.length() < other.length() ? List.of(other, one) : List.of(one, other);
    return contains.test(all.getFirst(), all.getLast()) ? List.of(all.getFirst()) : List.of();
  }

  private static String filled(String segment, Named rendition) {
    var stem =
        segment.endsWith(EXT) ? segment.substring(0, segment.length() - EXT.length()) : segment;
    return stem.replace(RENDITION, rendition.name());
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("THUMBNAIL_KEYS \"" + text + "\" " + why);
  }
}
