package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/// Versions of managed policies. The one in force is the policy. See AWS: "Versioning IAM
/// policies".
record PolicyVersions(Policies policies, Documents documents, InstantSource clock) {
  private static final int MOST = 5;

  private record Kept(long number, String document, Instant created) {}

  Outcome act(PolicyVersionOperation operation, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case PolicyVersionOperation.CreatePolicyVersion(_, var request) ->
          create(account, request, transaction);
      case PolicyVersionOperation.SetDefaultPolicyVersion(_, var request) -> {
        var policy = policies.own(account, request.policyArn(), transaction);
        enforce(
            account,
            policy,
            require(account, policy, request.versionId(), transaction),
            transaction);
        yield Outcome.of(SetDefaultPolicyVersionResponse.builder().build());
      }
      case PolicyVersionOperation.DeletePolicyVersion(_, var request) -> {
        var policy = policies.own(account, request.policyArn(), transaction);
        var version = require(account, policy, request.versionId(), transaction);
        if (version.number() == policy.version()) {
          throw Faults.deleteConflict("Cannot delete the default version of a policy.");
        }
        transaction.update(
            "delete from iam_policy_version where account = ? and arn = ? and version = ?",
            account,
            policy.arn(),
            version.number());
        yield Outcome.of(DeletePolicyVersionResponse.builder().build());
      }
      case PolicyVersionOperation.ListPolicyVersions(_, var request) -> {
        var policy = policies.require(account, request.policyArn(), transaction);
        var page =
            Page.of(
                all(account, policy, transaction),
                version -> "%019d".formatted(Long.MAX_VALUE - version.number()),
                request.maxItems(),
                request.marker());
        yield Outcome.of(
            ListPolicyVersionsResponse.builder()
                .versions(
                    page.items().stream().map(version -> shape(policy, version, false)).toList())
                .isTruncated(page.isTruncated())
                .marker(page.next())
                .build());
      }
    };
  }

  private Outcome create(
      String account, CreatePolicyVersionRequest request, Transaction transaction) {
    var policy = policies.own(account, request.policyArn(), transaction);
    var document = Policies.checked(documents, request.policyDocument());
    if (all(account, policy, transaction).size() >= MOST) {
      throw Faults.limitExceeded(
          "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.");
    }
    var made = new Kept(policy.newest() + 1, document, clock.instant());
    insert(account, policy.arn(), made.number(), document, made.created(), transaction);
    transaction.update(
        "update iam_policy set newest = ?, updated = ? where account = ? and arn = ?",
        made.number(),
        made.created(),
        account,
        policy.arn());
    if (Boolean.TRUE.equals(request.setAsDefault())) {
      enforce(account, policy, made, transaction);
    }
    var now = policies.own(account, policy.arn(), transaction);
    return Outcome.of(
        CreatePolicyVersionResponse.builder().policyVersion(shape(now, made, false)).build());
  }

  private void enforce(
      String account, ManagedPolicy policy, Kept version, Transaction transaction) {
    transaction.update(
        "update iam_policy set version = ?, document = ?, updated = ? where account = ? and arn = ?",
        version.number(),
        version.document(),
        clock.instant(),
        account,
        policy.arn());
  }

  static void insert(
      String account,
      String arn,
      long number,
      String document,
      Instant created,
      Transaction transaction) {
    transaction.update(
        "insert into iam_policy_version(account, arn, version, document, created) values (?, ?, ?,"
            + " ?, ?)",
        account,
        arn,
        number,
        document,
        created);
  }

  /// @throws dev.safelight.cloud.call.Fault `DeleteConflict` where there are others than the one in
  ///   force
  static void requireAlone(String account, String arn, Transaction transaction) {
    if (transaction.exists(
        "select 1 from iam_policy_version where account = ? and arn = ? limit 1 offset 1",
        account,
        arn)) {
      throw Faults.deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.");
    }
  }

  /// Newest first. AWS's own have one here.
  private static List<Kept> all(String account, ManagedPolicy policy, Transaction transaction) {
    if (AwsManaged.byArn().containsKey(policy.arn())) {
      return List.of(new Kept(policy.version(), policy.document(), policy.created()));
    }
    return transaction.all(
        "select version, document, created from iam_policy_version where account = ? and arn = ?"
            + " order by version desc",
        row -> new Kept(row.number("version"), row.text("document"), row.instant("created")),
        account,
        policy.arn());
  }

  private static Kept require(
      String account, ManagedPolicy policy, String id, Transaction transaction) {
    Optional<Kept> found =
        all(account, policy, transaction).stream()
            .filter(version -> id.equals("v" + version.number()))
            .findFirst();
    return found.orElseThrow(() ->
        Faults.noSuchEntity(
            "Policy %s version %s does not exist or is not attachable."
                .formatted(policy.arn(), id)));
  }

  /// A version with its document.
  static PolicyVersion shape(
      String account, ManagedPolicy policy, String id, Transaction transaction) {
    return shape(policy, require(account, policy, id, transaction), true);
  }

  private static PolicyVersion shape(ManagedPolicy policy, Kept version, boolean whole) {
    var shape =
        PolicyVersion.builder()
            .versionId("v" + version.number())
            .isDefaultVersion(version.number() == policy.version())
            .createDate(version.created().truncatedTo(ChronoUnit.SECONDS));
    return whole ? shape.document(Documents.encoded(version.document())).build() : shape.build();
  }
}
