package dev.safelight.cloud.safelight;

import dev.safelight.cloud.audit.Evidence.Asked;
import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Authorised.Judged;
import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.Context;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Requester;
import dev.safelight.policy.condition.RequestKeys;
import dev.safelight.policy.match.Key;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks a recorded question again, with the policies of this moment: the same caller by its unique
/// id, so that who is called alike now is not taken for who asked then.
record Since(Authoriser authoriser) {
  /// Keys that come from what is kept now.
  private static final List<String> KEPT =
      List.of("aws:PrincipalTag/", "aws:ResourceTag/", "iam:ResourceTag/", "s3:ExistingObjectTag/");

  /// What would be decided now; empty where the question cannot be asked any more.
  Optional<Judged> now(Asked asked, Transaction transaction) {
    var query = asked.query();
    return caller(asked)
        .flatMap(caller -> {
          try {
            return Optional.of(
                authoriser.judge(
                    caller,
                    Access.to(query.action(), query.resource()),
                    circumstances(query.context()),
                    transaction));
          } catch (Fault _) {
            return Optional.empty(); // The resource has a name that its service does not take.
          }
        });
  }

  private static Circumstances circumstances(Context context) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    for (var key : context.keys()) {
      var name = key.toString();
      if (KEPT.stream().noneMatch(name::startsWith)) {
        keys.put(name, context.values(key));
      }
    }
    return new Circumstances(
        text(context, "aws:RequestedRegion"),
        keys,
        context.values(Key.of("aws:CalledVia")),
        text(context, "aws:ViaAWSService").equals("true"));
  }

  /// Who asked, as authentication would know it.
  private static Optional<Caller> caller(Asked asked) {
    var context = asked.query().context();
    var id = text(context, "aws:userid");
    return switch (asked.query().requester()) {
      case Requester.Anonymous _ -> Optional.of(new Caller.Anonymous());
      case Requester.Service(var principal) -> Optional.of(new Caller.Service(principal, Map.of()));
      case Requester.Root(var account) -> Optional.of(new Caller.Root(account));
      case Requester.User(var arn, var account) ->
          Optional.of(new Caller.User(account, path(arn), name(arn), id, ""));
      case Requester.Role(var role, var session, var account) ->
          Optional.of(
              new Caller.Session(
                  account,
                  path(role),
                  name(role),
                  id.split(":", 2)[0],
                  name(session),
                  "",
                  issued(context),
                  sessionPolicies(asked.policies()),
                  text(context, "lambda:SourceFunctionArn")));
      case Requester.Vouched _, Requester.Federated _ -> Optional.empty();
    };
  }

  private static Instant issued(RequestKeys context) {
    var issued = text(context, "aws:TokenIssueTime");
    return issued.isEmpty() ? Instant.EPOCH : Instant.parse(issued);
  }

  private static List<Caller.SessionPolicy> sessionPolicies(List<Applied> policies) {
    return policies.stream()
        .filter(it -> it.policy().type() == PolicyType.SESSION)
        .map(it -> new Caller.SessionPolicy(it.place(), it.document().text()))
        .toList();
  }

  private static String text(RequestKeys context, String key) {
    var values = context.values(Key.of(key));
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /// `/` or `/team/`, of `arn:aws:iam::123456789012:role/team/Name`.
  private static String path(String arn) {
    return arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
  }
}
