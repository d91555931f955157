package dev.safelight.conformance;

import dev.safelight.cloud.Cloud;
import dev.safelight.cloud.audit.AuditRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/// An environment that runs while a test class does, in a folder of its own, and the callers in it.
final class Environment implements BeforeAllCallback, AfterAllCallback {
  private Path folder = Path.of("");
  private Place place;
  private SdkClients admin;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("safelight-conformance-");
    place = Place.open(folder.resolve("data"));
    admin = SdkClients.of(cloud().httpsEndpoint(), cloud().caFile(), place.provider());
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    place.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  Cloud cloud() {
    return place.cloud();
  }

  Place place() {
    return place;
  }

  /// A folder for what a test writes, gone with the environment.
  Path folder() {
    return folder;
  }

  /// The user `admin` over HTTPS.
  SdkClients admin() {
    return admin;
  }

  /// The user `admin` over HTTP.
  SdkClients adminInTheClear() {
    return admin.at(cloud().httpEndpoint());
  }

  /// A new user whose inline policy has these statements, and no other permissions.
  SdkClients user(String name, String... statements) {
    var iam = admin.iam();
    iam.createUser(user -> user.userName(name));
    if (statements.length > 0) {
      iam.putUserPolicy(policy ->
          policy
              .userName(name)
              .policyName("permissions")
              .policyDocument(Documents.policy(statements)));
    }
    var key = iam.createAccessKey(wanted -> wanted.userName(name)).accessKey();
    return admin.as(key.accessKeyId(), key.secretAccessKey());
  }

  /// A new role that everybody of this account may be allowed to assume.
  String role(String name, String... statements) {
    var iam = admin.iam();
    var arn =
        iam.createRole(role ->
                role.roleName(name).assumeRolePolicyDocument(Documents.trustOfThisAccount()))
            .role()
            .arn();
    if (statements.length > 0) {
      iam.putRolePolicy(policy ->
          policy
              .roleName(name)
              .policyName("permissions")
              .policyDocument(Documents.policy(statements)));
    }
    return arn;
  }

  /// Who wears a role, for a user that may assume it.
  static SdkClients assume(SdkClients user, AssumeRoleRequest request) {
    var keys = user.sts().assumeRole(request).credentials();
    return user.as(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
  }

  AuditRecord record(String requestId) {
    return cloud()
        .record(requestId)
        .orElseThrow(() -> new AssertionError("the trail has no record of " + requestId));
  }
}
