package dev.safelight.policy.document;

/// What a policy is attached to, as far as its grammar differs: who is forbidden, or obliged, to
/// name a principal or a resource.
///
/// AWS: "Grammar of the IAM JSON policy language", checked 2026-11.
public enum Kind {
  /// Attached to a user, group or role; also session policies and permissions boundaries.
  IDENTITY(Rule.FORBIDDEN, Rule.DEMANDED),
  /// Attached to a bucket, function, queue, key; also VPC endpoint policies.
  RESOURCE(Rule.DEMANDED, Rule.DEMANDED),
  /// Who may assume a role; the role itself is the resource.
  TRUST(Rule.DEMANDED, Rule.FORBIDDEN),
  SERVICE_CONTROL(Rule.FORBIDDEN, Rule.DEMANDED),
  RESOURCE_CONTROL(Rule.DEMANDED, Rule.DEMANDED);

  enum Rule {
    DEMANDED,
    FORBIDDEN
  }

  private final Rule principal;
  private final Rule resource;

  Kind(Rule principal, Rule resource) {
    this.principal = principal;
    this.resource = resource;
  }

  Rule principal() {
    return principal;
  }

  Rule resource() {
    return resource;
  }
}
