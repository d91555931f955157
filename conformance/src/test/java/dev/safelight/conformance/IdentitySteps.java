package dev.safelight.conformance;

import software.amazon.awssdk.services.iam.model.StatusType;

/// The operations of IAM and STS.
final class IdentitySteps {
  static final String ROLE = "arn:aws:iam::123456789012:role/Sister";
  private static final String POLICY = "arn:aws:iam::123456789012:policy/Sister";
  private static final String DOCUMENT = Documents.policy(Documents.allow("s3:GetObject", "*"));

  private final Steps steps;
  // What a later call needs of an earlier one's answer.
  private String key = "";

  IdentitySteps(Steps steps) {
    this.steps = steps;
  }

  void add() {
    users();
    roles();
    policies();
    boundaries();
    groups();
    new ChangeSteps(steps, POLICY).add();
    steps.add("iam:DeletePolicy", by -> by.iam().deletePolicy(p -> p.policyArn(POLICY)));
  }

  private void users() {
    steps.add("iam:CreateUser", by -> by.iam().createUser(u -> u.userName("sister")));
    steps.add("iam:GetUser", by -> by.iam().getUser(u -> u.userName("sister")));
    steps.add("iam:UpdateUser", by -> by.iam().updateUser(u -> u.userName("sister").newPath("/")));
    steps.add("iam:ListUsers", by -> by.iam().listUsers());
    steps.add(
        "iam:CreateAccessKey",
        by -> {
          var made = by.iam().createAccessKey(k -> k.userName("sister"));
          key = made.accessKey().accessKeyId();
          return made;
        });
    steps.add("iam:ListAccessKeys", by -> by.iam().listAccessKeys(k -> k.userName("sister")));
    steps.add(
        "iam:UpdateAccessKey",
        by ->
            by.iam()
                .updateAccessKey(
                    k -> k.userName("sister").accessKeyId(key).status(StatusType.INACTIVE)));
    steps.add(
        "iam:DeleteAccessKey",
        by -> by.iam().deleteAccessKey(k -> k.userName("sister").accessKeyId(key)));
    steps.add(
        "iam:PutUserPolicy",
        by ->
            by.iam()
                .putUserPolicy(p -> p.userName("sister").policyName("p").policyDocument(DOCUMENT)));
    steps.add(
        "iam:GetUserPolicy",
        by -> by.iam().getUserPolicy(p -> p.userName("sister").policyName("p")));
    steps.add("iam:ListUserPolicies", by -> by.iam().listUserPolicies(p -> p.userName("sister")));
    steps.add(
        "iam:DeleteUserPolicy",
        by -> by.iam().deleteUserPolicy(p -> p.userName("sister").policyName("p")));
  }

  private void roles() {
    steps.add(
        "iam:CreateRole",
        by ->
            by.iam()
                .createRole(r ->
                    r.roleName("Sister").assumeRolePolicyDocument(Documents.trustOfThisAccount())));
    steps.add("iam:GetRole", by -> by.iam().getRole(r -> r.roleName("Sister")));
    steps.add("iam:ListRoles", by -> by.iam().listRoles());
    steps.add(
        "iam:PutRolePolicy",
        by ->
            by.iam()
                .putRolePolicy(p -> p.roleName("Sister").policyName("p").policyDocument(DOCUMENT)));
    steps.add(
        "iam:GetRolePolicy",
        by -> by.iam().getRolePolicy(p -> p.roleName("Sister").policyName("p")));
    steps.add("iam:ListRolePolicies", by -> by.iam().listRolePolicies(p -> p.roleName("Sister")));
    steps.add(
        "iam:DeleteRolePolicy",
        by -> by.iam().deleteRolePolicy(p -> p.roleName("Sister").policyName("p")));
    steps.add(
        "sts:AssumeRole",
        by -> by.sts().assumeRole(r -> r.roleArn(ROLE).roleSessionName("sister")));
    steps.add(
        "iam:UpdateAssumeRolePolicy",
        by ->
            by.iam()
                .updateAssumeRolePolicy(
                    r -> r.roleName("Sister").policyDocument(Documents.trustOfLambda())));
  }

  private void policies() {
    steps.add(
        "iam:CreatePolicy",
        by -> by.iam().createPolicy(p -> p.policyName("Sister").policyDocument(DOCUMENT)));
    steps.add("iam:GetPolicy", by -> by.iam().getPolicy(p -> p.policyArn(POLICY)));
    steps.add(
        "iam:GetPolicyVersion",
        by -> by.iam().getPolicyVersion(p -> p.policyArn(POLICY).versionId("v1")));
    steps.add("iam:ListPolicies", by -> by.iam().listPolicies());
    steps.add(
        "iam:AttachUserPolicy",
        by -> by.iam().attachUserPolicy(p -> p.userName("sister").policyArn(POLICY)));
    steps.add(
        "iam:ListAttachedUserPolicies",
        by -> by.iam().listAttachedUserPolicies(p -> p.userName("sister")));
    steps.add(
        "iam:DetachUserPolicy",
        by -> by.iam().detachUserPolicy(p -> p.userName("sister").policyArn(POLICY)));
    steps.add(
        "iam:AttachRolePolicy",
        by -> by.iam().attachRolePolicy(p -> p.roleName("Sister").policyArn(POLICY)));
    steps.add(
        "iam:ListAttachedRolePolicies",
        by -> by.iam().listAttachedRolePolicies(p -> p.roleName("Sister")));
    steps.add(
        "iam:DetachRolePolicy",
        by -> by.iam().detachRolePolicy(p -> p.roleName("Sister").policyArn(POLICY)));
  }

  private void boundaries() {
    steps.add(
        "iam:PutUserPermissionsBoundary",
        by ->
            by.iam()
                .putUserPermissionsBoundary(b -> b.userName("sister").permissionsBoundary(POLICY)));
    steps.add(
        "iam:DeleteUserPermissionsBoundary",
        by -> by.iam().deleteUserPermissionsBoundary(b -> b.userName("sister")));
    steps.add(
        "iam:PutRolePermissionsBoundary",
        by ->
            by.iam()
                .putRolePermissionsBoundary(b -> b.roleName("Sister").permissionsBoundary(POLICY)));
    steps.add(
        "iam:DeleteRolePermissionsBoundary",
        by -> by.iam().deleteRolePermissionsBoundary(b -> b.roleName("Sister")));
  }

  private void groups() {
    steps.add("iam:CreateGroup", by -> by.iam().createGroup(g -> g.groupName("sisters")));
    steps.add(
        "iam:UpdateGroup", by -> by.iam().updateGroup(g -> g.groupName("sisters").newPath("/")));
    steps.add(
        "iam:AddUserToGroup",
        by -> by.iam().addUserToGroup(g -> g.groupName("sisters").userName("sister")));
    steps.add("iam:GetGroup", by -> by.iam().getGroup(g -> g.groupName("sisters")));
    steps.add("iam:ListGroups", by -> by.iam().listGroups());
    steps.add("iam:ListGroupsForUser", by -> by.iam().listGroupsForUser(g -> g.userName("sister")));
    steps.add(
        "iam:PutGroupPolicy",
        by ->
            by.iam()
                .putGroupPolicy(
                    p -> p.groupName("sisters").policyName("p").policyDocument(DOCUMENT)));
    steps.add(
        "iam:GetGroupPolicy",
        by -> by.iam().getGroupPolicy(p -> p.groupName("sisters").policyName("p")));
    steps.add(
        "iam:ListGroupPolicies", by -> by.iam().listGroupPolicies(p -> p.groupName("sisters")));
    steps.add(
        "iam:DeleteGroupPolicy",
        by -> by.iam().deleteGroupPolicy(p -> p.groupName("sisters").policyName("p")));
    steps.add(
        "iam:AttachGroupPolicy",
        by -> by.iam().attachGroupPolicy(p -> p.groupName("sisters").policyArn(POLICY)));
    steps.add(
        "iam:ListAttachedGroupPolicies",
        by -> by.iam().listAttachedGroupPolicies(p -> p.groupName("sisters")));
    steps.add(
        "iam:DetachGroupPolicy",
        by -> by.iam().detachGroupPolicy(p -> p.groupName("sisters").policyArn(POLICY)));
    steps.add(
        "iam:RemoveUserFromGroup",
        by -> by.iam().removeUserFromGroup(g -> g.groupName("sisters").userName("sister")));
    steps.add("iam:DeleteGroup", by -> by.iam().deleteGroup(g -> g.groupName("sisters")));
  }

  void clearAway() {
    steps.add("iam:DeleteRole", by -> by.iam().deleteRole(r -> r.roleName("Sister")));
    steps.add("iam:DeleteUser", by -> by.iam().deleteUser(u -> u.userName("sister")));
  }
}
