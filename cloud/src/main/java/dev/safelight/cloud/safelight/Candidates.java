package dev.safelight.cloud.safelight;

import dev.safelight.cloud.authorise.Authorised.Judged;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import dev.safelight.policy.Attached;
import dev.safelight.policy.Context;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.document.Kind;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Principal;
import dev.safelight.policy.match.Arn;
import dev.safelight.policy.match.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everybody who comes into question for one access: all whom the account knows, and all whom the
/// resource's policy speaks of.
final class Candidates {
  /// An account that is none of those anybody has named.
  private static final String SOME_ACCOUNT = "000000000000";

  /// What a policy of an account that is not here is called.
  static final String ELSEWHERE = "its own account's policies";

  private static final Policy EVERYTHING = everything();
  private static final Key USER_ID = Key.of("aws:userid");
  private static final Key PRINCIPAL_ARN = Key.of("aws:PrincipalArn");
  private static final Key PRINCIPAL_TYPE = Key.of("aws:PrincipalType");

  private final World world;
  private final String account;
  private final Access access;
  private final List<Caller> known;
  private final Judged root;
  private final List<Candidate> all = new ArrayList<>();
  private final List<String> nobody = new ArrayList<>();

  Candidates(World world, String account, Access access) {
    this.world = world;
    this.account = account;
    this.access = access;
    this.known = world.known();
    this.root = judge(new Caller.Root(account));
    household();
    var named = Named.in(root.policies());
    named.principals().forEach(this::add);
    named.accounts().stream().filter(it -> !it.equals(account)).forEach(this::account);
  }

  List<Candidate> all() {
    return List.copyOf(all);
  }

  /// Principals of the resource's policy that are nobody any more.
  List<String> nobody() {
    return List.copyOf(nobody);
  }

  private Judged judge(Caller caller) {
    return world.judge(caller, access);
  }

  private void household() {
    // STS opens no session for a root user, whatever a policy says.
    if (!access.action().equalsIgnoreCase("sts:AssumeRole")) {
      add("root", root.query().requester().arn(), new Caller.Root(account), Set.of());
    }
    for (var caller : known) {
      switch (caller) {
        case Caller.User user -> add("user", user.arn(), user, Set.of());
        case Caller.Session session -> add("role", session.roleArn(), session, Set.of(USER_ID));
        case Caller.Root _, Caller.Service _, Caller.Anonymous _ -> {}
      }
    }
  }

  private void add(Principal principal) {
    switch (principal) {
      case Principal.Everyone _ -> {
        if (access.action().startsWith("s3:")) { // No other service answers the unsigned.
          add("anonymous", "*", new Caller.Anonymous(), Set.of());
        }
        account(SOME_ACCOUNT);
      }
      case Principal.Account(var id) -> {
        if (!id.equals(account)) {
          account(id);
        }
      }
      case Principal.Entity(var arn) -> entity(arn);
      case Principal.UniqueId(var id) -> {
        if (known.stream().noneMatch(it -> id(it).equals(id))) {
          nobody.add(id);
        }
      }
      case Principal.Service(var name) ->
          add("service", name, new Caller.Service(name, Map.of()), Set.of());
      case Principal.Federated(var provider) ->
          stranger(
              "identity provider",
              provider,
              new Requester.Vouched(provider),
              Context.empty(),
              Set.of());
      case Principal.CanonicalUser(var id) -> nobody.add(id);
    }
  }

  private static String id(Caller caller) {
    return switch (caller) {
      case Caller.User user -> user.id();
      case Caller.Session session -> session.roleId();
      case Caller.Root _, Caller.Service _, Caller.Anonymous _ -> "";
    };
  }

  private void entity(String text) {
    var arn = Arn.of(text);
    if (arn.isEmpty()) {
      nobody.add(text);
      return;
    }
    var owner = arn.get().account();
    boolean session = arn.get().resource().startsWith("assumed-role/");
    if (owner.equals(account)) {
      if (session) {
        session(text, arn.get().resource().split("/", 3));
      } else if (known.stream().noneMatch(it -> isCalled(it, text))) {
        nobody.add(text);
      }
      return;
    }
    var context = Context.empty().with("aws:PrincipalAccount", owner);
    if (arn.get().resource().startsWith("user/")) {
      stranger(
          "user",
          text,
          new Requester.User(text, owner),
          context.with("aws:PrincipalArn", text).with("aws:PrincipalType", "User"),
          Set.of());
    } else {
      var role =
          session
              ? "arn:aws:iam::" + owner + ":role/" + arn.get().resource().split("/", 3)[1]
              : text;
      stranger(
          session ? "session" : "role",
          text,
          new Requester.Role(role, text, owner),
          context.with("aws:PrincipalArn", role).with("aws:PrincipalType", "AssumedRole"),
          session ? Set.of(PRINCIPAL_ARN) : Set.of());
    }
  }

  private static boolean isCalled(Caller caller, String arn) {
    return switch (caller) {
      case Caller.User user -> user.arn().equals(arn);
      case Caller.Session session -> session.roleArn().equals(arn);
      case Caller.Root _, Caller.Service _, Caller.Anonymous _ -> false;
    };
  }

  /// A session that a policy names, of a role that is here.
  private void session(String arn, String[] parts) {
    for (var caller : known) {
      if (caller instanceof Caller.Session any && any.roleName().equals(parts[1])) {
        var session =
            new Caller.Session(
                any.account(),
                any.rolePath(),
                any.roleName(),
                any.roleId(),
                parts[2],
                "",
                any.issuedAt(),
                List.of(),
                "");
        add("session", arn, session, Set.of());
        return;
      }
    }
    nobody.add(arn);
  }

  /// Whoever an account that is not here lets in.
  private void account(String id) {
    var role = "arn:aws:iam::" + id + ":role/*";
    stranger(
        id.equals(SOME_ACCOUNT) ? "any account" : "account",
        id.equals(SOME_ACCOUNT) ? "*" : id,
        new Requester.Role(role, "arn:aws:sts::" + id + ":assumed-role/*/*", id),
        Context.empty()
            .with("aws:PrincipalAccount", id)
            .with("aws:PrincipalArn", role)
            .with("aws:PrincipalType", "AssumedRole"),
        Set.of(PRINCIPAL_ARN, PRINCIPAL_TYPE));
  }

  private void add(String kind, String principal, Caller caller, Set<Key> unsure) {
    var judged = judge(caller);
    var open = new java.util.HashSet<>(unsure);
    open.add(Key.of("aws:TokenIssueTime"));
    add(
        new Candidate(
            kind,
            principal,
            judged.query(),
            judged.policies(),
            open,
            world.unknown(caller, access),
            false));
  }

  /// Somebody whose own policies are not here. They are taken to allow everything: only their
  /// account can say more.
  private void stranger(
      String kind, String principal, Requester requester, Context own, Set<Key> unsure) {
    var context = own.with("aws:PrincipalIsAWSService", "false");
    for (var key : root.query().context().keys()) {
      if (!key.toString().startsWith("aws:Principal") && !key.equals(USER_ID)) {
        context =
            context.with(key.toString(), root.query().context().values(key).toArray(String[]::new));
      }
    }
    var policies = root.query().policies().stream().filter(it -> it.type().isOnResource()).toList();
    var all = new ArrayList<>(policies);
    if (!(requester instanceof Requester.Vouched)) {
      all.add(new Attached(PolicyType.IDENTITY, ELSEWHERE, EVERYTHING));
    }
    var query =
        new Query(
            requester,
            root.query().action(),
            root.query().resource(),
            root.query().resourceAccount(),
            context,
            all);
    add(
        new Candidate(
            kind,
            principal,
            query,
            root.policies(),
            unsure,
            world.unknown(new Caller.Anonymous(), access),
            true));
  }

  private void add(Candidate candidate) {
    boolean there =
        all.stream()
            .anyMatch(it ->
                it.kind().equals(candidate.kind()) && it.principal().equals(candidate.principal()));
    if (!there) {
      all.add(candidate);
    }
  }

  private static Policy everything() {
    try {
      return Policy.parse(
          "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}",
          Kind.IDENTITY);
    } catch (MalformedPolicy broken) {
      throw new IllegalStateException(broken);
    }
  }
}
