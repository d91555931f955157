package dev.safelight.policy.cases;

import dev.safelight.policy.Context;
import dev.safelight.policy.Requester;
import dev.safelight.policy.match.Arn;
import dev.safelight.policy.match.Key;

/// Reads who a principal string means.
final class Requesters {
  private Requesters() {}

  /// `account` is empty where the case leaves it to the ARN.
  static Requester of(String principal, String account, Context context) throws MalformedCase {
    var arn = Arn.of(principal);
    if (arn.isEmpty()) {
      if (principal.length() == 12 && principal.chars().allMatch(Character::isDigit)) {
        return new Requester.Root(principal);
      }
      if (principal.endsWith(".amazonaws.com") || principal.endsWith(".amazonaws.com.cn")) {
        return new Requester.Service(principal);
      }
      return new Requester.Vouched(principal);
    }
    var parts = arn.get();
    var owner = account.isEmpty() ? parts.account() : account;
    var kind = parts.resource().split("/", 2)[0];
    return switch (parts.service() + ":" + kind) {
      case "iam:root" -> new Requester.Root(owner);
      case "iam:user" -> new Requester.User(principal, owner);
      case "iam:role" -> new Requester.Role(principal, principal, owner);
      case "iam:saml-provider", "iam:oidc-provider" -> new Requester.Vouched(principal);
      case "sts:assumed-role" -> new Requester.Role(role(parts, context), principal, owner);
      case "sts:federated-user" -> new Requester.Federated(principal, owner, user(context));
      default -> throw new MalformedCase("request.principal: cannot call, was " + principal);
    };
  }

  /// A session's ARN drops the role's path; the context may still know it.
  private static String role(Arn session, Context context) throws MalformedCase {
    var parts = session.resource().split("/", 3);
    if (parts.length < 3) {
      throw new MalformedCase("request.principal: names no session, was " + session);
    }
    return context
        .valueOf(Key.of("aws:PrincipalArn"))
        .filter(arn -> arn.contains(":role/"))
        .orElseGet(() ->
            new Arn(session.partition(), "iam", "", session.account(), "role/" + parts[1])
                .toString());
  }

  private static String user(Context context) {
    return context.valueOf(Key.of("aws:PrincipalArn")).filter(a -> a.contains(":user/")).orElse("");
  }
}
