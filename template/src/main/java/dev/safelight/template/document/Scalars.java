package dev.safelight.template.document;

import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// What a YAML scalar is. AWS reads YAML 1.1 (`Yes` is true), of which the numbers that a reader of
/// 1.2 would understand otherwise are refused here: `010`, `0x1F`, `12:30`, `1_000`.
final class Scalars {
  private static final String STANDARD = "tag:yaml.org,2002:";
  private static final Set<String> TAGS =
      Set.of("str", "int", "float", "bool", "null", "seq", "map");
  private static final Set<String> YES =
      Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON");
  private static final Set<String> NO =
      Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(0|[1-9][0-9]*)(\\.[0-9]*)?([eE][-+]?[0-9]+)?");

  /// What YAML 1.1 takes for a number and 1.2 does not, or for another one.
  private static final Pattern TWO_READINGS =
      Pattern.compile(
          "[-+]?(0[0-7_]+|0b[01_]+|0x[0-9a-fA-F_]+|[1-9][0-9]*_[0-9_]*|[1-9][0-9]*(:[0-5]?[0-9])+)");

  private Scalars() {}

  static boolean knows(String tag) {
    return tag.startsWith(STANDARD) && TAGS.contains(tag.substring(STANDARD.length()));
  }

  static Node read(ScalarEvent scalar, Place place) {
    var text = scalar.getValue();
    var tag = scalar.getTag().orElse("");
    if (knows(tag)) {
      return tag.endsWith(":str") ? new Node.Text(text, place) : plain(text, place);
    }
    // After a short form's tag everything is a text: !Ref Yes names a parameter called Yes.
    return scalar.isPlain() && tag.isEmpty() ? plain(text, place) : new Node.Text(text, place);
  }

  private static Node plain(String text, Place place) {
    if (NULL.contains(text)) {
      return new Node.Null(place);
    }
    if (YES.contains(text) || NO.contains(text)) {
      return new Node.Bool(YES.contains(text), place);
    }
    if (TWO_READINGS.matcher(text).matches()) {
      throw YamlReader.wrong(
          text + " is another number in YAML 1.1 than in 1.2: put it in quotes", place);
    }
    return NUMBER.matcher(text).matches() && isJson(text)
        ? new Node.Num(text, place)
        : new Node.Text(text, place);
  }

  /// `1.` and `+1` are numbers in YAML only; as texts they are passed on as written.
  private static boolean isJson(String text) {
    return text.charAt(0) != '+'
        && !text.contains(".e")
        && !text.contains(".E")
        && !text.endsWith(".");
  }
}
