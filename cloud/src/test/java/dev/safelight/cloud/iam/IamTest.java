package dev.safelight.cloud.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.cloud.call.Caller;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.User;

class IamTest {
  private static final String LAMBDA_TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
       "Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}
      """;
  private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

  @TempDir Path folder;
  private Realm realm;
  private IamClient admin;

  @BeforeEach
  void open() {
    realm = new Realm(folder);
    var key = realm.store.write(tx -> realm.iam.bootstrap(tx, Realm.ACCOUNT)).orElseThrow();
    admin = realm.iam(realm.signer(key.id()));
  }

  @AfterEach
  void close() {
    admin.close();
    realm.close();
  }

  private static String policy(String effect, String action, String resource) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"%s","Action":"%s","Resource":"%s"}]}
    """
        .formatted(effect, action, resource);
  }

  private void role(String name, Consumer<CreateRoleRequest.Builder> more) {
    admin.createRole(it -> more.accept(it.roleName(name).assumeRolePolicyDocument(LAMBDA_TRUST)));
  }

  /// A user who may do what a policy says.
  private Caller.User user(String name, String document) {
    admin.createUser(it -> it.userName(name));
    admin.putUserPolicy(it -> it.userName(name).policyName("Mine").policyDocument(document));
    var key = admin.createAccessKey(it -> it.userName(name)).accessKey();
    return (Caller.User) realm.signer(key.accessKeyId());
  }

  private static void refused(ThrowingCallable call, int status, String code, String text) {
    assertThatExceptionOfType(IamException.class)
        .isThrownBy(call)
        .satisfies(refusal -> {
          assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
          assertThat(refusal.statusCode()).isEqualTo(status);
          assertThat(refusal.awsErrorDetails().errorMessage()).contains(text);
        });
  }

  @Test
  void theFirstStartMakesOneAdministrator() {
    var attached = admin.listAttachedUserPolicies(it -> it.userName("admin"));
    assertThat(attached.attachedPolicies())
        .extracting(AttachedPolicy::policyArn)
        .containsExactly(ADMINISTRATOR);
    var again = realm.store.write(tx -> realm.iam.bootstrap(tx, Realm.ACCOUNT));
    assertThat(again).isEmpty();
    assertThat(admin.listAccessKeys(it -> it.userName("admin")).accessKeyMetadata()).hasSize(1);
  }

  @Test
  void aUserIsCreatedShownAndDeleted() {
    var made =
        admin.createUser(
            it -> it.userName("ann").path("/staff/").tags(tag -> tag.key("k").value("v")));
    assertThat(made.user().arn()).isEqualTo("arn:aws:iam::123456789012:user/staff/ann");
    assertThat(made.user().userId()).matches("AIDA[A-Z2-7]{17}");
    assertThat(made.user().createDate()).isEqualTo(Instant.parse("2026-11-24T01:08:15Z"));
    var shown = admin.getUser(it -> it.userName("ann")).user();
    assertThat(shown).isEqualTo(made.user());
    assertThat(shown.tags().getFirst().value()).isEqualTo("v");
    assertThat(admin.listUsers(it -> it.pathPrefix("/staff/")).users())
        .extracting(User::userName)
        .containsExactly("ann");
    admin.deleteUser(it -> it.userName("ann"));
    assertThatExceptionOfType(NoSuchEntityException.class)
        .isThrownBy(() -> admin.getUser(it -> it.userName("ann")))
        .withMessageContaining("The user with name ann cannot be found.");
  }

  @Test
  void getUserWithoutANameIsTheCaller() {
    assertThat(admin.getUser().user().userName()).isEqualTo("admin");
    var ann = user("ann", policy("Allow", "iam:GetUser", "arn:aws:iam::*:user/${aws:username}"));
    try (var hers = realm.iam(ann)) {
      assertThat(hers.getUser().user().userName()).isEqualTo("ann");
      refused(
          () -> hers.getUser(it -> it.userName("admin")),
          403,
          "AccessDenied",
          "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: iam:GetUser on"
              + " resource: arn:aws:iam::123456789012:user/admin because no identity-based policy"
              + " allows the iam:GetUser action");
    }
    try (var root = realm.iam(Realm.ROOT)) {
      refused(root::getUser, 400, "ValidationError", "Must specify userName");
    }
  }

  @Test
  void namesAreUniqueWithoutRegardToCase() {
    admin.createUser(it -> it.userName("ann"));
    refused(
        () -> admin.createUser(it -> it.userName("ANN")),
        409,
        "EntityAlreadyExists",
        "User with name ANN already exists.");
    refused(() -> admin.getUser(it -> it.userName("ANN")), 404, "NoSuchEntity", "ANN");
    role("thumb", it -> {});
    refused(() -> role("Thumb", it -> {}), 409, "EntityAlreadyExists", "Role with name Thumb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a b", "a*", "ünal", "a:b", "a\n", ""})
  void aNameOfOtherCharactersIsRefused(String name) {
    refused(() -> admin.createUser(it -> it.userName(name)), 400, "ValidationError", "serName");
    refused(() -> role(name, it -> {}), 400, "ValidationError", "oleName");
  }

  @ParameterizedTest
  @ValueSource(strings = {"staff", "/staff", "staff/", "//", "/a b/", "/a//b/"})
  void aPathHasSlashesAtItsEnds(String path) {
    refused(
        () -> admin.createUser(it -> it.userName("ann").path(path)),
        400,
        "ValidationError",
        "path");
  }

  @Test
  void keysAreToldOnceAndCanBeDisabled() {
    admin.createUser(it -> it.userName("ann"));
    var key = admin.createAccessKey(it -> it.userName("ann")).accessKey();
    assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
    assertThat(key.secretAccessKey()).hasSize(40);
    assertThat(realm.signer(key.accessKeyId()).arn())
        .isEqualTo("arn:aws:iam::123456789012:user/ann");
    admin.updateAccessKey(
        it -> it.userName("ann").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
    assertThat(realm.store.<Boolean>read(tx -> realm.iam.find(key.accessKeyId(), tx).isEmpty()))
        .isTrue();
    assertThat(admin.listAccessKeys(it -> it.userName("ann")).accessKeyMetadata())
        .extracting(AccessKeyMetadata::statusAsString)
        .containsExactly("Inactive");
    admin.createAccessKey(it -> it.userName("ann"));
    refused(
        () -> admin.createAccessKey(it -> it.userName("ann")),
        409,
        "LimitExceeded",
        "Cannot exceed quota for AccessKeysPerUser: 2");
    refused(() -> admin.deleteUser(it -> it.userName("ann")), 409, "DeleteConflict", "access keys");
    refused(
        () -> admin.deleteAccessKey(it -> it.userName("admin").accessKeyId(key.accessKeyId())),
        404,
        "NoSuchEntity",
        "The Access Key with id " + key.accessKeyId() + " cannot be found.");
    admin.deleteAccessKey(it -> it.userName("ann").accessKeyId(key.accessKeyId()));
    assertThat(admin.listAccessKeys(it -> it.userName("ann")).accessKeyMetadata()).hasSize(1);
    refused(
        () ->
            admin.updateAccessKey(
                it -> it.userName("ann").accessKeyId(key.accessKeyId()).status("Paused")),
        400,
        "ValidationError",
        "status");
  }

  @Test
  void inlinePoliciesComeBackPercentEncoded() {
    admin.createUser(it -> it.userName("ann"));
    role("thumb", it -> {});
    var document = policy("Allow", "s3:Get*", "arn:aws:s3:::photos/ü +~");
    admin.putUserPolicy(it -> it.userName("ann").policyName("P").policyDocument(document));
    admin.putRolePolicy(it -> it.roleName("thumb").policyName("P").policyDocument(document));
    var users = admin.getUserPolicy(it -> it.userName("ann").policyName("P"));
    assertThat(users.policyDocument()).startsWith("%7B%22Version%22").doesNotContain("+");
    assertThat(URLDecoder.decode(users.policyDocument(), UTF_8)).isEqualTo(document);
    var roles = admin.getRolePolicy(it -> it.roleName("thumb").policyName("P"));
    assertThat(URLDecoder.decode(roles.policyDocument(), UTF_8)).isEqualTo(document);
    assertThat(admin.listUserPolicies(it -> it.userName("ann")).policyNames()).containsExactly("P");
    assertThat(admin.listRolePolicies(it -> it.roleName("thumb")).policyNames())
        .containsExactly("P");
    refused(
        () -> admin.deleteRole(it -> it.roleName("thumb")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must delete policies first.");
    admin.deleteUserPolicy(it -> it.userName("ann").policyName("P"));
    admin.deleteRolePolicy(it -> it.roleName("thumb").policyName("P"));
    refused(
        () -> admin.getRolePolicy(it -> it.roleName("thumb").policyName("P")),
        404,
        "NoSuchEntity",
        "The role policy with name P cannot be found.");
    admin.deleteUser(it -> it.userName("ann"));
    admin.deleteRole(it -> it.roleName("thumb"));
  }

  @Test
  void aMalformedPolicyIsRefusedByItsElement() {
    admin.createUser(it -> it.userName("ann"));
    refused(
        () ->
            admin.putUserPolicy(it ->
                it.userName("ann").policyName("P").policyDocument(policy("allow", "s3:*", "*"))),
        400,
        "MalformedPolicyDocument",
        "Effect");
    refused(
        () -> admin.createPolicy(it -> it.policyName("P").policyDocument("{\"Version\":")),
        400,
        "MalformedPolicyDocument",
        "");
    assertThat(admin.listUserPolicies(it -> it.userName("ann")).policyNames()).isEmpty();
  }

  @Test
  void aTrustPolicyIsCheckedAndCanBeChanged() {
    refused(
        () ->
            admin.createRole(it ->
                it.roleName("r").assumeRolePolicyDocument(policy("Allow", "sts:AssumeRole", "*"))),
        400,
        "MalformedPolicyDocument",
        "Statement");
    refused(
        () ->
            admin.createRole(it ->
                it.roleName("r")
                    .assumeRolePolicyDocument(
                        LAMBDA_TRUST.replace(
                            "{\"Service\":\"lambda.amazonaws.com\"}",
                            "{\"AWS\":\"arn:aws:iam::123456789012:user/nobody\"}"))),
        400,
        "MalformedPolicyDocument",
        "Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:user/nobody\"");
    role("r", it -> {});
    var changed =
        LAMBDA_TRUST.replace(
            "{\"Service\":\"lambda.amazonaws.com\"}",
            "{\"AWS\":\"arn:aws:iam::123456789012:user/admin\"}");
    admin.updateAssumeRolePolicy(it -> it.roleName("r").policyDocument(changed));
    var kept = admin.getRole(it -> it.roleName("r")).role().assumeRolePolicyDocument();
    assertThat(URLDecoder.decode(kept, UTF_8)).isEqualTo(changed);
  }

  @Test
  void aRoleKeepsWhatItWasCreatedWith() {
    role(
        "thumb",
        it ->
            it.path("/app/")
                .description("makes thumbnails")
                .maxSessionDuration(7200)
                .permissionsBoundary(ADMINISTRATOR)
                .tags(tag -> tag.key("k").value("v")));
    var role = admin.getRole(it -> it.roleName("thumb")).role();
    assertThat(role.arn()).isEqualTo("arn:aws:iam::123456789012:role/app/thumb");
    assertThat(role.roleId()).matches("AROA[A-Z2-7]{17}");
    assertThat(role.description()).isEqualTo("makes thumbnails");
    assertThat(role.maxSessionDuration()).isEqualTo(7200);
    assertThat(role.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(ADMINISTRATOR);
    assertThat(role.tags().getFirst().key()).isEqualTo("k");
    assertThat(admin.listRoles().roles()).hasSize(1);
    refused(
        () -> role("short", it -> it.maxSessionDuration(900)),
        400,
        "ValidationError",
        "maxSessionDuration");
    var principal =
        realm.store.read(tx -> realm.iam.principals().find(role.arn(), tx)).orElseThrow();
    assertThat(principal.longestSession()).isEqualTo(7200);
    assertThat(principal.path()).isEqualTo("/app/");
    assertThat(
            realm.store.<Boolean>read(tx ->
                realm
                    .iam
                    .principals()
                    .find("arn:aws:iam::123456789012:role/thumb", tx)
                    .isPresent()))
        .isFalse();
  }

  @Test
  void managedPoliciesAreAttachedAndDetached() {
    admin.createUser(it -> it.userName("ann"));
    role("thumb", it -> {});
    var made =
        admin
            .createPolicy(it ->
                it.policyName("Photos")
                    .description("d")
                    .policyDocument(policy("Allow", "s3:*", "*")))
            .policy();
    assertThat(made.arn()).isEqualTo("arn:aws:iam::123456789012:policy/Photos");
    assertThat(made.policyId()).matches("ANPA[A-Z2-7]{17}");
    refused(
        () ->
            admin.createPolicy(
                it -> it.policyName("Photos").policyDocument(policy("Allow", "s3:*", "*"))),
        409,
        "EntityAlreadyExists",
        "A policy called Photos already exists.");
    admin.attachUserPolicy(it -> it.userName("ann").policyArn(made.arn()));
    admin.attachUserPolicy(it -> it.userName("ann").policyArn(made.arn()));
    admin.attachRolePolicy(it -> it.roleName("thumb").policyArn(made.arn()));
    assertThat(admin.listAttachedRolePolicies(it -> it.roleName("thumb")).attachedPolicies())
        .extracting(AttachedPolicy::policyName)
        .containsExactly("Photos");
    var shown = admin.getPolicy(it -> it.policyArn(made.arn())).policy();
    assertThat(shown.attachmentCount()).isEqualTo(2);
    assertThat(shown.description()).isEqualTo("d");
    var version =
        admin.getPolicyVersion(it -> it.policyArn(made.arn()).versionId("v1")).policyVersion();
    assertThat(URLDecoder.decode(version.document(), UTF_8))
        .isEqualTo(policy("Allow", "s3:*", "*"));
    refused(
        () -> admin.getPolicyVersion(it -> it.policyArn(made.arn()).versionId("v2")),
        404,
        "NoSuchEntity",
        "v2");
    refused(
        () -> admin.deletePolicy(it -> it.policyArn(made.arn())),
        409,
        "DeleteConflict",
        "Cannot delete a policy attached to entities.");
    refused(
        () -> admin.deleteUser(it -> it.userName("ann")),
        409,
        "DeleteConflict",
        "must detach all policies first");
    admin.detachUserPolicy(it -> it.userName("ann").policyArn(made.arn()));
    admin.detachRolePolicy(it -> it.roleName("thumb").policyArn(made.arn()));
    refused(
        () -> admin.detachRolePolicy(it -> it.roleName("thumb").policyArn(made.arn())),
        404,
        "NoSuchEntity",
        "was not found");
    admin.deletePolicy(it -> it.policyArn(made.arn()));
    refused(
        () -> admin.attachRolePolicy(it -> it.roleName("thumb").policyArn(made.arn())),
        404,
        "NoSuchEntity",
        "does not exist or is not attachable");
  }

  @Test
  void awsKeepsPoliciesForEverybody() {
    assertThat(admin.listPolicies(it -> it.scope(PolicyScopeType.AWS)).policies())
        .extracting(Policy::policyName)
        .containsExactlyInAnyOrder(
            "AdministratorAccess",
            "AWSLambdaBasicExecutionRole",
            "AmazonS3FullAccess",
            "AmazonS3ReadOnlyAccess",
            "IAMReadOnlyAccess");
    assertThat(admin.listPolicies(it -> it.scope(PolicyScopeType.LOCAL)).policies()).isEmpty();
    assertThat(admin.listPolicies(it -> it.onlyAttached(true)).policies())
        .extracting(Policy::arn)
        .containsExactly(ADMINISTRATOR);
    refused(
        () -> admin.deletePolicy(it -> it.policyArn(ADMINISTRATOR)), 403, "AccessDenied", "AWS");
    refused(
        () -> admin.getPolicy(it -> it.policyArn("arn:aws:s3:::not-a-policy-at-all")),
        400,
        "InvalidInput",
        "is not valid");
  }

  @Test
  void awsPoliciesAreReadable() {
    for (var policy : AwsManaged.byArn().values()) {
      role("r", it -> {});
      admin.attachRolePolicy(it -> it.roleName("r").policyArn(policy.arn()));
      var role = admin.getRole(it -> it.roleName("r")).role();
      var session =
          new Caller.Session(
              Realm.ACCOUNT, "/", "r", role.roleId(), "s", "ASIA", realm.now, List.of(), "");
      var identity = realm.store.read(tx -> realm.iam.of(session, tx));
      assertThat(identity.policies()).hasSize(1);
      assertThat(policy.id()).matches("ANPA[A-Z2-7]{17}");
      admin.detachRolePolicy(it -> it.roleName("r").policyArn(policy.arn()));
      admin.deleteRole(it -> it.roleName("r"));
    }
  }

  @Test
  void listsComeInPages() {
    IntStream.range(0, 7).forEach(i -> admin.createUser(it -> it.userName("user" + i)));
    var first = admin.listUsers(it -> it.maxItems(5));
    assertThat(first.users()).hasSize(5);
    assertThat(first.isTruncated()).isTrue();
    var second = admin.listUsers(it -> it.maxItems(5).marker(first.marker()));
    assertThat(second.users()).hasSize(3);
    assertThat(second.isTruncated()).isFalse();
    assertThat(second.marker()).isNull();
    assertThat(admin.listUsersPaginator(it -> it.maxItems(2)).users()).hasSize(8);
    refused(() -> admin.listUsers(it -> it.maxItems(0)), 400, "ValidationError", "maxItems");
    refused(() -> admin.listUsers(it -> it.marker("***")), 400, "ValidationError", "Marker");
  }

  @Test
  void aDenyOnAPathCannotBeReachedByTheBareName() {
    role("secret", it -> it.path("/kept/"));
    role("open", it -> {});
    var ann =
        user(
            "ann",
            """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":"iam:*","Resource":"*"},
              {"Effect":"Deny","Action":"iam:*","Resource":"arn:aws:iam::*:role/kept/*"}]}
            """);
    try (var hers = realm.iam(ann)) {
      assertThat(hers.getRole(it -> it.roleName("open")).role().roleName()).isEqualTo("open");
      refused(
          () -> hers.getRole(it -> it.roleName("secret")),
          403,
          "AccessDenied",
          "role/kept/secret with an explicit deny in an identity-based policy");
      refused(() -> hers.deleteRole(it -> it.roleName("secret")), 403, "AccessDenied", "kept");
    }
    assertThat(admin.getRole(it -> it.roleName("secret")).role().path()).isEqualTo("/kept/");
  }

  @Test
  void policiesCanAskWhatIsAttachedAndTagged() {
    role("thumb", it -> {});
    var ann =
        user(
            "ann",
            """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Action":"iam:AttachRolePolicy","Resource":"*","Condition":
                {"ArnEquals":{"iam:PolicyARN":"arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"}}},
              {"Effect":"Allow","Action":"iam:CreateUser","Resource":"*"}]}
            """);
    try (var hers = realm.iam(ann)) {
      hers.attachRolePolicy(
          it -> it.roleName("thumb").policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
      refused(
          () -> hers.attachRolePolicy(it -> it.roleName("thumb").policyArn(ADMINISTRATOR)),
          403,
          "AccessDenied",
          "iam:AttachRolePolicy");
      hers.createUser(it -> it.userName("bob"));
      refused(
          () ->
              hers.createUser(it -> it.userName("carl").tags(tag -> tag.key("admin").value("yes"))),
          403,
          "AccessDenied",
          "iam:TagUser");
    }
    refused(() -> admin.getUser(it -> it.userName("carl")), 404, "NoSuchEntity", "carl");
  }

  @Test
  void aBoundaryLimitsItsUser() {
    var boundary =
        admin
            .createPolicy(it ->
                it.policyName("Boundary").policyDocument(policy("Allow", "iam:ListUsers", "*")))
            .policy()
            .arn();
    admin.createUser(it -> it.userName("ann").permissionsBoundary(boundary));
    admin.attachUserPolicy(it -> it.userName("ann").policyArn(ADMINISTRATOR));
    var key = admin.createAccessKey(it -> it.userName("ann")).accessKey();
    try (var hers = realm.iam(realm.signer(key.accessKeyId()))) {
      assertThat(hers.listUsers().users()).hasSize(2);
      refused(hers::listRoles, 403, "AccessDenied", "permissions boundary");
    }
    refused(
        () -> admin.deletePolicy(it -> it.policyArn(boundary)), 409, "DeleteConflict", "attached");
  }

  @Test
  void whoOutlivesADeletedUserIsNotItsSuccessor() {
    var ann = user("ann", policy("Allow", "iam:ListUsers", "*"));
    for (var key : admin.listAccessKeys(it -> it.userName("ann")).accessKeyMetadata()) {
      admin.deleteAccessKey(it -> it.userName("ann").accessKeyId(key.accessKeyId()));
    }
    admin.deleteUserPolicy(it -> it.userName("ann").policyName("Mine"));
    admin.deleteUser(it -> it.userName("ann"));
    admin.createUser(it -> it.userName("ann"));
    admin.attachUserPolicy(it -> it.userName("ann").policyArn(ADMINISTRATOR));
    try (var old = realm.iam(ann)) {
      refused(old::listUsers, 403, "AccessDenied", "iam:ListUsers");
    }
  }

  @Test
  void quotasCountAllButWhitespace() {
    admin.createUser(it -> it.userName("ann"));
    var airy = policy("Allow", "s3:*", "*") + " ".repeat(5000);
    admin.putUserPolicy(it -> it.userName("ann").policyName("P").policyDocument(airy));
    var dense = policy("Allow", "s3:*", "arn:aws:s3:::" + "a".repeat(2000));
    refused(
        () -> admin.putUserPolicy(it -> it.userName("ann").policyName("Q").policyDocument(dense)),
        409,
        "LimitExceeded",
        "Maximum policy size of 2048 bytes exceeded for user ann");
  }

  @Test
  void anOperationThatIsNotHereIsRefusedByName() {
    refused(
        () -> admin.createAccountAlias(it -> it.accountAlias("a")),
        501,
        "NotImplemented",
        "CreateAccountAlias");
  }

  @Test
  void callsFromInsideTakeTheSameRoad() {
    var request =
        CreateRoleRequest.builder()
            .roleName("thumb")
            .assumeRolePolicyDocument(LAMBDA_TRUST)
            .build();
    realm.call(realm.iam, Realm.ROOT, request);
    assertThat(admin.getRole(it -> it.roleName("thumb")).role().roleName()).isEqualTo("thumb");
    assertThat(List.of(realm.iam.name(), realm.sts.name())).containsExactly("iam", "sts");
  }
}
