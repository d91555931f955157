package dev.safelight.template.document;

/// What is wrong with a template, in AWS's words where AWS has them.
///
/// @param message what AWS would answer, and nothing else
/// @param detail what AWS does not say: the place's meaning, what was expected, a likely spelling;
///   empty where the message says it all
/// @param path from the root, such as `Resources/Bucket/Properties/Tags/0`; empty for the whole
public record Problem(String message, String detail, String path, Place place)
    implements Comparable<Problem> {
  public static Problem of(String message, String path, Place place) {
    return new Problem(message, "", path, place);
  }

  public Problem because(String why) {
    return new Problem(message, why, path, place);
  }

  public InvalidTemplate thrown() {
    return new InvalidTemplate(this);
  }

  /// In the order of the text.
  @Override
  public int compareTo(Problem other) {
    return place.compareTo(other.place);
  }

  /// For a person at a terminal: `line 3, column 5 (Resources/Bucket): message. detail`.
  @Override
  public String toString() {
    var text = new StringBuilder(place.line() == 0 ? "" : place.toString());
    if (!path.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append('(').append(path).append(')');
    }
    return text.append(text.isEmpty() ? "" : ": ")
        .append(message)
        .append(detail.isEmpty() ? "" : " | " + detail)
        .toString();
  }
}
