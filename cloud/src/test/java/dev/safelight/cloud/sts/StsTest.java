package dev.safelight.cloud.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.iam.Realm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

class StsTest {
  private static final String ROLE = "arn:aws:iam::123456789012:role/app/thumb";

  @TempDir Path folder;
  private Realm realm;
  private Caller admin;
  private IamClient iam;
  private StsClient sts;

  @BeforeEach
  void open() {
    realm = new Realm(folder);
    admin =
        realm.signer(
            realm.store.write(tx -> realm.iam.bootstrap(tx, Realm.ACCOUNT)).orElseThrow().id());
    iam = realm.iam(admin);
    sts = realm.sts(admin);
  }

  @AfterEach
  void close() {
    iam.close();
    sts.close();
    realm.close();
  }

  private static String trust(String principal, String condition) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":%s,
     "Action":"sts:AssumeRole"%s}]}
    """
        .formatted(principal, condition.isEmpty() ? "" : ",\"Condition\":" + condition);
  }

  private void role(String principal, String condition) {
    iam.createRole(it ->
        it.roleName("thumb")
            .path("/app/")
            .maxSessionDuration(7200)
            .assumeRolePolicyDocument(trust(principal, condition)));
  }

  private static void refused(ThrowingCallable call, int status, String code, String text) {
    assertThatExceptionOfType(StsException.class)
        .isThrownBy(call)
        .satisfies(refusal -> {
          assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
          assertThat(refusal.statusCode()).isEqualTo(status);
          assertThat(refusal.awsErrorDetails().errorMessage()).contains(text);
        });
  }

  @Test
  void everybodyWhoSignsIsToldWhoHeIs() {
    var identity = sts.getCallerIdentity();
    assertThat(identity.arn()).isEqualTo("arn:aws:iam::123456789012:user/admin");
    assertThat(identity.account()).isEqualTo(Realm.ACCOUNT);
    assertThat(identity.userId()).startsWith("AIDA");
    iam.createUser(it -> it.userName("nobody"));
    iam.putUserPolicy(it ->
        it.userName("nobody")
            .policyName("Nothing")
            .policyDocument(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\","
                    + "\"Resource\":\"*\"}]}"));
    var key = iam.createAccessKey(it -> it.userName("nobody")).accessKey();
    try (var theirs = realm.sts(realm.signer(key.accessKeyId()))) {
      assertThat(theirs.getCallerIdentity().arn()).endsWith("user/nobody");
    }
    try (var stranger = realm.sts(new Caller.Anonymous())) {
      refused(
          stranger::getCallerIdentity, 403, "MissingAuthenticationToken", "missing Authentication");
    }
  }

  @Test
  void aTrustedUserGetsASession() {
    role("{\"AWS\":\"arn:aws:iam::123456789012:user/admin\"}", "");
    var answer = sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1"));
    var credentials = answer.credentials();
    assertThat(credentials.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
    assertThat(credentials.secretAccessKey()).hasSize(40);
    assertThat(credentials.expiration()).isEqualTo(realm.now.plusSeconds(3600));
    assertThat(answer.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::123456789012:assumed-role/thumb/s1");
    assertThat(answer.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:s1");
    assertThat(answer.packedPolicySize()).isNull();
    var key = realm.store.read(tx -> realm.sts.find(credentials.accessKeyId(), tx)).orElseThrow();
    assertThat(key.secret()).isEqualTo(credentials.secretAccessKey());
    assertThat(key.token()).isEqualTo(credentials.sessionToken());
    assertThat(key.expires()).isEqualTo(credentials.expiration());
    var session = (Caller.Session) key.caller();
    assertThat(session.roleArn()).isEqualTo(ROLE);
    assertThat(session.sourceFunction()).isEmpty();
    try (var theirs = realm.sts(session)) {
      assertThat(theirs.getCallerIdentity().arn())
          .isEqualTo("arn:aws:sts::123456789012:assumed-role/thumb/s1");
    }
  }

  @Test
  void aSessionHasTheRolesPermissionsAndNoMoreThanItsPolicy() {
    role("{\"AWS\":\"123456789012\"}", "");
    iam.attachRolePolicy(
        it -> it.roleName("thumb").policyArn("arn:aws:iam::aws:policy/IAMReadOnlyAccess"));
    var narrow =
        sts.assumeRole(it ->
            it.roleArn(ROLE)
                .roleSessionName("narrow")
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Action\":\"iam:ListUsers\",\"Resource\":\"*\"}]}"));
    assertThat(narrow.packedPolicySize()).isPositive();
    try (var theirs = realm.iam(realm.signer(narrow.credentials().accessKeyId()))) {
      assertThat(theirs.listUsers().users()).hasSize(1);
      assertThatExceptionOfType(IamException.class)
          .isThrownBy(theirs::listRoles)
          .withMessageContaining("because no session policy allows the iam:ListRoles action");
    }
    refused(
        () -> sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("bad").policy("{}")),
        400,
        "MalformedPolicyDocument",
        "");
  }

  @Test
  void onlyATrustPolicyOpensARole() {
    role("{\"Service\":\"lambda.amazonaws.com\"}", "");
    refused(
        () -> sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1")),
        403,
        "AccessDenied",
        "User: arn:aws:iam::123456789012:user/admin is not authorized to perform: sts:AssumeRole on"
            + " resource: "
            + ROLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:role/none",
        "arn:aws:iam::123456789012:role/thumb",
        "arn:aws:iam::123456789012:role/other/thumb",
        "arn:aws:iam::210987654321:role/app/thumb"
      })
  void aRoleThatDoesNotExistIsForbiddenLikeAnyOther(String arn) {
    role("{\"AWS\":\"arn:aws:iam::123456789012:user/admin\"}", "");
    refused(
        () -> sts.assumeRole(it -> it.roleArn(arn).roleSessionName("s1")),
        403,
        "AccessDenied",
        "is not authorized to perform: sts:AssumeRole on resource: " + arn);
  }

  @Test
  void anExternalIdIsAsked() {
    role(
        "{\"AWS\":\"arn:aws:iam::123456789012:user/admin\"}",
        "{\"StringEquals\":{\"sts:ExternalId\":\"42-secret\",\"sts:RoleSessionName\":\"s1\"}}");
    sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1").externalId("42-secret"));
    refused(
        () -> sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1")),
        403,
        "AccessDenied",
        "");
    refused(
        () -> sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s2").externalId("42-secret")),
        403,
        "AccessDenied",
        "");
  }

  @Test
  void aSessionLastsNoLongerThanTheRoleAllows() {
    role("{\"AWS\":\"123456789012\"}", "");
    var longest =
        sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1").durationSeconds(7200));
    assertThat(longest.credentials().expiration()).isEqualTo(realm.now.plusSeconds(7200));
    refused(
        () -> sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1").durationSeconds(7201)),
        400,
        "ValidationError",
        "exceeds the MaxSessionDuration set for this role");
    refused(
        () -> sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1").durationSeconds(899)),
        400,
        "ValidationError",
        "durationSeconds");
    iam.attachRolePolicy(
        it -> it.roleName("thumb").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
    try (var chained = realm.sts(realm.signer(longest.credentials().accessKeyId()))) {
      refused(
          () ->
              chained.assumeRole(
                  it -> it.roleArn(ROLE).roleSessionName("s2").durationSeconds(3601)),
          400,
          "ValidationError",
          "role chaining");
    }
  }

  @Test
  void namesAndRestrictionsAreChecked() {
    role("{\"AWS\":\"123456789012\"}", "");
    refused(
        () -> sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("a b")),
        400,
        "ValidationError",
        "roleSessionName");
    refused(
        () -> sts.assumeRole(it -> it.roleArn(ROLE)), 400, "ValidationError", "roleSessionName");
    refused(
        () -> sts.assumeRole(it -> it.roleArn("thumb").roleSessionName("s1")),
        400,
        "ValidationError",
        "thumb is invalid");
    refused(
        () ->
            sts.assumeRole(it ->
                it.roleArn(ROLE)
                    .roleSessionName("s1")
                    .tags(Tag.builder().key("k").value("v").build())),
        501,
        "NotImplemented",
        "Tags");
    refused(sts::getSessionToken, 501, "NotImplemented", "GetSessionToken");
  }

  @Test
  void lambdaOpensASessionForAFunction() {
    role("{\"Service\":\"lambda.amazonaws.com\"}", "");
    var function = "arn:aws:lambda:us-east-1:123456789012:function:thumb";
    var keys = Map.of("lambda:SourceFunctionArn", function, "aws:SourceArn", function);
    var request = AssumeRoleRequest.builder().roleArn(ROLE).roleSessionName("thumb").build();
    var outcome = realm.call(realm.sts, new Caller.Service("lambda.amazonaws.com", keys), request);
    var answer = (AssumeRoleResponse) ((Answer.Shaped) outcome.answer()).shape();
    var session = (Caller.Session) realm.signer(answer.credentials().accessKeyId());
    assertThat(session.sourceFunction()).isEqualTo(function);
    assertThat(session.account()).isEqualTo(Realm.ACCOUNT);
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(
            () -> realm.call(realm.sts, new Caller.Service("s3.amazonaws.com", keys), request))
        .matches(fault -> fault.code().equals("AccessDenied"));
  }

  @Test
  void rootAssumesNoRole() {
    role("{\"AWS\":\"123456789012\"}", "");
    try (var root = realm.sts(Realm.ROOT)) {
      refused(
          () -> root.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1")),
          403,
          "AccessDenied",
          "Roles may not be assumed by root accounts.");
    }
  }

  @Test
  void anEndedSessionIsRememberedForADay() {
    role("{\"AWS\":\"123456789012\"}", "");
    var first = sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1")).credentials();
    realm.now = realm.now.plus(Duration.ofHours(2));
    sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s2"));
    assertThat(realm.store.<Boolean>read(tx -> realm.sts.find(first.accessKeyId(), tx).isPresent()))
        .isTrue();
    realm.now = realm.now.plus(Duration.ofDays(2));
    sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s3"));
    assertThat(realm.store.<Boolean>read(tx -> realm.sts.find(first.accessKeyId(), tx).isPresent()))
        .isFalse();
  }

  @Test
  void aSessionEndsWithItsRoleAlsoWhereOneOfThatNameIsMadeAgain() {
    role("{\"AWS\":\"123456789012\"}", "");
    var old = sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1")).credentials();
    iam.deleteRole(it -> it.roleName("thumb"));
    assertThat(isKey(old.accessKeyId())).isFalse();
    role("{\"AWS\":\"123456789012\"}", "");
    assertThat(isKey(old.accessKeyId())).isFalse();
    var now = sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1")).credentials();
    assertThat(isKey(now.accessKeyId())).isTrue();
  }

  private boolean isKey(String id) {
    return realm.store.<Boolean>read(tx -> realm.sts.find(id, tx).isPresent());
  }

  @Test
  void aSessionOfADeletedRoleMayNothing() {
    role("{\"AWS\":\"123456789012\"}", "");
    iam.attachRolePolicy(
        it -> it.roleName("thumb").policyArn("arn:aws:iam::aws:policy/IAMReadOnlyAccess"));
    var key = sts.assumeRole(it -> it.roleArn(ROLE).roleSessionName("s1")).credentials();
    try (var theirs = realm.iam(realm.signer(key.accessKeyId()))) {
      assertThat(theirs.listUsers().users()).hasSize(1);
      iam.detachRolePolicy(
          it -> it.roleName("thumb").policyArn("arn:aws:iam::aws:policy/IAMReadOnlyAccess"));
      iam.deleteRole(it -> it.roleName("thumb"));
      role("{\"AWS\":\"123456789012\"}", "");
      iam.attachRolePolicy(
          it -> it.roleName("thumb").policyArn("arn:aws:iam::aws:policy/IAMReadOnlyAccess"));
      assertThatExceptionOfType(IamException.class)
          .isThrownBy(theirs::listUsers)
          .matches(denied -> denied.statusCode() == 403);
    }
  }
}
