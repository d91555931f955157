package dev.safelight.cloud.iam;

import dev.safelight.cloud.authorise.NamedPrincipals;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.document.Principal;
import dev.safelight.policy.document.Principals.Named;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Trust policies: who may assume a role.
record Trust(Documents documents, NamedPrincipals named) {
  private static final int LARGEST = 2048;
  private static final Pattern SESSION =
      Pattern.compile("arn:aws:sts::[0-9]{12}:assumed-role/[\\w+=,.@-]+/[\\w+=,.@-]+");

  /// The document, as it was sent.
  ///
  /// @throws dev.safelight.cloud.call.Fault `MalformedPolicyDocument`, also where it names somebody
  ///   who does not exist: whoever took the name later would be let in
  String check(@Nullable String document, String member, Transaction transaction) {
    var text = documents.check(PolicyType.ROLE_TRUST, document, member);
    if (Documents.size(text) > LARGEST) {
      throw Faults.limitExceeded("Cannot exceed quota for ACLSizePerRole: " + LARGEST);
    }
    var policy = documents.compiled().attached(PolicyType.ROLE_TRUST, member, text).policy();
    for (var statement : policy.statements()) {
      if (statement.principals() instanceof Named(var principals)) {
        for (var principal : principals) {
          if (!exists(principal, transaction)) {
            throw Faults.malformedPolicy(
                "Invalid principal in policy: \"%s\":\"%s\""
                    .formatted(principal.type(), principal.spelling()));
          }
        }
      }
    }
    return text;
  }

  /// Remembers whom the policy of a role means: by their ids, so that nobody who is called alike
  /// later comes into it.
  void keep(Entity role, String document, Transaction transaction) {
    forget(role, transaction);
    var policy = documents.compiled().attached(PolicyType.ROLE_TRUST, "trust", document).policy();
    for (var statement : policy.statements()) {
      if (statement.principals() instanceof Named(var principals)) {
        for (var principal : principals) {
          if (principal instanceof Principal.Entity(var arn)) {
            named
                .id(arn, transaction)
                .ifPresent(id ->
                    transaction.update(
                        "insert or replace into iam_trusted(role, arn, id) values (?, ?, ?)",
                        role.id(),
                        arn,
                        id));
          }
        }
      }
    }
  }

  static void forget(Entity role, Transaction transaction) {
    transaction.update("delete from iam_trusted where role = ?", role.id());
  }

  /// A role's trust policy as it counts now.
  String current(Entity role, Transaction transaction) {
    Map<String, String> ids = new HashMap<>();
    transaction
        .all(
            "select arn, id from iam_trusted where role = ?",
            row -> Map.entry(row.text("arn"), row.text("id")),
            role.id())
        .forEach(one -> ids.put(one.getKey(), one.getValue()));
    return named.current(role.trust(), ids, transaction);
  }

  private static boolean exists(Principal principal, Transaction transaction) {
    return switch (principal) {
      case Principal.Everyone _, Principal.Account _, Principal.Federated _ -> true;
      case Principal.Service(var name) -> name.contains(".");
      case Principal.Entity(var arn) ->
          SESSION.matcher(arn).matches() || Directory.find(arn, transaction).isPresent();
      case Principal.UniqueId(var id) ->
          transaction.exists("select 1 from iam_principal where id = ?", id);
      case Principal.CanonicalUser _ -> false;
    };
  }
}
