package dev.safelight.cli.demo;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.design.Design;
import java.util.Map;

/// Roles that this account's users may assume, to try policies with.
final class TestRoles {
  /// What a function's role may at the least, and nothing of S3.
  static final String LOGS_ONLY =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Sid": "WriteLogs", "Effect": "Allow",
         "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*"}]}
      """;

  private final Aws admin;
  private final Design design;

  TestRoles(Aws admin, Design design) {
    this.admin = admin;
    this.design = design;
  }

  /// @param permissions its one inline policy
  void create(String name, String permissions) {
    createTrusted(
        name, "{\"AWS\": \"arn:aws:iam::%s:root\"}".formatted(design.account()), permissions);
  }

  /// @param principal the `Principal` of the trust policy, JSON
  void createTrusted(String name, String principal, String permissions) {
    var trust =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": %s, "Action": "sts:AssumeRole"}]}
        """
            .formatted(principal);
    demand(admin.iam("CreateRole", Map.of("RoleName", name, "AssumeRolePolicyDocument", trust)));
    demand(
        admin.iam(
            "PutRolePolicy",
            Map.of("RoleName", name, "PolicyName", "Permissions", "PolicyDocument", permissions)));
  }

  /// A client with the role's temporary credentials.
  Aws assume(String name) {
    var assumed =
        admin.sts("AssumeRole", Map.of("RoleArn", design.roleArn(name), "RoleSessionName", "demo"));
    demand(assumed);
    return admin.as(
        assumed.element("AccessKeyId"),
        assumed.element("SecretAccessKey"),
        assumed.element("SessionToken"));
  }

  private static void demand(dev.safelight.cli.api.Result result) {
    if (!result.ok()) {
      throw new Failed(result.error());
    }
  }
}
