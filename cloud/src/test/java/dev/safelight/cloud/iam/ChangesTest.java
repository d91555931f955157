package dev.safelight.cloud.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.cloud.call.Caller;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

/// What can be changed of roles and managed policies, and their tags.
class ChangesTest {
  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}}\
      """;
  private static final String POLICY = "arn:aws:iam::123456789012:policy/Photos";

  @TempDir Path folder;
  private Realm realm;
  private IamClient admin;

  @BeforeEach
  void open() {
    realm = new Realm(folder);
    var key = realm.store.write(tx -> realm.iam.bootstrap(tx, Realm.ACCOUNT)).orElseThrow();
    admin = realm.iam(realm.signer(key.id()));
    admin.createRole(it -> it.roleName("thumb").assumeRolePolicyDocument(TRUST));
    admin.createPolicy(it -> it.policyName("Photos").policyDocument(allowing("s3:GetObject")));
  }

  @AfterEach
  void close() {
    admin.close();
    realm.close();
  }

  private static String allowing(String action) {
    return conditioned(action, "");
  }

  private static String conditioned(String action, String condition) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\",\"Condition\":{%s}}}"
        .formatted(action, condition);
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private IamClient user(String name, String document) {
    admin.createUser(it -> it.userName(name));
    admin.putUserPolicy(it -> it.userName(name).policyName("Mine").policyDocument(document));
    var key = admin.createAccessKey(it -> it.userName(name)).accessKey();
    return realm.iam((Caller.User) realm.signer(key.accessKeyId()));
  }

  private static void refused(ThrowingCallable call, String code, String text) {
    assertThatExceptionOfType(IamException.class)
        .isThrownBy(call)
        .satisfies(refusal -> {
          assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
          assertThat(refusal.awsErrorDetails().errorMessage()).contains(text);
        });
  }

  @Test
  void tagsAreSetReplacedAndRemoved() {
    admin.tagRole(it -> it.roleName("thumb").tags(tag("Team", "red"), tag("env", "dev")));
    admin.tagRole(it -> it.roleName("thumb").tags(tag("team", "blue")));
    assertThat(admin.listRoleTags(it -> it.roleName("thumb")).tags())
        .containsExactlyInAnyOrder(tag("team", "blue"), tag("env", "dev"));
    admin.untagRole(it -> it.roleName("thumb").tagKeys("env", "none"));
    assertThat(admin.getRole(it -> it.roleName("thumb")).role().tags())
        .containsExactly(tag("team", "blue"));

    admin.createUser(it -> it.userName("ann"));
    admin.tagUser(it -> it.userName("ann").tags(tag("a", "1")));
    assertThat(admin.listUserTags(it -> it.userName("ann")).tags()).containsExactly(tag("a", "1"));
    admin.untagUser(it -> it.userName("ann").tagKeys("a"));
    assertThat(admin.listUserTags(it -> it.userName("ann")).tags()).isEmpty();

    admin.tagPolicy(it -> it.policyArn(POLICY).tags(tag("a", "1")));
    assertThat(admin.getPolicy(it -> it.policyArn(POLICY)).policy().tags())
        .containsExactly(tag("a", "1"));
    assertThat(admin.listPolicyTags(it -> it.policyArn(POLICY)).tags()).hasSize(1);
    assertThat(admin.listPolicies(it -> it.scope(PolicyScopeType.LOCAL)).policies())
        .singleElement()
        .satisfies(listed -> assertThat(listed.tags()).isEmpty());
    admin.untagPolicy(it -> it.policyArn(POLICY).tagKeys("a"));
    assertThat(admin.listPolicyTags(it -> it.policyArn(POLICY)).tags()).isEmpty();
  }

  @Test
  void tagsThatCannotBeAreRefused() {
    refused(
        () -> admin.tagRole(it -> it.roleName("none").tags(tag("a", "1"))), "NoSuchEntity", "none");
    refused(
        () -> admin.tagRole(it -> it.roleName("thumb").tags(tag("a", "1"), tag("A", "2"))),
        "InvalidInput",
        "Duplicate tag keys");
    for (var key : java.util.List.of("aws:x", "AWS:x")) {
      refused(
          () -> admin.tagRole(it -> it.roleName("thumb").tags(tag(key, "1"))),
          "InvalidInput",
          "reserved");
      refused(
          () -> admin.createUser(it -> it.userName("eve").tags(tag(key, "1"))),
          "InvalidInput",
          "reserved");
    }
    IntStream.range(0, 50)
        .forEach(i -> admin.tagRole(it -> it.roleName("thumb").tags(tag("k" + i, "v"))));
    refused(
        () -> admin.tagRole(it -> it.roleName("thumb").tags(tag("more", "v"))),
        "LimitExceeded",
        "50");
    assertThat(admin.listRoleTags(it -> it.roleName("thumb")).tags()).hasSize(50);
    refused(
        () ->
            admin.tagPolicy(it ->
                it.policyArn("arn:aws:iam::aws:policy/AdministratorAccess").tags(tag("a", "1"))),
        "AccessDenied",
        "belongs to AWS");
  }

  @Test
  void keysOfTagsAreOneWherePoliciesCannotTellThemApart() {
    var ann = user("ann", allowing("iam:*"));
    ann.tagUser(it -> it.userName("ann").tags(tag("\u00c4", "1")));
    ann.tagUser(it -> it.userName("ann").tags(tag("\u00e4", "2")));
    assertThat(ann.listUserTags(it -> it.userName("ann")).tags())
        .containsExactly(tag("\u00e4", "2"));
    refused(
        () -> ann.tagUser(it -> it.userName("ann").tags(tag("\u00d6", "1"), tag("\u00f6", "1"))),
        "InvalidInput",
        "Duplicate tag keys");
    ann.untagUser(it -> it.userName("ann").tagKeys("\u00c4"));
    assertThat(ann.listUserTags(it -> it.userName("ann")).tags()).isEmpty();
  }

  /// Such tags could be kept once.
  @Test
  void aUserWithTwoSpellingsOfATagIsAllowedByNeitherAndDeniedByEach() {
    var free = user("ann", allowing("iam:*"));
    var id = admin.getUser(it -> it.userName("ann")).user().userId();
    for (var tag : java.util.List.of(tag("Team", "red"), tag("team", "blue"))) {
      realm.store.write(tx -> {
        tx.update(
            "insert into iam_tag(account, owner, key, value) values (?, ?, ?, ?)",
            Realm.ACCOUNT,
            id,
            tag.key(),
            tag.value());
        return tag;
      });
    }
    assertThat(free.listUserTags(it -> it.userName("ann")).tags()).hasSize(2);
    for (var value : java.util.List.of("red", "blue")) {
      var condition = "\"StringEquals\":{\"aws:PrincipalTag/team\":\"%s\"}".formatted(value);
      admin.putUserPolicy(it ->
          it.userName("ann").policyName("Mine").policyDocument(conditioned("iam:*", condition)));
      refused(() -> free.listUserTags(it -> it.userName("ann")), "AccessDenied", "ann");
      var denying = conditioned("iam:*", condition).replace("Allow", "Deny");
      admin.putUserPolicy(
          it -> it.userName("ann").policyName("Mine").policyDocument(allowing("iam:*")));
      admin.putUserPolicy(it -> it.userName("ann").policyName("Other").policyDocument(denying));
      refused(() -> free.listUserTags(it -> it.userName("ann")), "AccessDenied", "explicit deny");
      admin.deleteUserPolicy(it -> it.userName("ann").policyName("Other"));
    }
    free.untagUser(it -> it.userName("ann").tagKeys("TEAM"));
    assertThat(free.listUserTags(it -> it.userName("ann")).tags()).isEmpty();
  }

  @Test
  void whoMayMoveFromAPlaceMayNotMoveToEveryPlace() {
    admin.createUser(it -> it.userName("bob").path("/dev/"));
    admin.createGroup(it -> it.groupName("staff").path("/dev/"));
    var helper =
        user(
            "ann",
            allowing("iam:*")
                .replace(
                    "\"*\",\"Condition",
                    "[\"arn:aws:iam::*:user/dev/*\",\"arn:aws:iam::*:group/dev/*\"],\"Condition"));
    for (var path : java.util.List.of("/admin/", "/")) {
      refused(
          () -> helper.updateUser(it -> it.userName("bob").newPath(path)),
          "AccessDenied",
          "user" + path + "bob");
      refused(
          () -> helper.updateGroup(it -> it.groupName("staff").newPath(path)),
          "AccessDenied",
          "group" + path + "staff");
    }
    helper.updateUser(it -> it.userName("bob").newPath("/dev/team/"));
    helper.updateGroup(it -> it.groupName("staff").newPath("/dev/team/"));
    helper.updateUser(it -> it.userName("bob"));
    assertThat(admin.getUser(it -> it.userName("bob")).user().path()).isEqualTo("/dev/team/");
    assertThat(admin.getGroup(it -> it.groupName("staff")).group().path()).isEqualTo("/dev/team/");
  }

  @Test
  void taggingIsAskedForItsTags() {
    try (var bob =
        user(
            "bob",
            conditioned(
                "iam:*Tag*", "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\"]}"))) {
      bob.tagRole(it -> it.roleName("thumb").tags(tag("team", "red")));
      refused(
          () -> bob.tagRole(it -> it.roleName("thumb").tags(tag("admin", "yes"))),
          "AccessDenied",
          "iam:TagRole");
      refused(
          () -> bob.untagRole(it -> it.roleName("thumb").tagKeys("admin")),
          "AccessDenied",
          "iam:UntagRole");
    }
    try (var ann = user("ann", allowing("iam:CreatePolicy"))) {
      refused(
          () ->
              ann.createPolicy(
                  it -> it.policyName("Mine").policyDocument(allowing("*")).tags(tag("a", "1"))),
          "AccessDenied",
          "iam:TagPolicy");
    }
  }

  @Test
  void aPolicysTagsAreConditionKeys() {
    admin.tagPolicy(it -> it.policyArn(POLICY).tags(tag("team", "red")));
    try (var bob =
        user("bob", conditioned("*", "\"StringEquals\":{\"iam:ResourceTag/team\":\"red\"}"))) {
      bob.getPolicy(it -> it.policyArn(POLICY));
      admin.tagPolicy(it -> it.policyArn(POLICY).tags(tag("team", "blue")));
      refused(() -> bob.getPolicy(it -> it.policyArn(POLICY)), "AccessDenied", "iam:GetPolicy");
    }
  }

  @Test
  void aPrincipalsTagsAreConditionKeysAtOnce() {
    try (var bob =
        user("bob", conditioned("*", "\"StringEquals\":{\"aws:PrincipalTag/team\":\"red\"}"))) {
      refused(() -> bob.getRole(it -> it.roleName("thumb")), "AccessDenied", "iam:GetRole");
      admin.tagUser(it -> it.userName("bob").tags(tag("team", "red")));
      bob.getRole(it -> it.roleName("thumb"));
    }
  }

  @Test
  void aRoleIsUpdated() {
    admin.updateRole(it -> it.roleName("thumb").description("new").maxSessionDuration(7200));
    var role = admin.getRole(it -> it.roleName("thumb")).role();
    assertThat(role.description()).isEqualTo("new");
    assertThat(role.maxSessionDuration()).isEqualTo(7200);
    admin.updateRole(it -> it.roleName("thumb"));
    assertThat(admin.getRole(it -> it.roleName("thumb")).role().maxSessionDuration())
        .isEqualTo(3600);
    assertThat(
            admin
                .updateRoleDescription(it -> it.roleName("thumb").description("newer"))
                .role()
                .description())
        .isEqualTo("newer");
    refused(
        () -> admin.updateRole(it -> it.roleName("thumb").maxSessionDuration(60)),
        "ValidationError",
        "maxSessionDuration");
    refused(() -> admin.updateRole(it -> it.roleName("none")), "NoSuchEntity", "none");
  }

  @Test
  void theVersionInForceIsThePolicy() {
    try (var bob = user("bob", allowing("iam:GetUser"))) {
      admin.attachUserPolicy(it -> it.userName("bob").policyArn(POLICY));
      refused(() -> bob.getRole(it -> it.roleName("thumb")), "AccessDenied", "iam:GetRole");
      var second =
          admin
              .createPolicyVersion(
                  it -> it.policyArn(POLICY).policyDocument(allowing("iam:GetRole")))
              .policyVersion();
      assertThat(second.versionId()).isEqualTo("v2");
      assertThat(second.isDefaultVersion()).isFalse();
      refused(() -> bob.getRole(it -> it.roleName("thumb")), "AccessDenied", "iam:GetRole");
      admin.setDefaultPolicyVersion(it -> it.policyArn(POLICY).versionId("v2"));
      bob.getRole(it -> it.roleName("thumb"));
      admin.createPolicyVersion(
          it -> it.policyArn(POLICY).policyDocument(allowing("s3:PutObject")).setAsDefault(true));
      refused(() -> bob.getRole(it -> it.roleName("thumb")), "AccessDenied", "iam:GetRole");
    }
    assertThat(admin.getPolicy(it -> it.policyArn(POLICY)).policy().defaultVersionId())
        .isEqualTo("v3");
    assertThat(admin.listPolicyVersions(it -> it.policyArn(POLICY)).versions())
        .extracting(PolicyVersion::versionId)
        .containsExactly("v3", "v2", "v1");
    var first = admin.getPolicyVersion(it -> it.policyArn(POLICY).versionId("v1")).policyVersion();
    assertThat(URLDecoder.decode(first.document(), UTF_8)).isEqualTo(allowing("s3:GetObject"));
  }

  @Test
  void versionsAreFiveAtMostAndGoOneByOne() {
    IntStream.range(0, 4)
        .forEach(i ->
            admin.createPolicyVersion(it -> it.policyArn(POLICY).policyDocument(allowing("*"))));
    refused(
        () -> admin.createPolicyVersion(it -> it.policyArn(POLICY).policyDocument(allowing("*"))),
        "LimitExceeded",
        "5 versions");
    refused(
        () -> admin.deletePolicyVersion(it -> it.policyArn(POLICY).versionId("v1")),
        "DeleteConflict",
        "default version");
    refused(
        () -> admin.deletePolicy(it -> it.policyArn(POLICY)),
        "DeleteConflict",
        "more than one version");
    admin.deletePolicyVersion(it -> it.policyArn(POLICY).versionId("v5"));
    assertThat(
            admin
                .createPolicyVersion(it -> it.policyArn(POLICY).policyDocument(allowing("*")))
                .policyVersion()
                .versionId())
        .isEqualTo("v6");
    for (var version : new String[] {"v2", "v3", "v4", "v6"}) {
      admin.deletePolicyVersion(it -> it.policyArn(POLICY).versionId(version));
    }
    admin.deletePolicy(it -> it.policyArn(POLICY));
    refused(
        () -> admin.createPolicyVersion(it -> it.policyArn(POLICY).policyDocument(allowing("*"))),
        "NoSuchEntity",
        POLICY);
    refused(
        () ->
            admin.createPolicyVersion(it ->
                it.policyArn("arn:aws:iam::aws:policy/AdministratorAccess")
                    .policyDocument(allowing("*"))),
        "AccessDenied",
        "belongs to AWS");
  }

  @Test
  void aDocumentThatIsNoPolicyMakesNoVersion() {
    refused(
        () -> admin.createPolicyVersion(it -> it.policyArn(POLICY).policyDocument("{}")),
        "MalformedPolicyDocument",
        "");
    assertThat(admin.listPolicyVersions(it -> it.policyArn(POLICY)).versions()).hasSize(1);
  }
}
