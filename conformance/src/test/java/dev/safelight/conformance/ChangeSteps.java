package dev.safelight.conformance;

/// What can be changed of roles, users and managed policies once they are there.
final class ChangeSteps {
  private static final String DOCUMENT = Documents.policy(Documents.allow("s3:GetObject", "*"));

  private final Steps steps;
  private final String policy;

  /// @param policy the ARN of a managed policy; a role `Sister` and a user `sister` are there too
  ChangeSteps(Steps steps, String policy) {
    this.steps = steps;
    this.policy = policy;
  }

  void add() {
    steps.add(
        "iam:UpdateRole", by -> by.iam().updateRole(r -> r.roleName("Sister").description("d")));
    steps.add(
        "iam:UpdateRoleDescription",
        by -> by.iam().updateRoleDescription(r -> r.roleName("Sister").description("e")));
    steps.add(
        "iam:TagRole",
        by -> by.iam().tagRole(r -> r.roleName("Sister").tags(t -> t.key("a").value("b"))));
    steps.add("iam:ListRoleTags", by -> by.iam().listRoleTags(r -> r.roleName("Sister")));
    steps.add("iam:UntagRole", by -> by.iam().untagRole(r -> r.roleName("Sister").tagKeys("a")));
    steps.add(
        "iam:TagUser",
        by -> by.iam().tagUser(u -> u.userName("sister").tags(t -> t.key("a").value("b"))));
    steps.add("iam:ListUserTags", by -> by.iam().listUserTags(u -> u.userName("sister")));
    steps.add("iam:UntagUser", by -> by.iam().untagUser(u -> u.userName("sister").tagKeys("a")));
    steps.add(
        "iam:TagPolicy",
        by -> by.iam().tagPolicy(p -> p.policyArn(policy).tags(t -> t.key("a").value("b"))));
    steps.add("iam:ListPolicyTags", by -> by.iam().listPolicyTags(p -> p.policyArn(policy)));
    steps.add("iam:UntagPolicy", by -> by.iam().untagPolicy(p -> p.policyArn(policy).tagKeys("a")));
    steps.add(
        "iam:CreatePolicyVersion",
        by -> by.iam().createPolicyVersion(p -> p.policyArn(policy).policyDocument(DOCUMENT)));
    steps.add(
        "iam:ListPolicyVersions", by -> by.iam().listPolicyVersions(p -> p.policyArn(policy)));
    steps.add(
        "iam:SetDefaultPolicyVersion",
        by -> by.iam().setDefaultPolicyVersion(p -> p.policyArn(policy).versionId("v2")));
    steps.add(
        "iam:DeletePolicyVersion",
        by -> by.iam().deletePolicyVersion(p -> p.policyArn(policy).versionId("v1")));
  }
}
