package dev.safelight.policy.document;

/// How strictly a document is read.
public enum Dialect {
  /// What AWS accepts.
  AWS,
  /// What test collections of other engines write as well: no statements at all, `"Principal":
  /// "arn..."` without the map, one Sid twice, wildcards in a principal (which let nobody in) and
  /// in an action's service, a trust policy that names its role, a bucket policy that names no
  /// resource, condition keys without a prefix, operators in other letters. None of it opens
  /// anything.
  COLLECTED
}
