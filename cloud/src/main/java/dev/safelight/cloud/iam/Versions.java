package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import java.time.InstantSource;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionResponse;

/// Makes, shows and removes versions of managed policies. See AWS: "Versioning IAM policies".
record Versions(Policies policies, InstantSource clock) {
  private static final int MOST = 5;

  Outcome act(VersionOperation operation, Transaction transaction) {
    var account = operation.account();
    var policy = policies.require(account, operation.policyArn(), transaction);
    return switch (operation) {
      case VersionOperation.CreatePolicyVersion(_, var request) ->
          create(account, policy, request, transaction);
      case VersionOperation.GetPolicyVersion(_, var request) -> {
        var version = require(account, policy, request.versionId(), transaction);
        yield Outcome.of(
            GetPolicyVersionResponse.builder()
                .policyVersion(
                    version.shape().toBuilder()
                        .document(Documents.encoded(version.document()))
                        .build())
                .build());
      }
      case VersionOperation.ListPolicyVersions(_, var request) ->
          list(account, policy, request, transaction);
      case VersionOperation.SetDefaultPolicyVersion(_, var request) -> {
        requireOurs(policy);
        require(account, policy, request.versionId(), transaction)
            .count(account, policy, transaction);
        yield Outcome.of(SetDefaultPolicyVersionResponse.builder().build());
      }
      case VersionOperation.DeletePolicyVersion(_, var request) ->
          delete(account, policy, request, transaction);
    };
  }

  private Outcome create(
      String account,
      ManagedPolicy policy,
      CreatePolicyVersionRequest request,
      Transaction transaction) {
    requireOurs(policy);
    var document = policies.check(request.policyDocument());
    if (Version.of(account, policy, transaction).size() >= MOST) {
      throw Faults.limitExceeded(
          "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.");
    }
    var version = Version.add(account, policy, document, clock.instant(), transaction);
    if (Boolean.TRUE.equals(request.setAsDefault())) {
      version.count(account, policy, transaction);
    }
    return Outcome.of(
        CreatePolicyVersionResponse.builder()
            .policyVersion(require(account, policy, version.id(), transaction).shape())
            .build());
  }

  private static Outcome list(
      String account,
      ManagedPolicy policy,
      ListPolicyVersionsRequest request,
      Transaction transaction) {
    // There are at most five, so one page has them all.
    if (request.marker() != null) {
      throw Faults.validation("The marker " + request.marker() + " is none of ours.");
    }
    var versions = Version.of(account, policy, transaction).stream().map(Version::shape).toList();
    return Outcome.of(
        ListPolicyVersionsResponse.builder().versions(versions).isTruncated(false).build());
  }

  private static Outcome delete(
      String account,
      ManagedPolicy policy,
      DeletePolicyVersionRequest request,
      Transaction transaction) {
    requireOurs(policy);
    var version = require(account, policy, request.versionId(), transaction);
    if (version.isDefault()) {
      throw Faults.deleteConflict("Cannot delete the default version of a policy.");
    }
    version.remove(account, policy, transaction);
    return Outcome.of(DeletePolicyVersionResponse.builder().build());
  }

  private static Version require(
      String account, ManagedPolicy policy, String id, Transaction transaction) {
    return Version.of(account, policy, transaction).stream()
        .filter(version -> version.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            Faults.noSuchEntity(
                "Policy %s version %s does not exist or is not attachable."
                    .formatted(policy.arn(), id)));
  }

  private static void requireOurs(ManagedPolicy policy) {
    if (AwsManaged.byArn().containsKey(policy.arn())) {
      throw new Fault(
          403, "AccessDenied", "Policy " + policy.arn() + " belongs to AWS and cannot be changed.");
    }
  }
}
