package dev.safelight.cloud.cloudformation.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/// `AWS::IAM::ManagedPolicy`. A changed document becomes a new version, the default one; the oldest
/// makes room for it.
final class ManagedPolicy implements ResourceType {
  private static final int LONGEST_NAME = 128;

  /// AWS: "IAM and AWS STS quotas", managed policy versions.
  private static final int MOST_VERSIONS = 5;

  @Override
  public String name() {
    return "AWS::IAM::ManagedPolicy";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of(
        "ManagedPolicyName", "Path", "Description", "PolicyDocument", "Roles", "Users", "Groups");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var name =
        properties.text("ManagedPolicyName").orElseGet(() -> wanted.generatedName(LONGEST_NAME));
    var path = properties.text("Path").orElse("/");
    var arn = "arn:aws:iam::" + wanted.account() + ":policy" + path + name;
    var request =
        CreatePolicyRequest.builder()
            .policyName(name)
            .path(path)
            .policyDocument(properties.document("PolicyDocument").orElse(""));
    properties.text("Description").ifPresent(request::description);
    calls.begins(arn);
    calls.once(request.build());
    Holder.of(properties).forEach(holder -> calls.call(holder.attach(arn)));
    return made(arn, calls);
  }

  private static Made made(String arn, Calls calls) {
    var answer = (GetPolicyResponse) calls.call(GetPolicyRequest.builder().policyArn(arn).build());
    var policy = answer.policy();
    return Made.of(
        arn,
        Map.of(
            "PolicyArn", arn,
            "PolicyId", policy.policyId(),
            "CreateDate", policy.createDate().toString(),
            "UpdateDate", policy.updateDate().toString(),
            "DefaultVersionId", policy.defaultVersionId(),
            "IsAttachable", policy.isAttachable().toString(),
            "AttachmentCount", policy.attachmentCount().toString(),
            "PermissionsBoundaryUsageCount", policy.permissionsBoundaryUsageCount().toString()));
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var before = new Properties(standing.properties());
    var after = new Properties(wanted.properties());
    var arn = standing.physicalId();
    if (!before.agrees(after, "PolicyDocument")) {
      if (!calls.nextIsMade()) {
        makeRoom(arn, calls);
      }
      calls.once(
          CreatePolicyVersionRequest.builder()
              .policyArn(arn)
              .policyDocument(after.document("PolicyDocument").orElse(""))
              .setAsDefault(true)
              .build());
    }
    var held = Holder.of(before);
    var holding = Holder.of(after);
    var fresh = new HashSet<>(holding);
    held.forEach(fresh::remove);
    holding.stream().filter(fresh::contains).forEach(holder -> calls.call(holder.attach(arn)));
    held.stream()
        .filter(holder -> !holding.contains(holder))
        .forEach(holder -> Gone.isFine(calls, holder.detach(arn)));
    return made(arn, calls);
  }

  private static void makeRoom(String arn, Calls calls) {
    var versions = versions(arn, calls);
    if (versions.size() >= MOST_VERSIONS) {
      versions.stream()
          .filter(version -> !version.isDefaultVersion())
          .min(java.util.Comparator.comparing(PolicyVersion::createDate))
          .ifPresent(oldest -> remove(arn, oldest, calls));
    }
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    var arn = standing.physicalId();
    Holder.of(new Properties(standing.properties()))
        .forEach(holder -> Gone.isFine(calls, holder.detach(arn)));
    versions(arn, calls).stream()
        .filter(version -> !version.isDefaultVersion())
        .forEach(version -> remove(arn, version, calls));
    Gone.isFine(calls, DeletePolicyRequest.builder().policyArn(arn).build());
  }

  private static List<PolicyVersion> versions(String arn, Calls calls) {
    return Gone.unlessGone(calls, ListPolicyVersionsRequest.builder().policyArn(arn).build())
        .map(answer -> ((ListPolicyVersionsResponse) answer).versions())
        .orElse(List.of());
  }

  private static void remove(String arn, PolicyVersion version, Calls calls) {
    Gone.isFine(
        calls,
        DeletePolicyVersionRequest.builder().policyArn(arn).versionId(version.versionId()).build());
  }
}
