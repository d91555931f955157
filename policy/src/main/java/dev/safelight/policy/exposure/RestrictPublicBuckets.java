package dev.safelight.policy.exposure;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.document.Actions;
import dev.safelight.policy.document.Effect;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Principal;
import dev.safelight.policy.document.Principals;
import dev.safelight.policy.document.Resources;
import dev.safelight.policy.document.Statement;
import dev.safelight.policy.match.Wildcard;
import java.util.ArrayList;
import java.util.List;

/// S3's setting RestrictPublicBuckets: a bucket with a public policy serves its own account and AWS
/// services, nobody else, also not those whom the policy names.
///
/// To the caller it reads as an explicit deny in a resource-based policy. AWS: "Blocking public
/// access to your Amazon S3 storage", checked 2026-11.
public final class RestrictPublicBuckets {
  private static final Policy DENY =
      new Policy(
          Policy.VERSION,
          "",
          List.of(
              new Statement(
                  1,
                  1,
                  "RestrictPublicBuckets",
                  Effect.DENY,
                  new Principals.Named(List.of(new Principal.Everyone())),
                  new Actions.Only(List.of(Wildcard.ignoringCase("*"))),
                  new Resources.Bearer(),
                  List.of())));

  private RestrictPublicBuckets() {}

  /// The query as the setting has it: with one more Deny where it restricts this requester, that is
  /// where the policies would have let it in.
  public static Query restrict(Query query) {
    if (isAtHome(query) || query.requester() instanceof Requester.Service) {
      return query;
    }
    if (!Engine.decide(query).allows()) {
      // Nothing to restrict; the caller is better told what is missing.
      return query;
    }
    for (var attached : query.policies()) {
      if (attached.type() == PolicyType.RESOURCE && Exposure.isPublic(attached.policy())) {
        var policies = new ArrayList<>(query.policies());
        policies.add(new Attached(PolicyType.RESOURCE, "Block Public Access", DENY));
        return new Query(
            query.requester(),
            query.action(),
            query.resource(),
            query.resourceAccount(),
            query.context(),
            policies);
      }
    }
    return query;
  }

  private static boolean isAtHome(Query query) {
    return query.requester().account().equals(query.resourceAccount());
  }
}
