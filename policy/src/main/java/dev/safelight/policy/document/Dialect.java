package dev.safelight.policy.document;

/// How strictly a document is read.
public enum Dialect {
  /// What AWS accepts.
  AWS,
  /// What test collections of other engines write as well: no statements at all, `"Principal":
  /// "arn..."` without the map, one Sid twice. None of it opens anything.
  COLLECTED
}
