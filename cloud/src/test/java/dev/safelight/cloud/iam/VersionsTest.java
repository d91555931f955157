package dev.safelight.cloud.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.cloud.call.Caller;
import java.net.URLDecoder;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/// Versions of managed policies, and changes of roles, users and groups, by an unmodified client.
class VersionsTest {
  private static final String ARN = "arn:aws:iam::123456789012:policy/mine";

  @TempDir Path folder;
  private Realm realm;
  private IamClient admin;

  @BeforeEach
  void open() {
    realm = new Realm(folder);
    var key = realm.store.write(tx -> realm.iam.bootstrap(tx, Realm.ACCOUNT)).orElseThrow();
    admin = realm.iam(realm.signer(key.id()));
    admin.createPolicy(it -> it.policyName("mine").policyDocument(policy("iam:GetUser")));
  }

  @AfterEach
  void close() {
    admin.close();
    realm.close();
  }

  private static String policy(String action) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"%s","Resource":"*"}]}\
    """
        .formatted(action);
  }

  private String document(String version) {
    var kept = admin.getPolicyVersion(it -> it.policyArn(ARN).versionId(version)).policyVersion();
    return URLDecoder.decode(kept.document(), UTF_8);
  }

  private String put(String action, boolean counts) {
    return admin
        .createPolicyVersion(
            it -> it.policyArn(ARN).policyDocument(policy(action)).setAsDefault(counts))
        .policyVersion()
        .versionId();
  }

  private void refused(String code, ThrowingCallable call) {
    assertThatExceptionOfType(IamException.class)
        .isThrownBy(call)
        .satisfies(refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  @Test
  void theDefaultVersionIsWhatCounts() {
    admin.createUser(it -> it.userName("eve"));
    admin.attachUserPolicy(it -> it.userName("eve").policyArn(ARN));
    var key = admin.createAccessKey(it -> it.userName("eve")).accessKey();
    Caller caller = realm.signer(key.accessKeyId());
    try (var eve = realm.iam(caller)) {
      eve.getUser(it -> it.userName("eve"));
      assertThat(put("iam:ListUsers", false)).isEqualTo("v2");
      eve.getUser(it -> it.userName("eve"));
      admin.setDefaultPolicyVersion(it -> it.policyArn(ARN).versionId("v2"));
      refused("AccessDenied", () -> eve.getUser(it -> it.userName("eve")));
      eve.listUsers();
      assertThat(admin.getPolicy(it -> it.policyArn(ARN)).policy().defaultVersionId())
          .isEqualTo("v2");
    }
  }

  @Test
  void eachVersionKeepsItsDocument() {
    put("iam:ListUsers", true);
    assertThat(document("v1")).isEqualTo(policy("iam:GetUser"));
    assertThat(document("v2")).isEqualTo(policy("iam:ListUsers"));
    assertThat(admin.listPolicyVersions(it -> it.policyArn(ARN)).versions())
        .extracting(PolicyVersion::versionId, PolicyVersion::isDefaultVersion)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("v2", true),
            org.assertj.core.groups.Tuple.tuple("v1", false));
  }

  @Test
  void thereAreFiveAtMostAndNumbersAreNeverUsedAgain() {
    for (int i = 2; i <= 5; i++) {
      assertThat(put("iam:ListUsers", true)).isEqualTo("v" + i);
    }
    refused("LimitExceeded", () -> put("iam:ListUsers", true));
    refused(
        "DeleteConflict", () -> admin.deletePolicyVersion(it -> it.policyArn(ARN).versionId("v5")));
    admin.setDefaultPolicyVersion(it -> it.policyArn(ARN).versionId("v1"));
    admin.deletePolicyVersion(it -> it.policyArn(ARN).versionId("v5"));
    refused("NoSuchEntity", () -> document("v5"));
    assertThat(put("iam:ListUsers", false)).isEqualTo("v6");
  }

  @Test
  void aPolicyGoesWithItsLastVersion() {
    put("iam:ListUsers", true);
    refused("DeleteConflict", () -> admin.deletePolicy(it -> it.policyArn(ARN)));
    admin.deletePolicyVersion(it -> it.policyArn(ARN).versionId("v1"));
    admin.deletePolicy(it -> it.policyArn(ARN));
    admin.createPolicy(it -> it.policyName("mine").policyDocument(policy("iam:GetUser")));
    assertThat(put("iam:ListUsers", true)).isEqualTo("v2");
  }

  @Test
  void awsOwnPoliciesAreNotChanged() {
    refused(
        "AccessDenied",
        () ->
            admin.createPolicyVersion(it ->
                it.policyArn("arn:aws:iam::aws:policy/IAMReadOnlyAccess")
                    .policyDocument(policy("*"))
                    .setAsDefault(true)));
  }

  @Test
  void aDocumentThatIsNoneIsRefused() {
    refused(
        "MalformedPolicyDocument",
        () -> admin.createPolicyVersion(it -> it.policyArn(ARN).policyDocument("{}")));
    assertThat(admin.listPolicyVersions(it -> it.policyArn(ARN)).versions()).hasSize(1);
  }

  @Test
  void aRoleIsDescribedAnewAndItsSessionsAreAsLongAsUsualWhereNothingIsSaid() {
    admin.createRole(it ->
        it.roleName("worker")
            .maxSessionDuration(7200)
            .assumeRolePolicyDocument(
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                 "Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}\
                """));
    admin.updateRole(it -> it.roleName("worker").description("one").maxSessionDuration(3601));
    var role = admin.getRole(it -> it.roleName("worker")).role();
    assertThat(role.description()).isEqualTo("one");
    assertThat(role.maxSessionDuration()).isEqualTo(3601);
    admin.updateRole(it -> it.roleName("worker"));
    role = admin.getRole(it -> it.roleName("worker")).role();
    assertThat(role.description()).isEqualTo("one");
    assertThat(role.maxSessionDuration()).isEqualTo(3600);
    refused(
        "ValidationError",
        () -> admin.updateRole(it -> it.roleName("worker").maxSessionDuration(3599)));
    refused("NoSuchEntity", () -> admin.updateRole(it -> it.roleName("nobody")));
  }

  @Test
  void usersAndGroupsMoveAndKeepTheirNames() {
    admin.createUser(it -> it.userName("eve"));
    admin.createGroup(it -> it.groupName("team"));
    admin.updateUser(it -> it.userName("eve").newPath("/there/"));
    admin.updateGroup(it -> it.groupName("team").newPath("/there/"));
    assertThat(admin.getUser(it -> it.userName("eve")).user().arn()).endsWith(":user/there/eve");
    assertThat(admin.getGroup(it -> it.groupName("team")).group().arn())
        .endsWith(":group/there/team");
    refused("NotImplemented", () -> admin.updateUser(it -> it.userName("eve").newUserName("adam")));
    refused("ValidationError", () -> admin.updateUser(it -> it.userName("eve").newPath("there")));
  }
}
