package dev.safelight.policy;

import dev.safelight.policy.document.Kind;
import java.util.List;

/// The kinds of policy that take part in a decision, with the words AWS has for them.
///
/// AWS: "Troubleshoot access denied error messages", checked 2026-11.
public enum PolicyType {
  IDENTITY("an", "identity-based policy", Kind.IDENTITY),
  RESOURCE("a", "resource-based policy", Kind.RESOURCE),
  /// The resource-based policy of a role, which alone can let anyone assume it.
  ROLE_TRUST("the", "role trust policy", Kind.TRUST),
  /// The resource-based policy of a KMS key, without which no identity-based policy counts.
  KEY("a", "resource-based policy", Kind.RESOURCE),
  SESSION("a", "session policy", Kind.IDENTITY),
  PERMISSIONS_BOUNDARY("a", "permissions boundary", Kind.IDENTITY),
  SERVICE_CONTROL("a", "service control policy", Kind.SERVICE_CONTROL),
  RESOURCE_CONTROL("a", "resource control policy", Kind.RESOURCE_CONTROL),
  VPC_ENDPOINT("a", "VPC endpoint policy", Kind.RESOURCE);

  /// AWS names one policy type even if several deny. Between identity and resource it was seen to
  /// name the identity-based policy.
  private static final List<PolicyType> BLAME =
      List.of(
          SERVICE_CONTROL,
          RESOURCE_CONTROL,
          VPC_ENDPOINT,
          IDENTITY,
          RESOURCE,
          ROLE_TRUST,
          KEY,
          PERMISSIONS_BOUNDARY,
          SESSION);

  private final String article;
  private final String words;
  private final Kind kind;

  PolicyType(String article, String words, Kind kind) {
    this.article = article;
    this.words = words;
    this.kind = kind;
  }

  /// AWS's name for it, such as `identity-based policy`.
  public String words() {
    return words;
  }

  /// The name with its article, such as `an identity-based policy`.
  public String withArticle() {
    return article + " " + words;
  }

  /// The grammar its documents follow.
  public Kind kind() {
    return kind;
  }

  /// Whether it hangs on the resource and can by itself let somebody in.
  public boolean isOnResource() {
    return switch (this) {
      case RESOURCE, ROLE_TRUST, KEY -> true;
      case IDENTITY,
          SESSION,
          PERMISSIONS_BOUNDARY,
          SERVICE_CONTROL,
          RESOURCE_CONTROL,
          VPC_ENDPOINT ->
          false;
    };
  }

  /// Whether AWS names this one where both deny.
  boolean isBlamedBefore(PolicyType other) {
    return BLAME.indexOf(this) < BLAME.indexOf(other);
  }

  /// Whether it must grant even where an identity-based policy does, within one account too.
  boolean mustGrant() {
    return this == ROLE_TRUST || this == KEY;
  }
}
