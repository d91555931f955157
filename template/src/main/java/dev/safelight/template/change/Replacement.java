package dev.safelight.template.change;

/// Whether a modified resource is made anew. The names are those of a change set.
public enum Replacement {
  FALSE("False"),
  CONDITIONAL("Conditional"),
  TRUE("True");

  private final String text;

  Replacement(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  Replacement or(Replacement other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
