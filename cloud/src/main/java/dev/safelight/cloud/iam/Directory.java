package dev.safelight.cloud.iam;

import dev.safelight.cloud.store.Transaction;
import java.util.Optional;
import java.util.regex.Pattern;

/// Users, roles and groups by their ARNs.
final class Directory {
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws:iam::(?<account>[0-9]{12}):(?<kind>user|role|group)(?<path>/(?:.*/)?)(?<name>[^/]+)");

  private Directory() {}

  /// The user or role that has exactly this ARN, path included.
  static Optional<Entity> find(String arn, Transaction transaction) {
    return named(arn, transaction)
        .filter(entity -> entity.kind().isPrincipal() && entity.arn().equals(arn));
  }

  /// The user, role or group whose account and name an ARN says, whatever its path.
  static Optional<Entity> named(String arn, Transaction transaction) {
    var parts = ARN.matcher(arn);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var kind =
        switch (parts.group("kind")) {
          case "user" -> Kind.USER;
          case "role" -> Kind.ROLE;
          default -> Kind.GROUP;
        };
    return Entity.find(transaction, kind, parts.group("account"), parts.group("name"));
  }

  /// The account that an ARN names; `otherwise` where it names none, as those of AWS's own
  /// policies.
  static String account(String arn, String otherwise) {
    var parts = arn.split(":", -1);
    return parts.length > 5 && parts[4].matches("[0-9]{12}") ? parts[4] : otherwise;
  }
}
