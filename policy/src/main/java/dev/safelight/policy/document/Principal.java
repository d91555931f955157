package dev.safelight.policy.document;

import dev.safelight.policy.match.Arn;

/// One principal that a statement names. AWS: "IAM JSON policy elements: Principal", checked
/// 2026-11.
public sealed interface Principal {
  /// `"*"` and `{"AWS": "*"}`: everyone, the anonymous included.
  record Everyone() implements Principal {}

  /// An account by its twelve digits or its root ARN: whoever the account lets in.
  record Account(String id) implements Principal {}

  /// A user, role or session by its exact ARN; there are no wildcards inside.
  record Entity(String arn) implements Principal {}

  /// What AWS stores in place of a user's or role's ARN: `AIDA...` or `AROA...`. It outlives the
  /// entity and names nobody who is later given the same ARN.
  record UniqueId(String id) implements Principal {}

  /// An AWS service, such as `s3.amazonaws.com`.
  record Service(String name) implements Principal {}

  /// An identity provider: its ARN or host name.
  record Federated(String provider) implements Principal {}

  /// An account by the id that S3 gave it, which nothing here can resolve.
  record CanonicalUser(String id) implements Principal {}

  /// The member of the principal map this belongs to, such as `AWS`.
  default String type() {
    return switch (this) {
      case Everyone _, Account _, Entity _, UniqueId _ -> "AWS";
      case Service _ -> "Service";
      case Federated _ -> "Federated";
      case CanonicalUser _ -> "CanonicalUser";
    };
  }

  /// The principal as a policy spells it.
  default String spelling() {
    return switch (this) {
      case Everyone _ -> "*";
      case Account(var id) -> id;
      case Entity(var arn) -> arn;
      case UniqueId(var id) -> id;
      case Service(var name) -> name;
      case Federated(var provider) -> provider;
      case CanonicalUser(var id) -> id;
    };
  }

  /// Reads a value of the `AWS` member. Text that is neither `*`, account, ARN nor id is kept as an
  /// entity that nobody is: whether a principal exists is for the service to ask.
  static Principal aws(String text) {
    if (text.equals("*")) {
      return new Everyone();
    }
    if (isAccount(text)) {
      return new Account(text);
    }
    if (text.endsWith(":root")) {
      return Arn.of(text)
          .filter(arn -> arn.service().equals("iam") && arn.resource().equals("root"))
          .map(Arn::account)
          .filter(Principal::isAccount)
          .<Principal>map(Account::new)
          .orElseGet(() -> new Entity(text));
    }
    return isUniqueId(text) ? new UniqueId(text) : new Entity(text);
  }

  /// `AIDA` for users, `AROA` for roles, and at least twelve more capitals and digits.
  private static boolean isUniqueId(String text) {
    return (text.startsWith("AIDA") || text.startsWith("AROA"))
        && text.length() >= 16
        && text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
  }

  private static boolean isAccount(String text) {
    return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
