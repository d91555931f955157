package dev.safelight.template.schema;

/// Whether a change of a property makes a new resource. AWS: "Update behaviors of stack resources".
public enum Replaces {
  NO,
  /// It depends on the resource and the value.
  MAYBE,
  YES
}
