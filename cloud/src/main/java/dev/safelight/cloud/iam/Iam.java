package dev.safelight.cloud.iam;

import dev.safelight.cloud.authenticate.Keys;
import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Identities;
import dev.safelight.cloud.authorise.ManagedPolicies;
import dev.safelight.cloud.authorise.NamedPrincipals;
import dev.safelight.cloud.authorise.Population;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.Query;
import dev.safelight.cloud.store.Transaction;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.IamRequest;

/// IAM: who there is and what they may do. Thread-safe. See AWS: "IAM API Reference", version
/// 2010-05-08.
public final class Iam implements Service<IamOperation>, Identities, Keys {
  /// The tables that a store must have.
  public static final List<String> SCHEMA = Schema.STATEMENTS;

  private static final String ADMIN = "admin";
  private static final String ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";

  private final Query query =
      new Query("2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/", IamRequest.class);
  private final InstantSource clock;
  private final Fresh fresh;
  private final Users users;
  private final AccessKeys keys;
  private final Roles roles;
  private final Policies policies;
  private final PolicyVersions policyVersions;
  private final Tags tags;
  private final UserPolicies userPolicies;
  private final RolePolicies rolePolicies;
  private final Groups groups;
  private final GroupPolicies groupPolicies;
  private final Boundaries boundaries;
  private final Hanging hanging;
  private final Permissions permissions;
  private final Owned owned;

  public Iam(Compiled compiled, InstantSource clock, SecureRandom random) {
    this.clock = clock;
    fresh = new Fresh(random);
    var documents = new Documents(compiled);
    policies = new Policies(documents, clock, fresh);
    policyVersions = new PolicyVersions(policies, documents, clock);
    tags = new Tags(policies);
    hanging = new Hanging(documents, policies);
    users = new Users(policies, clock, fresh);
    keys = new AccessKeys(clock, fresh);
    var trust = new Trust(documents, new NamedPrincipals(principals()));
    roles = new Roles(policies, trust, clock, fresh);
    groups = new Groups(clock, fresh);
    groupPolicies = new GroupPolicies(hanging);
    boundaries = new Boundaries(policies);
    userPolicies = new UserPolicies(hanging);
    rolePolicies = new RolePolicies(hanging);
    permissions = new Permissions(compiled, policies);
    owned = new Owned(compiled, trust);
  }

  /// An access key that was just made; nobody can ask for its secret again.
  public record NewKey(String id, String secret) {
    @Override
    public String toString() {
      return "NewKey[" + id + "]";
    }
  }

  /// The first start of an account: its user `admin`, who may do everything.
  ///
  /// @return its access key; empty where the user exists
  public Optional<NewKey> bootstrap(Transaction transaction, String account) {
    if (Entity.find(transaction, Kind.USER, account, ADMIN).isPresent()) {
      return Optional.empty();
    }
    var admin =
        new Entity(
            Kind.USER,
            account,
            "/",
            ADMIN,
            fresh.id(Kind.USER.prefix()),
            clock.instant(),
            "",
            "",
            "",
            0);
    admin.insert(transaction, List.of());
    hanging.attach(admin, ADMINISTRATOR_ACCESS, transaction);
    var key = keys.create(admin, transaction);
    return Optional.of(new NewKey(key.accessKeyId(), key.secretAccessKey()));
  }

  @Override
  public String name() {
    return "iam";
  }

  @Override
  public Protocol protocol() {
    return query;
  }

  @Override
  public Recognised<IamOperation> recognise(Request request, String account) {
    var form = query.form(request);
    return Recognition.shape(query, form)
        .flatMap(shape -> Recognition.operation(shape, account))
        .<Recognised<IamOperation>>map(Recognised.As::new)
        .orElseGet(() -> new Recognised.Unknown<>(form.action()));
  }

  @Override
  public Optional<IamOperation> recognise(SdkPojo shape, String account) {
    return Recognition.operation(shape, account);
  }

  @Override
  public Outcome act(Authorised<IamOperation> proof, Content content, Transaction transaction) {
    var caller = proof.caller();
    return switch (proof.operation()) {
      case UserOperation operation -> users.act(operation, caller, transaction);
      case AccessKeyOperation operation -> keys.act(operation, caller, transaction);
      case UserPolicyOperation operation -> userPolicies.act(operation, transaction);
      case RoleOperation operation -> roles.act(operation, transaction);
      case RolePolicyOperation operation -> rolePolicies.act(operation, transaction);
      case PolicyOperation operation -> policies.act(operation, transaction);
      case PolicyVersionOperation operation -> policyVersions.act(operation, transaction);
      case TaggingOperation operation -> tags.act(operation, transaction);
      case GroupOperation operation -> groups.act(operation, transaction);
      case GroupPolicyOperation operation -> groupPolicies.act(operation, transaction);
      case BoundaryOperation operation -> boundaries.act(operation, transaction);
      case MoveOperation operation -> Moves.act(operation, transaction);
    };
  }

  /// The key of a user. One that is inactive is as good as none.
  @Override
  public Optional<Key> find(String accessKeyId, Transaction transaction) {
    record Kept(String account, String user, String secret) {}
    return transaction
        .one(
            "select account, user, secret from iam_key where id = ? and active = 1",
            row -> new Kept(row.text("account"), row.text("user"), row.text("secret")),
            accessKeyId)
        .flatMap(key ->
            Entity.find(transaction, Kind.USER, key.account(), key.user())
                .map(user ->
                    new Key(
                        key.secret(),
                        "",
                        Instant.MAX,
                        new Caller.User(
                            user.account(), user.path(), user.name(), user.id(), accessKeyId))));
  }

  @Override
  public Identity of(Caller caller, Transaction transaction) {
    return permissions.of(caller, transaction);
  }

  /// Users and roles, for services that name them in policies.
  public Principals principals() {
    return (arn, transaction) ->
        Directory.find(arn, transaction)
            .map(entity ->
                new Principals.Principal(
                    entity.arn(), entity.path(), entity.name(), entity.id(), entity.longest()));
  }

  /// Managed policies, for sessions that are limited by them.
  public ManagedPolicies managedPolicies() {
    return (account, arn, transaction) ->
        policies.find(account, arn, transaction).map(ManagedPolicy::document);
  }

  /// Everybody of an account.
  public Population population() {
    return (account, transaction) -> {
      var everybody = new ArrayList<Caller>();
      for (var user : Entity.all(transaction, Kind.USER, account, "/")) {
        everybody.add(new Caller.User(account, user.path(), user.name(), user.id(), ""));
      }
      for (var role : Entity.all(transaction, Kind.ROLE, account, "/")) {
        everybody.add(
            new Caller.Session(
                account,
                role.path(),
                role.name(),
                role.id(),
                Population.ANY_SESSION,
                "",
                Instant.EPOCH,
                List.of(),
                ""));
      }
      return everybody;
    };
  }

  /// The resources of IAM's own actions.
  public Resources resources() {
    return owned::managed;
  }

  /// The resources of `sts:AssumeRole`: roles with their trust policies.
  public Resources trust() {
    return owned::trust;
  }
}
