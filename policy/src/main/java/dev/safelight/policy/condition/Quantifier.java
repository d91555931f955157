package dev.safelight.policy.condition;

/// How an operator treats a key with several values.
///
/// AWS: "Single-valued vs. multivalued context keys", checked 2026-11.
public enum Quantifier {
  SINGLE(""),
  FOR_ALL_VALUES("ForAllValues:"),
  FOR_ANY_VALUE("ForAnyValue:");

  private final String spelling;

  Quantifier(String spelling) {
    this.spelling = spelling;
  }

  /// The prefix as a policy spells it, colon included.
  public String spelling() {
    return spelling;
  }
}
