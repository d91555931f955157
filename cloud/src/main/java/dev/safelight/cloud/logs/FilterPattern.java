package dev.safelight.cloud.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A filter pattern of plain terms: every term must be in the message, unless it is marked `-`
/// (must not be) or `?` (one of them must be, where nothing else is asked for). Case counts.
///
/// Patterns for JSON, for columns and with regular expressions are refused. See AWS: "Filter
/// pattern syntax for metric filters, subscription filters, and filter log events".
final class FilterPattern {
  private static final int LONGEST = 1024;

  // A mark, then a quoted phrase or a word of letters, digits and `_`.
  private static final Pattern TERM =
      Pattern.compile("\\s*([-?]?)(?:\"((?:[^\"\\\\]|\\\\.)+)\"|([\\p{L}\\p{N}_]+))(?=\\s|$)");

  private final List<String> required = new ArrayList<>();
  private final List<String> excluded = new ArrayList<>();
  private final List<String> optional = new ArrayList<>();

  private FilterPattern() {}

  static FilterPattern of(String text) {
    var pattern = new FilterPattern();
    var rest = text.strip();
    if (text.length() > LONGEST) {
      throw Invalid.parameter("Invalid filter pattern: longer than " + LONGEST + " characters");
    }
    if (rest.startsWith("{") || rest.startsWith("[") || rest.startsWith("%")) {
      throw Invalid.parameter(
          "Invalid filter pattern: patterns for JSON ({...}), for columns ([...]) and with regular expressions"
              + " (%...%) are not supported by this environment; terms, \"phrases\", ?optional and -excluded are");
    }
    var match = TERM.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      if (!match.find(at) || match.start() != at) {
        throw Invalid.parameter(
            "Invalid filter pattern: terms with other characters than letters, digits and _ stand in double quotes, which \""
                + rest.substring(at).strip()
                + "\" does not");
      }
      pattern.add(match.group(1), term(match.group(2), match.group(3)));
      at = match.end();
    }
    return pattern;
  }

  boolean matches(String message) {
    return required.stream().allMatch(message::contains)
        && excluded.stream().noneMatch(message::contains)
        && (optional.isEmpty()
            || !required.isEmpty()
            || optional.stream().anyMatch(message::contains));
  }

  private void add(String mark, String term) {
    switch (mark) {
      case "-" -> excluded.add(term);
      case "?" -> optional.add(term);
      default -> required.add(term);
    }
  }

  private static String term(@org.jspecify.annotations.Nullable String phrase, String word) {
    return phrase == null ? word : phrase.replaceAll("\\\\(.)", "$1");
  }
}
