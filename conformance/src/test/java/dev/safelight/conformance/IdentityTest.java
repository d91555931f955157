package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/// Users, roles, keys and sessions through the SDK's clients.
class IdentityTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String ACCOUNT = "arn:aws:iam::123456789012:";
  private static final String BUCKET = "identities";
  private static IamClient iam;

  @BeforeAll
  static void makeABucket() {
    iam = HERE.admin().iam();
    var s3 = HERE.admin().s3();
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
    for (var key : List.of("mine/k", "theirs/k")) {
      s3.putObject(o -> o.bucket(BUCKET).key(key), RequestBody.fromString(key));
    }
  }

  private static String read(S3Client s3, String key) {
    return s3.getObjectAsBytes(o -> o.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static AssumeRoleRequest session(String roleArn) {
    return AssumeRoleRequest.builder().roleArn(roleArn).roleSessionName("tester").build();
  }

  @Test
  void everybodyLearnsWhoTheyAre() {
    var admin = HERE.admin().sts().getCallerIdentity();
    assertThat(admin.account()).isEqualTo("123456789012");
    assertThat(admin.arn()).isEqualTo(ACCOUNT + "user/admin");
    assertThat(admin.userId()).startsWith("AIDA");

    var role = HERE.role("Worn");
    var worn = Environment.assume(HERE.admin(), session(role)).sts().getCallerIdentity();
    assertThat(worn.arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/Worn/tester");
    assertThat(worn.userId()).startsWith("AROA").endsWith(":tester");

    // Nobody can deny it. AWS: "GetCallerIdentity", "No permissions are required".
    var denied = HERE.user("denied-everything", Documents.deny("*", "*"));
    assertThat(denied.sts().getCallerIdentity().arn())
        .isEqualTo(ACCOUNT + "user/denied-everything");
  }

  @Test
  void aStrangerIsNobody() {
    Errors.refusal(
        403,
        "MissingAuthenticationToken",
        () -> HERE.admin().asAnonymous().sts().getCallerIdentity());
  }

  @Test
  void aUsersPolicyAllowsExactlyWhatItSays() {
    var user =
        HERE.user("exact", Documents.allow("s3:GetObject", "arn:aws:s3:::identities/mine/*"));
    assertThat(read(user.s3(), "mine/k")).isEqualTo("mine/k");
    assertThat(Errors.message(403, "AccessDenied", () -> read(user.s3(), "theirs/k")))
        .isEqualTo(
            "User: arn:aws:iam::123456789012:user/exact is not authorized to perform: s3:GetObject"
                + " on resource: \"arn:aws:s3:::identities/theirs/k\" because no identity-based"
                + " policy allows the s3:GetObject action");
    assertThat(Errors.message(403, "AccessDenied", () -> user.iam().listUsers()))
        .isEqualTo(
            "User: arn:aws:iam::123456789012:user/exact is not authorized to perform: iam:ListUsers"
                + " on resource: arn:aws:iam::123456789012:user/ because no identity-based policy"
                + " allows the iam:ListUsers action");
    iam.putUserPolicy(p ->
        p.userName("exact")
            .policyName("denies")
            .policyDocument(Documents.policy(Documents.deny("s3:*", "*"))));
    assertThat(Errors.message(403, "AccessDenied", () -> read(user.s3(), "mine/k")))
        .endsWith("with an explicit deny in an identity-based policy");
    iam.deleteUserPolicy(p -> p.userName("exact").policyName("denies"));
    assertThat(read(user.s3(), "mine/k")).isEqualTo("mine/k");
  }

  @Test
  void aPolicyComesBackAsItWasPut() {
    HERE.user("documented");
    var document = Documents.policy(Documents.allow("s3:*", "arn:aws:s3:::é+ %2F/*"));
    iam.putUserPolicy(p -> p.userName("documented").policyName("own").policyDocument(document));
    var kept = iam.getUserPolicy(p -> p.userName("documented").policyName("own")).policyDocument();
    assertThat(java.net.URLDecoder.decode(kept, java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(document);
    assertThat(iam.listUserPolicies(p -> p.userName("documented")).policyNames())
        .containsExactly("own");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "Effect | {'Version':'2012-10-17','Statement':[{'Effect':'allow','Action':'*','Resource':'*'}]}",
        "Action | {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Resource':'*'}]}",
        "Resource | {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'s3:*'}]}",
        "Principal | {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'}]}",
        "Version | {'Version':'2013-10-17','Statement':[{'Effect':'Allow','Action':'s3:*','Resource':'*'}]}",
        "Condition | {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEqual':{'aws:username':'x'}}}]}",
        "Sate | {'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'s3:*','Resource':'*','Sate':'x'}]}"
      },
      delimiter = '|',
      quoteCharacter = '`')
  void aMalformedPolicyIsRefusedNamingItsElement(String element, String document) {
    assertThat(
            Errors.message(
                400,
                "MalformedPolicyDocument",
                () ->
                    iam.putUserPolicy(p ->
                        p.userName("admin")
                            .policyName("never")
                            .policyDocument(document.replace('\'', '"')))))
        .contains(element);
    assertThat(iam.listUserPolicies(p -> p.userName("admin")).policyNames())
        .doesNotContain("never");
  }

  @Test
  void aTrustPolicyThatNamesNobodyKnownIsRefused() {
    Errors.refusal(
        400,
        "MalformedPolicyDocument",
        () ->
            iam.createRole(r ->
                r.roleName("Unborn")
                    .assumeRolePolicyDocument(
                        Documents.trust("{\"AWS\": \"" + ACCOUNT + "user/ghost\"}"))));
    Errors.refusal(404, "NoSuchEntity", () -> iam.getRole(r -> r.roleName("Unborn")));
  }

  @Test
  void aRoleIsWornByThoseItTrustsAlone() {
    iam.createRole(
        r -> r.roleName("ForLambda").assumeRolePolicyDocument(Documents.trustOfLambda()));
    assertThat(
            Errors.message(
                403,
                "AccessDenied",
                () -> HERE.admin().sts().assumeRole(session(ACCOUNT + "role/ForLambda"))))
        .startsWith(
            "User: arn:aws:iam::123456789012:user/admin is not authorized to perform:"
                + " sts:AssumeRole on resource: arn:aws:iam::123456789012:role/ForLambda");
    // Trusting the account leaves it to the account's own policies.
    var role = HERE.role("ForTheAccount");
    var user = HERE.user("may-not-assume");
    Errors.refusal(403, "AccessDenied", () -> user.sts().assumeRole(session(role)));
    Errors.refusal(
        403,
        "AccessDenied",
        () -> HERE.admin().sts().assumeRole(session(ACCOUNT + "role/Nowhere")));
  }

  @Test
  void aTrustPolicyThatNamesAUserIsEnough() {
    var user = HERE.user("named");
    iam.createRole(r ->
        r.roleName("ForNamed")
            .assumeRolePolicyDocument(Documents.trust("{\"AWS\": \"" + ACCOUNT + "user/named\"}")));
    assertThat(
            Environment.assume(user, session(ACCOUNT + "role/ForNamed"))
                .sts()
                .getCallerIdentity()
                .arn())
        .endsWith(":assumed-role/ForNamed/tester");
  }

  @Test
  void aSessionPolicyNarrowsAndNeverWidens() {
    var role =
        HERE.role("Narrowed", Documents.allow("s3:GetObject", "arn:aws:s3:::identities/mine/*"));
    var whole = Environment.assume(HERE.admin(), session(role)).s3();
    assertThat(read(whole, "mine/k")).isEqualTo("mine/k");
    var none =
        Environment.assume(
                HERE.admin(),
                session(role).toBuilder()
                    .policy(Documents.policy(Documents.allow("s3:ListBucket", "*")))
                    .build())
            .s3();
    assertThat(Errors.message(403, "AccessDenied", () -> read(none, "mine/k")))
        .endsWith("because no session policy allows the s3:GetObject action");
    var wider =
        Environment.assume(
                HERE.admin(),
                session(role).toBuilder()
                    .policy(Documents.policy(Documents.allow("*", "*")))
                    .build())
            .s3();
    assertThat(read(wider, "mine/k")).isEqualTo("mine/k");
    assertThat(Errors.message(403, "AccessDenied", () -> read(wider, "theirs/k")))
        .endsWith("because no identity-based policy allows the s3:GetObject action");
    Errors.refusal(
        400,
        "MalformedPolicyDocument",
        () -> HERE.admin().sts().assumeRole(session(role).toBuilder().policy("{}").build()));
  }

  @Test
  void aSessionLastsWithinTheRolesBounds() {
    var role = HERE.role("Lasting");
    var before = Instant.now();
    var keys =
        HERE.admin()
            .sts()
            .assumeRole(session(role).toBuilder().durationSeconds(900).build())
            .credentials();
    assertThat(keys.expiration())
        .isBetween(before.plusSeconds(890), Instant.now().plusSeconds(910));
    for (int seconds : new int[] {899, 3601, 43_201}) {
      Errors.refusal(
          400,
          "ValidationError",
          () ->
              HERE.admin()
                  .sts()
                  .assumeRole(session(role).toBuilder().durationSeconds(seconds).build()));
    }
    Errors.refusal(
        400,
        "ValidationError",
        () ->
            HERE.admin()
                .sts()
                .assumeRole(session(role).toBuilder().roleSessionName("no spaces").build()));
  }

  @Test
  void anInactiveKeyOpensNothingUntilItIsActiveAgain() {
    var user = HERE.user("switched", Documents.allow("s3:*", "*"));
    var id = user.keys().resolveCredentials().accessKeyId();
    iam.updateAccessKey(k -> k.userName("switched").accessKeyId(id).status(StatusType.INACTIVE));
    Errors.refusal(403, "InvalidAccessKeyId", () -> read(user.s3(), "mine/k"));
    Errors.refusal(403, "InvalidClientTokenId", () -> user.sts().getCallerIdentity());
    iam.updateAccessKey(k -> k.userName("switched").accessKeyId(id).status(StatusType.ACTIVE));
    assertThat(read(user.s3(), "mine/k")).isEqualTo("mine/k");
    iam.deleteAccessKey(k -> k.userName("switched").accessKeyId(id));
    Errors.refusal(403, "InvalidAccessKeyId", () -> read(user.s3(), "mine/k"));
  }

  @Test
  void whatIsNotThereIsSaidToBeMissing() {
    Errors.refusal(404, "NoSuchEntity", () -> iam.getUser(u -> u.userName("ghost")));
    Errors.refusal(404, "NoSuchEntity", () -> iam.getRole(r -> r.roleName("Ghost")));
    Errors.refusal(
        404, "NoSuchEntity", () -> iam.getUserPolicy(p -> p.userName("admin").policyName("ghost")));
    Errors.refusal(404, "NoSuchEntity", () -> iam.createAccessKey(k -> k.userName("ghost")));
    Errors.refusal(
        404, "NoSuchEntity", () -> iam.getPolicy(p -> p.policyArn(ACCOUNT + "policy/ghost")));
    HERE.user("twice");
    Errors.refusal(409, "EntityAlreadyExists", () -> iam.createUser(u -> u.userName("twice")));
    Errors.refusal(409, "DeleteConflict", () -> iam.deleteUser(u -> u.userName("twice")));
  }

  @Test
  void aManagedPolicyCountsWhileItIsAttached() {
    var user = HERE.user("managed");
    var arn =
        iam.createPolicy(p ->
                p.policyName("Reads")
                    .policyDocument(Documents.policy(Documents.allow("s3:GetObject", "*"))))
            .policy()
            .arn();
    iam.attachUserPolicy(a -> a.userName("managed").policyArn(arn));
    assertThat(read(user.s3(), "mine/k")).isEqualTo("mine/k");
    Errors.refusal(409, "DeleteConflict", () -> iam.deletePolicy(p -> p.policyArn(arn)));
    iam.detachUserPolicy(a -> a.userName("managed").policyArn(arn));
    Errors.refusal(403, "AccessDenied", () -> read(user.s3(), "mine/k"));
    iam.deletePolicy(p -> p.policyArn(arn));
  }

  @Test
  void anOperationThatIsNotHereIsRefusedByItsName() {
    assertThat(
            Errors.message(
                501, "NotImplemented", () -> iam.createAccountAlias(a -> a.accountAlias("alias"))))
        .contains("CreateAccountAlias");
  }
}
