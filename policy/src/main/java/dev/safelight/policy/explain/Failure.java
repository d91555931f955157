package dev.safelight.policy.explain;

import java.util.List;

/// One element of a statement that does not fit: what it wants, what the request has.
///
/// `element` is AWS's word, such as `NotAction` or `Condition.StringEquals.aws:SourceAccount`;
/// `actual` is empty where the request lacks a condition key. `isKnown` is false where the two
/// cannot be compared, such as a number that is none.
public record Failure(String element, List<String> wanted, List<String> actual, boolean isKnown) {
  public Failure {
    wanted = List.copyOf(wanted);
    actual = List.copyOf(actual);
  }

  /// One sentence for a person.
  public String sentence() {
    var has = actual.isEmpty() ? "the request has none" : "the request has " + list(actual);
    var verb = element.startsWith("Not") ? " excludes " : " wants ";
    return element
        + verb
        + list(wanted)
        + ", "
        + has
        + (isKnown ? "" : ", which cannot be compared");
  }

  private static String list(List<String> values) {
    return values.size() == 1
        ? quote(values.getFirst())
        : "one of " + String.join(", ", values.stream().map(Failure::quote).toList());
  }

  private static String quote(String value) {
    return "\"" + value + "\"";
  }
}
