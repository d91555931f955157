package dev.safelight.cloud.sts;

import dev.safelight.cloud.authenticate.Keys;
import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.ManagedPolicies;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.Query;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.PolicyType;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsRequest;

/// STS: who a caller is, and temporary credentials. Thread-safe. See AWS: "AWS Security Token
/// Service API Reference", version 2011-06-15.
public final class Sts implements Service<StsOperation>, Keys {
  /// The tables that a store must have.
  public static final List<String> SCHEMA = Sessions.SCHEMA;

  private static final int USUAL = 3600;
  private static final int LONGEST_CHAINED = 3600;

  private final Query query =
      new Query("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/", StsRequest.class);
  private final Compiled compiled;
  private final Principals principals;
  private final ManagedPolicies managed;
  private final InstantSource clock;
  private final Sessions sessions;

  public Sts(
      Compiled compiled,
      Principals principals,
      ManagedPolicies managed,
      InstantSource clock,
      SecureRandom random) {
    this.compiled = compiled;
    this.principals = principals;
    this.managed = managed;
    this.clock = clock;
    sessions = new Sessions(random);
  }

  @Override
  public String name() {
    return "sts";
  }

  @Override
  public Protocol protocol() {
    return query;
  }

  @Override
  public Recognised<StsOperation> recognise(Request request, String account) {
    var form = query.form(request);
    return switch (form.action()) {
      case "AssumeRole" ->
          new Recognised.As<>(
              new StsOperation.AssumeRole(query.read(AssumeRoleRequest.builder(), form)));
      case "GetCallerIdentity" ->
          new Recognised.As<>(
              new StsOperation.GetCallerIdentity(
                  query.read(GetCallerIdentityRequest.builder(), form)));
      default -> new Recognised.Unknown<>(form.action());
    };
  }

  @Override
  public Optional<StsOperation> recognise(SdkPojo shape, String account) {
    return switch (shape) {
      case AssumeRoleRequest request -> Optional.of(new StsOperation.AssumeRole(request));
      case GetCallerIdentityRequest request ->
          Optional.of(new StsOperation.GetCallerIdentity(request));
      default -> Optional.empty();
    };
  }

  @Override
  public Outcome act(Authorised<StsOperation> proof, Content content, Transaction transaction) {
    return switch (proof.operation()) {
      case StsOperation.AssumeRole(var request) -> assume(proof.caller(), request, transaction);
      case StsOperation.GetCallerIdentity _ -> identity(proof.caller());
    };
  }

  /// The key of a session, also of one that has ended. A session ends with its role: a policy that
  /// names everybody, the account or the session would still let it in, without the role's
  /// boundary.
  @Override
  public Optional<Key> find(String accessKeyId, Transaction transaction) {
    return sessions
        .find(accessKeyId, transaction)
        .filter(
            key -> key.caller() instanceof Caller.Session session && isThere(session, transaction));
  }

  /// By id: a role that is made again under the same name is another one.
  private boolean isThere(Caller.Session session, Transaction transaction) {
    return principals
        .find(session.roleArn(), transaction)
        .filter(role -> role.id().equals(session.roleId()))
        .isPresent();
  }

  private Outcome identity(Caller caller) {
    var userId =
        switch (caller) {
          // The policy engine lets everybody ask; who did not sign is nobody.
          case Caller.Anonymous _ ->
              throw query.unauthenticated(new Refusal(Refusal.Reason.MISSING, ""));
          case Caller.Root root -> root.account();
          case Caller.User user -> user.id();
          case Caller.Session session -> session.roleId() + ":" + session.sessionName();
          case Caller.Service service -> service.principal();
        };
    return Outcome.of(
        GetCallerIdentityResponse.builder()
            .userId(userId)
            .account(caller.account())
            .arn(caller.arn())
            .build());
  }

  private Outcome assume(Caller caller, AssumeRoleRequest request, Transaction transaction) {
    if (caller instanceof Caller.Root) {
      throw new Fault(403, "AccessDenied", "Roles may not be assumed by root accounts.");
    }
    var role =
        principals
            .find(request.roleArn(), transaction)
            .orElseThrow(() -> denied(caller, request.roleArn()));
    var policies = limits(role, request, transaction);
    // Credentials are told in whole seconds, and end when they say.
    var issued = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var expires = issued.plusSeconds(duration(caller, request, role));
    var key =
        sessions.open(
            role,
            role.arn().split(":", -1)[4],
            request.roleSessionName(),
            issued,
            expires,
            policies,
            sourceFunction(caller),
            transaction);
    var answer =
        AssumeRoleResponse.builder()
            .credentials(credentials ->
                credentials
                    .accessKeyId(key.caller().accessKeyId())
                    .secretAccessKey(key.secret())
                    .sessionToken(key.token())
                    .expiration(expires))
            .assumedRoleUser(user ->
                user.assumedRoleId(role.id() + ":" + request.roleSessionName())
                    .arn(key.caller().arn()));
    return Outcome.of(
        policies.isEmpty() ? answer.build() : answer.packedPolicySize(packed(policies)).build());
  }

  /// What is passed to limit the session: a document, managed policies of the role's account, or
  /// both.
  private List<Caller.SessionPolicy> limits(
      Principals.Principal role, AssumeRoleRequest request, Transaction transaction) {
    var limits = new ArrayList<Caller.SessionPolicy>();
    if (request.policy() != null) {
      limits.add(new Caller.SessionPolicy("", checked(request.policy())));
    }
    var account = role.arn().split(":", -1)[4];
    for (var policy : request.policyArns()) {
      var document =
          managed
              .document(account, policy.arn(), transaction)
              .orElseThrow(() ->
                  new Fault(
                      400,
                      "MalformedPolicyDocument",
                      "Policy " + policy.arn() + " does not exist or is not attachable."));
      limits.add(new Caller.SessionPolicy(policy.arn(), document));
    }
    return limits;
  }

  /// In percent of what may be packed into a session token, as far as plain lengths tell.
  private static int packed(List<Caller.SessionPolicy> policies) {
    int length =
        policies.stream()
            .mapToInt(it -> it.arn().isEmpty() ? it.document().length() : it.arn().length())
            .sum();
    return Math.clamp(length * 100L / 2048, 1, 100);
  }

  private String checked(String policy) {
    compiled
        .fault(PolicyType.SESSION, policy)
        .ifPresent(wrong -> {
          throw new Fault(400, "MalformedPolicyDocument", wrong);
        });
    return policy;
  }

  private static long duration(
      Caller caller, AssumeRoleRequest request, Principals.Principal role) {
    if (request.durationSeconds() == null) {
      return USUAL;
    }
    int asked = request.durationSeconds();
    if (caller instanceof Caller.Session && asked > LONGEST_CHAINED) {
      throw Checks.validation(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.");
    }
    if (asked > role.longestSession()) {
      throw Checks.validation(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return asked;
  }

  /// Only Lambda can say for which function it opens a session.
  private static String sourceFunction(Caller caller) {
    return caller instanceof Caller.Service service
            && service.principal().equals("lambda.amazonaws.com")
        ? service.keys().getOrDefault("lambda:SourceFunctionArn", "")
        : "";
  }

  private static Fault denied(Caller caller, String role) {
    return new Fault(
        403,
        "AccessDenied",
        "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
            .formatted(caller.arn(), role));
  }
}
