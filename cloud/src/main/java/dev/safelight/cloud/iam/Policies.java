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
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesResponse;
import software.amazon.awssdk.services.iam.model.Policy;

/// Managed policies.
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
            GetPolicyResponse.builder().policy(described(account, policy, transaction)).build());
      }
      case PolicyOperation.GetPolicyVersion(_, var request) ->
          Outcome.of(
              GetPolicyVersionResponse.builder()
                  .policyVersion(
                      PolicyVersions.shape(
                          account,
                          require(account, request.policyArn(), transaction),
                          request.versionId(),
                          transaction))
                  .build());
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

  /// A policy that may be changed: AWS's own may not.
  ManagedPolicy own(String account, String arn, Transaction transaction) {
    var policy = require(account, arn, transaction);
    if (AwsManaged.byArn().containsKey(arn)) {
      throw new dev.safelight.cloud.call.Fault(
          403, "AccessDenied", "Policy " + arn + " belongs to AWS and cannot be changed.");
    }
    return policy;
  }

  /// A policy's document, held to what IAM takes.
  static String checked(Documents documents, String text) {
    var document = documents.check(PolicyType.IDENTITY, text, "PolicyDocument");
    if (Documents.size(document) > LARGEST) {
      throw Faults.limitExceeded("Cannot exceed quota for PolicySize: " + LARGEST);
    }
    return document;
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
        row.instant("created"),
        row.number("version"),
        row.number("newest"),
        row.instant("updated"));
  }

  private Outcome create(String account, CreatePolicyRequest request, Transaction transaction) {
    var document = checked(documents, request.policyDocument());
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
            clock.instant(),
            1,
            1,
            clock.instant());
    transaction.update(
        "insert into iam_policy(account, arn, path, name, id, document, description, created,"
            + " version, newest, updated) values (?, ?, ?, ?, ?, ?, ?, ?, 1, 1, ?)",
        account,
        policy.arn(),
        path,
        name,
        policy.id(),
        document,
        policy.description(),
        policy.created(),
        policy.updated());
    PolicyVersions.insert(account, policy.arn(), 1, document, policy.created(), transaction);
    Tags.put(account, policy.id(), request.tags(), transaction);
    return Outcome.of(
        CreatePolicyResponse.builder()
            .policy(tagged(account, policy, transaction).build())
            .build());
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
        page.items().stream().map(policy -> shape(account, policy, transaction).build()).toList();
    return Outcome.of(
        ListPoliciesResponse.builder()
            .policies(shapes)
            .isTruncated(page.isTruncated())
            .marker(page.next())
            .build());
  }

  private void delete(String account, String arn, Transaction transaction) {
    var policy = own(account, arn, transaction);
    if (bounded(account, policy, transaction) > 0
        || attachments(account, policy, transaction) > 0) {
      throw Faults.deleteConflict("Cannot delete a policy attached to entities.");
    }
    PolicyVersions.requireAlone(account, arn, transaction);
    transaction.update(
        "delete from iam_policy_version where account = ? and arn = ?", account, arn);
    Tags.removeAll(account, policy.id(), transaction);
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

  /// The policy as `GetPolicy` alone shows it.
  private static Policy described(String account, ManagedPolicy policy, Transaction transaction) {
    var shape = tagged(account, policy, transaction);
    return policy.description().isEmpty()
        ? shape.build()
        : shape.description(policy.description()).build();
  }

  /// The policy as an answer about it alone shows it.
  private static Policy.Builder tagged(
      String account, ManagedPolicy policy, Transaction transaction) {
    var shape = shape(account, policy, transaction);
    var tags = Tags.shapes(Tags.of(account, policy.id(), transaction));
    return tags.isEmpty() ? shape : shape.tags(tags);
  }

  /// The policy as lists show it.
  private static Policy.Builder shape(
      String account, ManagedPolicy policy, Transaction transaction) {
    var created = policy.created().truncatedTo(ChronoUnit.SECONDS);
    return Policy.builder()
        .policyName(policy.name())
        .policyId(policy.id())
        .arn(policy.arn())
        .path(policy.path())
        .defaultVersionId(policy.versionId())
        .attachmentCount(attachments(account, policy, transaction))
        .permissionsBoundaryUsageCount(bounded(account, policy, transaction))
        .isAttachable(true)
        .createDate(created)
        .updateDate(policy.updated().truncatedTo(ChronoUnit.SECONDS));
  }
}
