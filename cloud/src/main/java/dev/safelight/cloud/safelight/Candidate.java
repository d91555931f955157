package dev.safelight.cloud.safelight;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.policy.Query;
import dev.safelight.policy.match.Key;
import java.util.List;
import java.util.Set;

/// Somebody who may be able to.
///
/// @param kind `user`, `role`, `session`, `root`, `account`, `everyone` ...
/// @param principal an ARN, an account, a service's name, `*`
/// @param query what would be asked, with the keys that are certain
/// @param unsure keys of the query whose value stands for any
/// @param unknown what keys begin with that nobody can know
/// @param isStranger whether its own account is not here and is taken to allow everything
record Candidate(
    String kind,
    String principal,
    Query query,
    List<Applied> policies,
    Set<Key> unsure,
    Set<String> unknown,
    boolean isStranger) {
  Candidate {
    policies = List.copyOf(policies);
    unsure = Set.copyOf(unsure);
    unknown = Set.copyOf(unknown);
  }

  Worlds worlds() {
    return new Worlds(query, new Openness(query, unsure, unknown, isStranger));
  }

  /// The same where it is certain how the call is sent.
  Candidate over(boolean secure) {
    var sent =
        new Query(
            query.requester(),
            query.action(),
            query.resource(),
            query.resourceAccount(),
            query.context().with("aws:SecureTransport", String.valueOf(secure)),
            query.policies());
    return new Candidate(kind, principal, sent, policies, unsure, unknown, isStranger);
  }
}
