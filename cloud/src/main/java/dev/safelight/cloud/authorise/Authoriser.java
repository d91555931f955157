package dev.safelight.cloud.authorise;

import dev.safelight.cloud.authorise.Authorised.Judged;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.call.Operation;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Decides whether a caller may perform an operation, and is the only maker of [Authorised].
/// Thread-safe.
///
/// A service that is not among `resources` owns nothing here: what it is asked for has no
/// resource-based policy and belongs to the caller's account.
public final class Authoriser {
  private final Identities identities;
  private final Map<String, Resources> resources;
  private final Function<Query, Decision> engine;

  /// @param engine [dev.safelight.policy.Engine#decide], but in tests that turn it round
  public Authoriser(
      Identities identities, Map<String, Resources> resources, Function<Query, Decision> engine) {
    this.identities = identities;
    this.resources = Map.copyOf(resources);
    this.engine = engine;
  }

  /// What was decided about an operation as a whole.
  public sealed interface Verdict<O extends Operation> {
    record Permit<O extends Operation>(Authorised<O> proof) implements Verdict<O> {}

    /// The first access that is denied, and why.
    record Refuse<O extends Operation>(Denial denial, List<Judged> judged) implements Verdict<O> {}
  }

  public <O extends Operation> Verdict<O> authorise(
      Caller caller, O operation, Circumstances circumstances, Transaction transaction) {
    var judged = new ArrayList<Judged>();
    for (var access : operation.needs(caller)) {
      var answer = judge(caller, access, circumstances, transaction);
      judged.add(answer);
      switch (answer.decision()) {
        case Decision.Allowed _ -> {}
        case Decision.Denied why -> {
          return new Verdict.Refuse<>(new Denial(access, answer.query(), why), List.copyOf(judged));
        }
      }
    }
    var asked = new LinkedHashMap<Access, Judged>();
    for (var access : operation.asks()) {
      asked.put(access, judge(caller, access, circumstances, transaction));
    }
    Authorised.Question question =
        (other, access) -> judge(other, access, circumstances, transaction);
    return new Verdict.Permit<>(
        new Authorised<>(
            caller, operation, circumstances.via(), List.copyOf(judged), asked, question));
  }

  /// What the policies of this moment say of one access, with the question and the documents that
  /// it was decided by.
  public Judged judge(
      Caller caller, Access access, Circumstances circumstances, Transaction transaction) {
    var identity = identities.of(caller, transaction);
    var resource =
        resources
            .getOrDefault(access.service(), (_, account, _) -> Resources.Resource.of(account))
            .find(access, caller.account(), transaction);
    return judge(caller, access, circumstances, identity, resource, engine);
  }

  /// The same where both sides are known: those of this moment, or those that a template would
  /// bring about.
  public static Judged judge(
      Caller caller,
      Access access,
      Circumstances circumstances,
      Identities.Identity identity,
      Resources.Resource resource,
      Function<Query, Decision> engine) {
    var policies = new ArrayList<Applied>(identity.policies());
    policies.addAll(resource.policies());
    var query =
        new Query(
            Requesters.of(caller),
            access.action(),
            resource.arn().isEmpty() ? access.resource() : resource.arn(),
            resource.account(),
            Keys.context(caller, access, circumstances, identity, resource),
            policies.stream().map(Applied::policy).toList());
    return new Judged(access, query, policies, engine.apply(query));
  }
}
