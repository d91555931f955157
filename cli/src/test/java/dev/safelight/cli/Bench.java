package dev.safelight.cli;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.api.Result;
import dev.safelight.cloud.Cloud;
import dev.safelight.cloud.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// An environment with a bucket, and commands that ask it while it runs and when it does not.
final class Bench implements AutoCloseable {
  static final String BUCKET = "photos";

  final Path data;
  final Aws admin;
  private final Cloud cloud;
  private boolean open = true;

  Bench(Path data) {
    this.data = data;
    this.cloud = Cloud.open(Settings.ephemeral(data));
    this.admin = Environment.admin(cloud);
    ok(admin.s3("PUT", "/" + BUCKET, new byte[0]));
    ok(admin.s3("PUT", "/" + BUCKET + "/a.jpg", Aws.bytes("a photograph")));
  }

  Ran ask(Object... arguments) {
    var all = new Object[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = data;
    return Ran.safelight(all);
  }

  /// A role that this account's users may assume, and a session of it.
  Aws role(String name, String... statements) {
    ok(
        admin.iam(
            "CreateRole",
            Map.of(
                "RoleName",
                name,
                "AssumeRolePolicyDocument",
                policy(
                    "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"},\"Action\":\"sts:AssumeRole\"}"))));
    if (statements.length > 0) {
      ok(
          admin.iam(
              "PutRolePolicy",
              Map.of("RoleName", name, "PolicyName", "Own", "PolicyDocument", policy(statements))));
    }
    return assume(name, "");
  }

  Aws assume(String name, String sessionPolicy) {
    var wanted =
        sessionPolicy.isEmpty()
            ? Map.of("RoleArn", arn(name), "RoleSessionName", "test")
            : Map.of("RoleArn", arn(name), "RoleSessionName", "test", "Policy", sessionPolicy);
    var assumed = admin.sts("AssumeRole", wanted);
    ok(assumed);
    return admin.as(
        assumed.element("AccessKeyId"),
        assumed.element("SecretAccessKey"),
        assumed.element("SessionToken"));
  }

  /// A user whose keys stand in the data directory's credentials under its name.
  Aws user(String name, String... statements) throws IOException {
    ok(admin.iam("CreateUser", Map.of("UserName", name)));
    if (statements.length > 0) {
      ok(
          admin.iam(
              "PutUserPolicy",
              Map.of("UserName", name, "PolicyName", "Own", "PolicyDocument", policy(statements))));
    }
    var made = admin.iam("CreateAccessKey", Map.of("UserName", name));
    ok(made);
    Files.writeString(
        data.resolve("credentials"),
        "[%s]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
            .formatted(name, made.element("AccessKeyId"), made.element("SecretAccessKey")),
        StandardOpenOption.APPEND);
    return admin.as(made.element("AccessKeyId"), made.element("SecretAccessKey"), "");
  }

  void bucketPolicy(String... statements) {
    ok(admin.s3("PUT", "/" + BUCKET + "?policy", Aws.bytes(policy(statements))));
  }

  static String policy(String... statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [\n%s\n]}"
        .formatted(String.join(",\n", statements));
  }

  static String arn(String role) {
    return "arn:aws:iam::123456789012:role/" + role;
  }

  static void ok(Result result) {
    if (!result.ok()) {
      throw new AssertionError(result.error());
    }
  }

  /// Closing twice does nothing.
  @Override
  public void close() {
    if (open) {
      open = false;
      cloud.close();
    }
  }
}
