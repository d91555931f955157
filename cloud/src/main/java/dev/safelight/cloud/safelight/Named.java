package dev.safelight.cloud.safelight;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.policy.document.Effect;
import dev.safelight.policy.document.Principal;
import dev.safelight.policy.document.Principals;
import dev.safelight.policy.document.Statement;
import dev.safelight.policy.match.Arn;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Whom the policies on a resource speak of.
///
/// @param principals those that an Allow names
/// @param accounts those that conditions on `aws:PrincipalAccount` and `aws:PrincipalArn` name
record Named(Set<Principal> principals, Set<String> accounts) {
  static Named in(List<Applied> policies) {
    var principals = new LinkedHashSet<Principal>();
    var accounts = new LinkedHashSet<String>();
    for (var applied : policies) {
      if (applied.policy().type().isOnResource()) {
        for (var statement : applied.policy().policy().statements()) {
          if (statement.effect() == Effect.ALLOW
              && statement.principals() instanceof Principals.Named(var named)) {
            principals.addAll(named);
            accounts.addAll(accounts(statement));
          }
        }
      }
    }
    return new Named(principals, accounts);
  }

  private static Set<String> accounts(Statement statement) {
    var accounts = new LinkedHashSet<String>();
    for (var condition : statement.conditions()) {
      for (var value : condition.values()) {
        switch (condition.key().toString().toLowerCase(Locale.ROOT)) {
          case "aws:principalaccount" -> accounts.add(value);
          case "aws:principalarn" -> Arn.of(value).ifPresent(arn -> accounts.add(arn.account()));
          default -> {}
        }
      }
    }
    accounts.removeIf(account -> !account.matches("[0-9]{12}"));
    return accounts;
  }
}
