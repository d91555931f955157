package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/// Every kind of policy that an account can have, in force: groups' policies, boundaries, session
/// policies, and grants on resources that outlive whom they name.
class PolicyTypesTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "types";
  private static final String OBJECTS = "arn:aws:s3:::types/*";
  private static IamClient iam;

  @BeforeAll
  static void fillTheBucket() {
    iam = HERE.admin().iam();
    HERE.admin().s3().createBucket(b -> b.bucket(BUCKET));
    HERE.admin().s3().putObject(o -> o.bucket(BUCKET).key("k"), RequestBody.fromString("k"));
  }

  private static void read(SdkClients by) {
    by.s3().getObjectAsBytes(o -> o.bucket(BUCKET).key("k"));
  }

  private static void denied(String words, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class, it -> assertThat(it.statusCode()).isEqualTo(403))
        .hasMessageContaining(words);
  }

  @Test
  void whatHangsOnAGroupHangsOnItsUsersAsLongAsTheyAreInIt() {
    var user = HERE.user("member");
    iam.createGroup(g -> g.groupName("readers").path("/teams/"));
    iam.putGroupPolicy(p ->
        p.groupName("readers")
            .policyName("read")
            .policyDocument(Documents.policy(Documents.allow("s3:GetObject", OBJECTS))));
    denied("no identity-based policy allows", () -> read(user));
    iam.addUserToGroup(g -> g.groupName("readers").userName("member"));
    read(user);
    var group = iam.getGroup(g -> g.groupName("readers"));
    assertThat(group.group().arn()).isEqualTo("arn:aws:iam::123456789012:group/teams/readers");
    assertThat(group.group().groupId()).startsWith("AGPA");
    assertThat(group.users()).extracting(it -> it.userName()).containsExactly("member");
    assertThat(iam.listGroupsForUser(g -> g.userName("member")).groups())
        .extracting(it -> it.groupName())
        .containsExactly("readers");
    iam.removeUserFromGroup(g -> g.groupName("readers").userName("member"));
    denied("no identity-based policy allows", () -> read(user));
  }

  @Test
  void aGroupsManagedPolicyMayDenyWhatTheUsersOwnAllows() {
    var user = HERE.user("mixed", Documents.allow("s3:*", "*"));
    var arn =
        iam.createPolicy(p ->
                p.policyName("NoReading")
                    .policyDocument(Documents.policy(Documents.deny("s3:GetObject", "*"))))
            .policy()
            .arn();
    iam.createGroup(g -> g.groupName("blind"));
    iam.attachGroupPolicy(p -> p.groupName("blind").policyArn(arn));
    read(user);
    iam.addUserToGroup(g -> g.groupName("blind").userName("mixed"));
    denied("with an explicit deny in an identity-based policy", () -> read(user));
    assertThat(iam.getPolicy(p -> p.policyArn(arn)).policy().attachmentCount()).isEqualTo(1);
  }

  @Test
  void aGroupIsNobodyThatAPolicyCouldName() {
    iam.createGroup(g -> g.groupName("unnamed"));
    var arn = "arn:aws:iam::123456789012:group/unnamed";
    assertThatThrownBy(() ->
            iam.createRole(r ->
                r.roleName("TrustsAGroup")
                    .assumeRolePolicyDocument(Documents.trust("{\"AWS\": \"%s\"}".formatted(arn)))))
        .hasMessageContaining("Invalid principal in policy");
    assertThatThrownBy(() ->
            HERE.admin()
                .s3()
                .putBucketPolicy(p ->
                    p.bucket(BUCKET)
                        .policy(
                            Documents.policy(
                                """
                                {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "s3:GetObject",
                                 "Resource": "arn:aws:s3:::types/*"}\
                                """
                                    .formatted(arn)))))
        .hasMessageContaining("Invalid principal in policy");
  }

  @Test
  void whatIsInUseIsNotDeleted() {
    HERE.user("busy");
    iam.createGroup(g -> g.groupName("busy"));
    iam.addUserToGroup(g -> g.groupName("busy").userName("busy"));
    assertThatThrownBy(() -> iam.deleteGroup(g -> g.groupName("busy")))
        .isInstanceOf(IamException.class)
        .hasMessageContaining("must remove users from group first");
    var key = iam.listAccessKeys(k -> k.userName("busy")).accessKeyMetadata().getFirst();
    iam.deleteAccessKey(k -> k.userName("busy").accessKeyId(key.accessKeyId()));
    assertThatThrownBy(() -> iam.deleteUser(u -> u.userName("busy")))
        .hasMessageContaining("must remove users from group first");
    iam.removeUserFromGroup(g -> g.groupName("busy").userName("busy"));
    iam.deleteUser(u -> u.userName("busy"));
    iam.deleteGroup(g -> g.groupName("busy"));
    assertThatThrownBy(() -> iam.getGroup(g -> g.groupName("busy")))
        .isInstanceOf(NoSuchEntityException.class);
  }

  @Test
  void aBoundaryLimitsAndGrantsNothing() {
    var user = HERE.user("bounded", Documents.allow("s3:*", "*"));
    var boundary =
        iam.createPolicy(p ->
                p.policyName("OnlyPut")
                    .policyDocument(Documents.policy(Documents.allow("s3:PutObject", "*"))))
            .policy()
            .arn();
    read(user);
    iam.putUserPermissionsBoundary(b -> b.userName("bounded").permissionsBoundary(boundary));
    denied("no permissions boundary allows", () -> read(user));
    assertThat(
            iam.getUser(u -> u.userName("bounded"))
                .user()
                .permissionsBoundary()
                .permissionsBoundaryArn())
        .isEqualTo(boundary);
    assertThatThrownBy(() -> iam.deletePolicy(p -> p.policyArn(boundary)))
        .hasMessageContaining("Cannot delete a policy attached");
    iam.deleteUserPermissionsBoundary(b -> b.userName("bounded"));
    read(user);
    assertThatThrownBy(() -> iam.deleteUserPermissionsBoundary(b -> b.userName("bounded")))
        .isInstanceOf(NoSuchEntityException.class);
    iam.deletePolicy(p -> p.policyArn(boundary));
    assertThatThrownBy(() ->
            iam.putUserPermissionsBoundary(
                b -> b.userName("bounded").permissionsBoundary(boundary)))
        .isInstanceOf(NoSuchEntityException.class);
  }

  @Test
  void aRolesBoundaryLimitsSessionsThatAreOpenAlready() {
    var role = HERE.role("BoundedRole", Documents.allow("s3:*", "*"));
    var session =
        Environment.assume(
            HERE.admin(),
            AssumeRoleRequest.builder().roleArn(role).roleSessionName("open").build());
    read(session);
    iam.putRolePermissionsBoundary(b ->
        b.roleName("BoundedRole").permissionsBoundary("arn:aws:iam::aws:policy/IAMReadOnlyAccess"));
    denied("no permissions boundary allows", () -> read(session));
    iam.deleteRolePermissionsBoundary(b -> b.roleName("BoundedRole"));
    read(session);
  }

  /// AWS: "Delegating responsibility to others using permissions boundaries".
  @Test
  void aDelegateCanBoundButNotUnbound() {
    var boundary = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    var delegate =
        HERE.user(
            "delegate",
            """
            {"Effect": "Allow", "Action": ["iam:CreateUser", "iam:PutUserPolicy", "iam:PutUserPermissionsBoundary"],
             "Resource": "*", "Condition": {"StringEquals": {"iam:PermissionsBoundary": "%s"}}}
            """
                .formatted(boundary),
            Documents.deny("iam:DeleteUserPermissionsBoundary", "*"));
    denied(
        "no identity-based policy allows",
        () -> delegate.iam().createUser(u -> u.userName("free")));
    delegate.iam().createUser(u -> u.userName("tied").permissionsBoundary(boundary));
    delegate
        .iam()
        .putUserPolicy(p ->
            p.userName("tied")
                .policyName("all")
                .policyDocument(Documents.policy(Documents.allow("*", "*"))));
    denied(
        "no identity-based policy allows",
        () ->
            delegate
                .iam()
                .putUserPermissionsBoundary(b ->
                    b.userName("tied")
                        .permissionsBoundary("arn:aws:iam::aws:policy/AdministratorAccess")));
    denied(
        "explicit deny",
        () -> delegate.iam().deleteUserPermissionsBoundary(b -> b.userName("tied")));
    // What has no such boundary is not the delegate's to touch.
    denied(
        "no identity-based policy allows",
        () ->
            delegate
                .iam()
                .putUserPolicy(p ->
                    p.userName("admin")
                        .policyName("all")
                        .policyDocument(Documents.policy(Documents.allow("*", "*")))));
  }

  @Test
  void managedSessionPoliciesLimitTogetherWithTheDocumentThatIsPassed() {
    var role = HERE.role("Sessions", Documents.allow("s3:*", "*"));
    var readOnly =
        PolicyDescriptorType.builder()
            .arn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
            .build();
    var logs =
        PolicyDescriptorType.builder()
            .arn("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole")
            .build();
    read(Environment.assume(HERE.admin(), session(role).policyArns(readOnly).build()));
    var nothing = Environment.assume(HERE.admin(), session(role).policyArns(logs).build());
    denied("no session policy allows", () -> read(nothing));
    // Session policies add up; together they limit.
    read(Environment.assume(HERE.admin(), session(role).policyArns(logs, readOnly).build()));
    var put = Documents.policy(Documents.allow("s3:PutObject", "*"));
    read(Environment.assume(HERE.admin(), session(role).policy(put).policyArns(readOnly).build()));
    var putOnly = Environment.assume(HERE.admin(), session(role).policy(put).build());
    denied("no session policy allows", () -> read(putOnly));
    assertThatThrownBy(() ->
            HERE.admin()
                .sts()
                .assumeRole(
                    session(role)
                        .policyArns(p -> p.arn("arn:aws:iam::123456789012:policy/none"))
                        .build()))
        .hasMessageContaining("does not exist or is not attachable");
  }

  private static AssumeRoleRequest.Builder session(String role) {
    return AssumeRoleRequest.builder().roleArn(role).roleSessionName("session");
  }

  @Test
  void aRoleMadeAnewIsNotTheOneThatIsTrusted() {
    var trusted = HERE.role("Trusted", Documents.allow("sts:AssumeRole", "*"));
    iam.createRole(r ->
        r.roleName("Trusting")
            .assumeRolePolicyDocument(Documents.trust("{\"AWS\": \"%s\"}".formatted(trusted))));
    var target = session("arn:aws:iam::123456789012:role/Trusting").build();
    var then = Environment.assume(HERE.admin(), session(trusted).build());
    then.sts().assumeRole(target);
    assertThat(trust("Trusting")).contains(trusted);
    var id = iam.getRole(r -> r.roleName("Trusted")).role().roleId();
    iam.deleteRolePolicy(p -> p.roleName("Trusted").policyName("permissions"));
    iam.deleteRole(r -> r.roleName("Trusted"));
    assertThat(trust("Trusting")).contains(id).doesNotContain(trusted);
    HERE.role("Trusted", Documents.allow("sts:AssumeRole", "*"));
    var now = Environment.assume(HERE.admin(), session(trusted).build());
    denied("is not authorized to perform: sts:AssumeRole", () -> now.sts().assumeRole(target));
    assertThat(trust("Trusting")).contains(id);
    // Whoever means the new one says so again.
    iam.updateAssumeRolePolicy(r ->
        r.roleName("Trusting")
            .policyDocument(Documents.trust("{\"AWS\": \"%s\"}".formatted(trusted))));
    now.sts().assumeRole(target);
  }

  private static String trust(String role) {
    return java.net.URLDecoder.decode(
        iam.getRole(r -> r.roleName(role)).role().assumeRolePolicyDocument(),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void aRoleMadeAnewIsNotTheOneThatAFunctionOrABucketKnows() {
    var role = HERE.role("Known");
    iam.createRole(r -> r.roleName("Runs").assumeRolePolicyDocument(Documents.trustOfLambda()));
    var zip =
        software.amazon.awssdk.core.SdkBytes.fromByteArray(TinyFunction.zip(HERE.folder(), "echo"));
    HERE.admin()
        .lambda()
        .createFunction(f ->
            f.functionName("known")
                .role("arn:aws:iam::123456789012:role/Runs")
                .runtime("provided.al2023")
                .handler("any")
                .code(c -> c.zipFile(zip)));
    HERE.admin()
        .lambda()
        .addPermission(p ->
            p.functionName("known")
                .statementId("known")
                .action("lambda:GetFunctionConfiguration")
                .principal(role));
    HERE.admin().s3().createBucket(b -> b.bucket("known-to"));
    HERE.admin()
        .s3()
        .putBucketPolicy(p ->
            p.bucket("known-to")
                .policy(
                    Documents.policy(
                        """
                        {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "s3:ListBucket",
                         "Resource": "arn:aws:s3:::known-to"}\
                        """
                            .formatted(role))));
    var then = Environment.assume(HERE.admin(), session(role).build());
    then.lambda().getFunctionConfiguration(f -> f.functionName("known"));
    then.s3().listObjectsV2(l -> l.bucket("known-to"));
    var id = iam.getRole(r -> r.roleName("Known")).role().roleId();
    iam.deleteRole(r -> r.roleName("Known"));
    HERE.role("Known");
    var now = Environment.assume(HERE.admin(), session(role).build());
    denied(
        "is not authorized",
        () -> now.lambda().getFunctionConfiguration(f -> f.functionName("known")));
    denied("is not authorized", () -> now.s3().listObjectsV2(l -> l.bucket("known-to")));
    assertThat(HERE.admin().lambda().getPolicy(p -> p.functionName("known")).policy())
        .contains(id)
        .doesNotContain(role);
    assertThat(HERE.admin().s3().getBucketPolicy(p -> p.bucket("known-to")).policy())
        .contains(id)
        .doesNotContain(role);
  }
}
