package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/// What a stack may do is what whoever makes it may do, at that moment and no more.
class StackAccessTest {
  @RegisterExtension static final Environment HERE = new Environment();

  private static final String STACKS = Documents.allow("cloudformation:*", "*");
  private static final String LOGS = Documents.allow("logs:*", "*");

  @Test
  void whoMayNotCreateARoleReadsItInTheEventsAndNothingIsLeft() {
    var deployer = HERE.user("no-roles", STACKS, LOGS);
    var stack =
        Stacks.create(
            deployer.cloudFormation(),
            Stacks.request(
                "no-roles",
                Stacks.logGroup("/no-roles", Stacks.role("NoRoles", "    DependsOn: Log\n"))));
    assertThat(stack.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
    var reason = Stacks.failure(deployer.cloudFormation(), "no-roles", "Role");
    // The form is that of events seen on AWS.
    var form =
        Pattern.compile(
            "Resource handler returned message: \"User: arn:aws:iam::123456789012:user/no-roles is not"
                + " authorized to perform: iam:CreateRole on resource:"
                + " arn:aws:iam::123456789012:role/NoRoles because no identity-based policy allows the"
                + " iam:CreateRole action \\(Service: Iam, Status Code: 403, Request ID: (?<id>[-0-9a-f]+)\\)\""
                + " \\(RequestToken: [-0-9a-f]+, HandlerErrorCode: AccessDenied\\)");
    assertThat(reason).matches(form);
    var match = form.matcher(reason);
    assertThat(match.matches()).isTrue();
    var record = HERE.record(match.group("id"));
    assertThat(record.caller()).endsWith(":user/no-roles");
    assertThat(record.sourceAddress()).isEqualTo("cloudformation.amazonaws.com");
    assertThat(record.service() + ":" + record.operation()).isEqualTo("iam:CreateRole");
    assertThat(record.code()).isEqualTo("AccessDenied");
    assertThat(
            HERE.admin()
                .logs()
                .describeLogGroups(d -> d.logGroupNamePrefix("/no-roles"))
                .logGroups())
        .isEmpty();
  }

  @Test
  void policiesCanTellCallsOfAStackFromThoseOfItsMaker() {
    var via =
        """
        {"Effect": "Allow", "Action": "logs:*", "Resource": "*", "Condition": {
          "ForAnyValue:StringEquals": {"aws:CalledVia": "cloudformation.amazonaws.com"},
          "StringEquals": {"aws:CalledViaFirst": "cloudformation.amazonaws.com",
                           "aws:CalledViaLast": "cloudformation.amazonaws.com"},
          "Bool": {"aws:ViaAWSService": "true"}}}
        """;
    var deployer = HERE.user("only-via", STACKS, via);
    assertThatThrownBy(() -> deployer.logs().createLogGroup(c -> c.logGroupName("/only-via")))
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining("logs:CreateLogGroup");
    var stack =
        Stacks.create(
            deployer.cloudFormation(), Stacks.request("only-via", Stacks.logGroup("/only-via")));
    assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
  }

  /// Lambda reads the package, CloudFormation made it do so.
  @Test
  void whatComesThroughAStackComesThroughItAtWhateverRemove() {
    var s3 = HERE.admin().s3();
    s3.createBucket(b -> b.bucket("remote-code"));
    s3.putObject(
        p -> p.bucket("remote-code").key("f.zip"),
        RequestBody.fromBytes(TinyFunction.zip(HERE.folder(), "echo")));
    var role = HERE.role("RemoteCode", LOGS);
    var notThroughStacks =
        """
        {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "*", "Condition": {
          "ForAnyValue:StringEquals": {"aws:CalledVia": "cloudformation.amazonaws.com"}}}
        """;
    var deployer =
        HERE.user(
            "remote",
            STACKS,
            Documents.allow("lambda:*", "*"),
            Documents.allow("s3:GetObject", "*"),
            Documents.allow("iam:PassRole", "*"),
            notThroughStacks);
    var template =
        """
        Resources:
          F:
            Type: AWS::Lambda::Function
            Properties:
              FunctionName: remote
              Runtime: provided.al2023
              Architectures: [%s]
              Handler: bootstrap
              Role: %s
              Code: {S3Bucket: remote-code, S3Key: f.zip}
        """
            .formatted(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64", role);
    var stack = Stacks.create(deployer.cloudFormation(), Stacks.request("remote", template));
    assertThat(stack.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(Stacks.failure(deployer.cloudFormation(), "remote", "F"))
        .contains("explicit deny", "s3:GetObject");
  }

  @Test
  void whatLimitsASessionLimitsItsStacks() {
    HERE.role("Wide", STACKS, LOGS);
    var narrow =
        Environment.assume(
            HERE.user("wearer", Documents.allow("sts:AssumeRole", "*")),
            AssumeRoleRequest.builder()
                .roleArn("arn:aws:iam::123456789012:role/Wide")
                .roleSessionName("narrow")
                .policy(Documents.policy(STACKS))
                .build());
    var stack =
        Stacks.create(
            narrow.cloudFormation(), Stacks.request("narrowed", Stacks.logGroup("/narrowed")));
    assertThat(stack.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(Stacks.failure(narrow.cloudFormation(), "narrowed", "Log"))
        .contains(
            "User: arn:aws:sts::123456789012:assumed-role/Wide/narrow is not authorized to perform: logs:CreateLogGroup",
            "because no session policy allows the logs:CreateLogGroup action");
  }

  @Test
  void policiesCountAsTheyAreWhenTheCallIsMade() {
    var deployer = HERE.user("narrowed-meanwhile", STACKS, LOGS, Documents.allow("iam:*", "*"));
    var template =
        """
        Resources:
          Narrower:
            Type: AWS::IAM::Policy
            Properties:
              PolicyName: narrower
              Users: [narrowed-meanwhile]
              PolicyDocument:
                Version: "2012-10-17"
                Statement: [{Effect: Deny, Action: "logs:CreateLogGroup", Resource: "*"}]
          Log: {Type: "AWS::Logs::LogGroup", DependsOn: Narrower}
        """;
    var stack = Stacks.create(deployer.cloudFormation(), Stacks.request("meanwhile", template));
    assertThat(stack.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(Stacks.failure(deployer.cloudFormation(), "meanwhile", "Log"))
        .contains("with an explicit deny in an identity-based policy");
  }

  @Test
  void aRoleIsHandedOverOnlyByThoseWhoMayAndWorksForAllWhoComeLater() {
    var admin = HERE.admin().iam();
    var role =
        admin
            .createRole(r ->
                r.roleName("StackRole")
                    .assumeRolePolicyDocument(
                        Documents.trust("{\"Service\": \"cloudformation.amazonaws.com\"}")))
            .role()
            .arn();
    admin.putRolePolicy(
        p -> p.roleName("StackRole").policyName("logs").policyDocument(Documents.policy(LOGS)));
    var request =
        Stacks.request("by-role", Stacks.logGroup("/by-role")).toBuilder().roleARN(role).build();
    var without = HERE.user("passes-none", STACKS);
    assertThatThrownBy(() -> without.cloudFormation().createStack(request))
        .hasMessageContaining(
            "User: arn:aws:iam::123456789012:user/passes-none is not authorized to perform:"
                + " iam:PassRole on resource: arn:aws:iam::123456789012:role/StackRole because no"
                + " identity-based policy allows the iam:PassRole action");
    var passes =
        """
        {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "%s",
         "Condition": {"StringEquals": {"iam:PassedToService": "cloudformation.amazonaws.com"}}}
        """
            .formatted(role);
    var deployer = HERE.user("passes-it", STACKS, passes);
    var stack = Stacks.create(deployer.cloudFormation(), request);
    assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    assertThat(stack.roleARN()).isEqualTo(role);
    assertThat(HERE.cloud().trail(200))
        .anyMatch(record ->
            record.operation().equals("CreateLogGroup")
                && record.caller().endsWith(":assumed-role/StackRole/AWSCloudFormation"));
    // Whoever may delete the stack needs none of what the role may.
    Stacks.delete(without.cloudFormation(), "by-role");
    assertThat(
            HERE.admin()
                .logs()
                .describeLogGroups(d -> d.logGroupNamePrefix("/by-role"))
                .logGroups())
        .isEmpty();
  }

  @Test
  void aRoleThatDoesNotTrustCloudFormationIsRefusedAtOnce() {
    var role = HERE.role("TrustsOthers", LOGS);
    assertThatThrownBy(() ->
            HERE.admin()
                .cloudFormation()
                .createStack(
                    Stacks.request("untrusted", Stacks.logGroup("/untrusted")).toBuilder()
                        .roleARN(role)
                        .build()))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining("Role " + role + " is invalid or cannot be assumed");
  }

  @Test
  void aTemplateInS3IsReadAsWhoeverNamesIt() {
    var s3 = HERE.admin().s3();
    s3.createBucket(b -> b.bucket("templates"));
    s3.putObject(
        p -> p.bucket("templates").key("a b/t.yaml"),
        RequestBody.fromString(Stacks.logGroup("/from-s3")));
    var url = HERE.cloud().httpsEndpoint() + "/templates/a%20b/t.yaml";
    var request =
        Stacks.request("from-s3", "").toBuilder().templateBody(null).templateURL(url).build();
    var blind = HERE.user("blind", STACKS, LOGS);
    assertThatThrownBy(() -> blind.cloudFormation().createStack(request))
        .hasMessageContaining("S3 error: ")
        .hasMessageContaining("s3:GetObject");
    var reader =
        HERE.user(
            "reader", STACKS, LOGS, Documents.allow("s3:GetObject", "arn:aws:s3:::templates/*"));
    assertThat(Stacks.create(reader.cloudFormation(), request).stackStatusAsString())
        .isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void aPolicyCanNameStacksRolesAndTemplates() {
    var one =
        Documents.allow(
            "cloudformation:*", "arn:aws:cloudformation:us-east-1:123456789012:stack/mine-*/*");
    var fixed =
        """
        {"Effect": "Deny", "Action": "cloudformation:CreateStack", "Resource": "*",
         "Condition": {"StringLike": {"cloudformation:TemplateUrl": "*"}}}
        """;
    var owner = HERE.user("owner", one, LOGS, fixed);
    assertThat(
            Stacks.create(
                    owner.cloudFormation(), Stacks.request("mine-1", Stacks.logGroup("/mine")))
                .stackStatusAsString())
        .isEqualTo("CREATE_COMPLETE");
    assertThatThrownBy(() ->
            owner.cloudFormation().createStack(Stacks.request("yours", Stacks.logGroup("/yours"))))
        .hasMessageContaining(
            "cloudformation:CreateStack on resource:"
                + " arn:aws:cloudformation:us-east-1:123456789012:stack/yours/*");
    assertThatThrownBy(() ->
            owner
                .cloudFormation()
                .createStack(
                    Stacks.request("mine-2", "").toBuilder()
                        .templateBody(null)
                        .templateURL("https://s3.amazonaws.com/templates/t.yaml")
                        .build()))
        .hasMessageContaining("with an explicit deny");
  }
}
