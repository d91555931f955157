package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.PolicyType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;

/// Managed policies, as their default versions say. [Versions] has the others.
record Policies(Documents documents, InstantSource clock, Fresh fresh) {
  private static final int LARGEST = 6144;

  static String arn(String account, String path, String name) {
    return "arn:aws:iam::" + account + ":policy" + path + name;
  }

  Outcome act(PolicyOperation operation, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case PolicyOperation.CreatePolicy(_, var request) -> create(account, request, transaction);
      case PolicyOperation.GetPolicy(_, var request) -> {
        var policy = require(account, request.policyArn(), transaction);
        yield Outcome.of(
            GetPolicyResponse.builder().policy(shape(account, policy, true, transaction)).build());
      }
      case PolicyOperation.ListPolicies(_, var request) -> list(account, request, transaction);
      case PolicyOperation.DeletePolicy(_, var request) -> {
        delete(account, request.policyArn(), transaction);
        yield Outcome.of(DeletePolicyResponse.builder().build());
      }
    };
  }

  /// A policy that may be attached in an account: its own or AWS's.
  Optional<ManagedPolicy> find(String account, String arn, Transaction transaction) {
    return Optional.ofNullable(AwsManaged.byArn().get(arn))
        .or(() ->
            transaction.one(
                "select * from iam_policy where account = ? and arn = ?",
                Policies::read,
                account,
                arn));
  }

  /// The ARN of a permissions boundary, which must exist; empty where none is given.
  String boundary(String account, @Nullable String arn, Transaction transaction) {
    return arn == null ? "" : require(account, arn, transaction).arn();
  }

  ManagedPolicy require(String account, String arn, Transaction transaction) {
    return find(account, arn, transaction)
        .orElseThrow(() -> Faults.noSuchEntity("Policy " + arn + " was not found."));
  }

  private static ManagedPolicy read(Row row) {
    return new ManagedPolicy(
        row.text("arn"),
        row.text("path"),
        row.text("name"),
        row.text("id"),
        row.text("document"),
        row.text("description"),
        row.instant("created"));
  }

  /// A document that a managed policy may have.
  String check(@Nullable String given) {
    var document = documents.check(PolicyType.IDENTITY, given, "PolicyDocument");
    if (Documents.size(document) > LARGEST) {
      throw Faults.limitExceeded("Cannot exceed quota for PolicySize: " + LARGEST);
    }
    return document;
  }

  private Outcome create(String account, CreatePolicyRequest request, Transaction transaction) {
    var document = check(request.policyDocument());
    var name = request.policyName();
    if (transaction.exists(
        "select 1 from iam_policy where account = ? and name = ? collate nocase", account, name)) {
      throw Faults.alreadyExists(
          "A policy called " + name + " already exists. Duplicate names are not allowed.");
    }
    var path = Checks.path(request.path());
    var policy =
        new ManagedPolicy(
            arn(account, path, name),
            path,
            name,
            fresh.id("ANPA"),
            document,
            request.description() == null ? "" : request.description(),
            clock.instant());
    transaction.update(
        "insert into iam_policy(account, arn, path, name, id, document, description, created)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        account,
        policy.arn(),
        path,
        name,
        policy.id(),
        document,
        policy.description(),
        policy.created());
    return Outcome.of(
        CreatePolicyResponse.builder().policy(shape(account, policy, false, transaction)).build());
  }

  private Outcome list(String account, ListPoliciesRequest request, Transaction transaction) {
    var scope = request.scopeAsString() == null ? "All" : request.scopeAsString();
    var prefix = Checks.prefix(request.pathPrefix());
    var all = new ArrayList<ManagedPolicy>();
    if (!scope.equals("Local")) {
      all.addAll(AwsManaged.byArn().values());
    }
    if (!scope.equals("AWS")) {
      all.addAll(
          transaction.all("select * from iam_policy where account = ?", Policies::read, account));
    }
    boolean attachedOnly = Boolean.TRUE.equals(request.onlyAttached());
    var kept =
        all.stream()
            .filter(policy -> policy.path().startsWith(prefix))
            .filter(policy -> !attachedOnly || attachments(account, policy, transaction) > 0)
            .sorted(Comparator.comparing(ManagedPolicy::arn))
            .toList();
    var page = Page.of(kept, ManagedPolicy::arn, request.maxItems(), request.marker());
    List<Policy> shapes =
        page.items().stream().map(policy -> shape(account, policy, false, transaction)).toList();
    return Outcome.of(
        ListPoliciesResponse.builder()
            .policies(shapes)
            .isTruncated(page.isTruncated())
            .marker(page.next())
            .build());
  }

  private void delete(String account, String arn, Transaction transaction) {
    var policy = require(account, arn, transaction);
    if (AwsManaged.byArn().containsKey(arn)) {
      throw new dev.safelight.cloud.call.Fault(
          403, "AccessDenied", "Policy " + arn + " belongs to AWS and cannot be deleted.");
    }
    if (bounded(account, policy, transaction) > 0
        || attachments(account, policy, transaction) > 0) {
      throw Faults.deleteConflict("Cannot delete a policy attached to entities.");
    }
    if (Version.of(account, policy, transaction).size() > 1) {
      throw Faults.deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.");
    }
    Version.removeAll(account, policy, transaction);
    transaction.update("delete from iam_policy where account = ? and arn = ?", account, arn);
  }

  private static int attachments(String account, ManagedPolicy policy, Transaction transaction) {
    return transaction
        .one(
            "select count(*) as n from iam_attachment where account = ? and policy = ?",
            row -> (int) row.number("n"),
            account,
            policy.arn())
        .orElse(0);
  }

  /// How many users and roles it bounds.
  private static int bounded(String account, ManagedPolicy policy, Transaction transaction) {
    return transaction
        .one(
            "select count(*) as n from iam_principal where account = ? and boundary = ?",
            row -> (int) row.number("n"),
            account,
            policy.arn())
        .orElse(0);
  }

  /// The policy as an answer shows it.
  ///
  /// @param described whether its description is told, as only `GetPolicy` does
  private static Policy shape(
      String account, ManagedPolicy policy, boolean described, Transaction transaction) {
    var versions = Version.of(account, policy, transaction);
    var shape =
        Policy.builder()
            .policyName(policy.name())
            .policyId(policy.id())
            .arn(policy.arn())
            .path(policy.path())
            .defaultVersionId(Version.standard(account, policy, transaction).id())
            .attachmentCount(attachments(account, policy, transaction))
            .permissionsBoundaryUsageCount(bounded(account, policy, transaction))
            .isAttachable(true)
            .createDate(policy.created().truncatedTo(ChronoUnit.SECONDS))
            .updateDate(versions.getFirst().created().truncatedTo(ChronoUnit.SECONDS));
    return described && !policy.description().isEmpty()
        ? shape.description(policy.description()).build()
        : shape.build();
  }
}
