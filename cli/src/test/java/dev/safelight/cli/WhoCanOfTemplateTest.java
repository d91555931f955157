package dev.safelight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `who-can --template`: of a stack that is nowhere yet.
class WhoCanOfTemplateTest {
  private static final Path OWN = Path.of("../template.yaml");
  private static final String ROLE = "arn:aws:iam::123456789012:role/LambdaThumbRole";
  private static final String ORIGINAL = "arn:aws:s3:::photos-photos-123456789012/originals/a.jpg";

  @TempDir Path folder;

  private static Ran own(String action, String resource, Object... more) {
    var words =
        new ArrayList<Object>(
            List.of("who-can", action, resource, "--template", OWN, "--stack-name", "photos"));
    words.addAll(List.of(more));
    return Ran.safelight(words.toArray());
  }

  private Ran ask(String template, String action, String resource) throws IOException {
    var file = Files.writeString(folder.resolve("t.yaml"), template);
    return Ran.safelight("who-can", action, resource, "--template", file);
  }

  private static int lineOf(String text) throws IOException {
    var lines = Files.readAllLines(OWN);
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).contains(text)) {
        return line + 1;
      }
    }
    throw new AssertionError("no line has " + text);
  }

  @Test
  void theRoleReadsOriginalsByTheBucketsPolicyAndItsLineIsSaid() throws IOException {
    var ran = own("s3:GetObject", ORIGINAL);
    assertThat(ran.code()).as(ran.err()).isZero();
    // The role's grant stands first in the file, the bucket's second.
    assertThat(ran.out())
        .contains("role " + ROLE + " (any session), only over TLS")
        .containsPattern(
            "by ReadOriginals of the resource-based policy \"bucket policy of photos-photos-123456789012\", template.yaml:\\d+");
    var line =
        Integer.parseInt(ran.out().replaceAll("(?s).*ReadOriginals[^\n]*yaml:(\\d+).*", "$1"));
    assertThat(Files.readAllLines(OWN).get(line - 1)).contains("Sid: ReadOriginals");
    assertThat(line).isGreaterThan(lineOf("PhotosPolicy:"));
  }

  @Test
  void inEachAccessModelTheSameRoleMayByAnotherPolicy() {
    for (var model : List.of("RolePolicy", "Both")) {
      var ran =
          own(
              "s3:PutObject",
              "${Photos.Arn}/thumbnails/a.jpg",
              "--parameter",
              "AccessModel=" + model);
      assertThat(ran.code()).as(ran.err()).isZero();
      assertThat(ran.out())
          .contains("role " + ROLE)
          .contains("WriteThumbnails of the identity-based policy \"own-photos\" (" + ROLE + ")");
      assertThat(ran.out().contains("bucket policy of photos-photos-123456789012\", template.yaml"))
          .isTrue(); // the Deny without TLS, and under Both the grant
      assertThat(ran.out().contains("WriteThumbnails of the resource-based policy"))
          .isEqualTo(model.equals("Both"));
    }
  }

  @Test
  void theRoleReadsNoThumbnail() {
    var ran = own("s3:GetObject", "${Photos.Arn}/thumbnails/a.jpg");
    assertThat(ran.out()).doesNotContain("LambdaThumbRole (").contains("account root");
  }

  @Test
  void s3MayCallTheFunctionForThisBucketAlone() {
    var ran = own("lambda:InvokeFunction", "${Thumbnailer.Arn}");
    assertThat(ran.out())
        .contains("service s3.amazonaws.com")
        .contains(
            "Permission of the resource-based policy \"function policy of photos-thumbnailer\"")
        .contains("if AWS:SourceArn ArnLike arn:aws:s3:::photos-photos-123456789012");
  }

  @Test
  void lambdaAloneMayWearTheRole() {
    var ran = own("sts:AssumeRole", "${LambdaThumbRole.Arn}", "--output", "json");
    assertThat(ran.json().path("principals")).hasSize(1);
    assertThat(ran.json().at("/principals/0/principal").asText()).isEqualTo("lambda.amazonaws.com");
  }

  @Test
  void aRoleThatIsOnlyNamedIsSaidToBeUnknown() throws IOException {
    var ran =
        ask(
            """
            Resources:
              Bucket: {Type: AWS::S3::Bucket}
              Policy:
                Type: AWS::S3::BucketPolicy
                Properties:
                  Bucket: !Ref Bucket
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      Effect: Allow
                      Principal: {AWS: "arn:aws:iam::123456789012:role/team/Reporter"}
                      Action: s3:GetObject
                      Resource: !Sub "${Bucket.Arn}/*"
            """,
            "s3:GetObject",
            "${Bucket.Arn}/k");
    assertThat(ran.out())
        .contains("s3:GetObject on arn:aws:s3:::safelight-bucket-xxxxxxxxxxxx/k")
        .contains(
            "role arn:aws:iam::123456789012:role/team/Reporter (any session), not of this template: its own policies are not known")
        .contains("t.yaml:10");
  }

  @Test
  void groupsManagedPoliciesAndBoundariesCount() throws IOException {
    var template =
        """
        Resources:
          Readers:
            Type: AWS::IAM::Group
            Properties: {GroupName: readers, ManagedPolicyArns: [!Ref Reads]}
          Ann: {Type: AWS::IAM::User, Properties: {UserName: ann, Groups: [!Ref Readers]}}
          Bob:
            Type: AWS::IAM::User
            Properties: {UserName: bob, Groups: [!Ref Readers], PermissionsBoundary: !Ref Nothing}
          Cy: {Type: AWS::IAM::User, Properties: {UserName: cy, ManagedPolicyArns: ["arn:aws:iam::aws:policy/Unheard"]}}
          Reads:
            Type: AWS::IAM::ManagedPolicy
            Properties:
              PolicyDocument:
                Version: "2012-10-17"
                Statement: [{Sid: R, Effect: Allow, Action: "s3:Get*", Resource: "*"}]
          Nothing:
            Type: AWS::IAM::ManagedPolicy
            Properties:
              PolicyDocument:
                Version: "2012-10-17"
                Statement: [{Effect: Allow, Action: "logs:*", Resource: "*"}]
        """;
    var ran = ask(template, "s3:GetObject", "arn:aws:s3:::any/k");
    assertThat(ran.out())
        .contains("user arn:aws:iam::123456789012:user/ann")
        .contains("by R of the identity-based policy \"safelight-Reads-XXXXXXXXXXXX\"")
        .doesNotContain("user/bob", "user/cy")
        .contains(
            "Not looked into, since its document is not known here: arn:aws:iam::aws:policy/Unheard");
  }

  @Test
  void aGroupThatIsOnlyNamedIsSaidToBeUnknown() throws IOException {
    var template =
        """
        Resources:
          Ann: {Type: AWS::IAM::User, Properties: {UserName: ann, Groups: [elders]}}
          Own: {Type: AWS::IAM::Group, Properties: {GroupName: own}}
          Reads:
            Type: AWS::IAM::Policy
            Properties:
              PolicyName: reads
              Groups: [readers, !Ref Own]
              PolicyDocument:
                Version: "2012-10-17"
                Statement: [{Effect: Allow, Action: "s3:GetObject", Resource: "*"}]
        """;
    assertThat(ask(template, "s3:GetObject", "arn:aws:s3:::any/k").out())
        .contains(
            "Not looked into, since who is in it and what else it may is not known here: arn:aws:iam::123456789012:group/elders",
            "not known here: arn:aws:iam::123456789012:group/readers")
        .doesNotContain("group/own");
  }

  /// What a template cannot say is nobody's reason to be left out.
  @Test
  void tagsThatNobodyKnowsYetAreConditions() throws IOException {
    var template =
        """
        Resources:
          Bucket: {Type: AWS::S3::Bucket}
          Cy: {Type: AWS::IAM::User, Properties: {UserName: cy, Tags: [{Key: team, Value: red}]}}
          Policy:
            Type: AWS::S3::BucketPolicy
            Properties:
              Bucket: !Ref Bucket
              PolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: {AWS: ["arn:aws:iam::123456789012:role/Reporter", !GetAtt Cy.Arn]}
                    Action: s3:GetObject
                    Resource: !Sub "${Bucket.Arn}/*"
                    Condition: {StringEquals: {"aws:PrincipalTag/team": blue}}
                  - Effect: Allow
                    Principal: {AWS: ["arn:aws:iam::123456789012:user/Dee"]}
                    Action: s3:GetObject
                    Resource: !Sub "${Bucket.Arn}/*"
                    Condition: {StringEquals: {"s3:ExistingObjectTag/public": "yes"}}
        """;
    var ran = ask(template, "s3:GetObject", "${Bucket.Arn}/k");
    assertThat(ran.out())
        .contains(
            "role arn:aws:iam::123456789012:role/Reporter",
            "if aws:PrincipalTag/team StringEquals blue",
            "user arn:aws:iam::123456789012:user/Dee",
            "if s3:ExistingObjectTag/public StringEquals yes")
        // The template says what its own user is tagged with.
        .doesNotContain("user/cy");
    var json =
        Ran.safelight(
                "who-can",
                "s3:GetObject",
                "${Bucket.Arn}/k",
                "--template",
                folder.resolve("t.yaml"),
                "--output",
                "json")
            .json();
    assertThat(json.path("principals"))
        .filteredOn(it -> !it.path("kind").asText().equals("root"))
        .hasSize(2)
        .allMatch(it -> it.path("allowed").asText().equals("conditionally"));
  }

  @Test
  void theTagsOfATemplatesResourcesCount() throws IOException {
    var template =
        """
        Resources:
          Red: {Type: AWS::SQS::Queue, Properties: {QueueName: red, Tags: [{Key: team, Value: red}]}}
          Secret: {Type: AWS::SSM::Parameter, Properties: {Name: /secret, Type: String, Value: x, Tags: {team: red}}}
          Worker:
            Type: AWS::IAM::Role
            Properties:
              RoleName: Worker
              Tags: [{Key: team, Value: red}]
              AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]}
          Cy:
            Type: AWS::IAM::User
            Properties:
              UserName: cy
              Policies:
                - PolicyName: team
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - {Effect: Allow, Action: ["sqs:*", "ssm:*"], Resource: "*", Condition: {StringEquals: {"aws:ResourceTag/team": red}}}
                      - {Effect: Allow, Action: "iam:*", Resource: "*", Condition: {StringEquals: {"iam:ResourceTag/team": red}}}
        """;
    for (var may :
        List.of(
            List.of("sqs:SendMessage", "${Red.Arn}"),
            List.of("ssm:GetParameter", "arn:aws:ssm:us-east-1:123456789012:parameter/secret"),
            List.of("iam:DeleteRole", "${Worker.Arn}"))) {
      var ran = ask(template, may.getFirst(), may.getLast());
      assertThat(ran.out()).as(ran.err()).contains("user/cy").doesNotContain("    if ");
    }
    // Of a queue that is not the template's nobody knows; one that it gives another tag is told.
    assertThat(ask(template, "sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:other").out())
        .contains("user/cy", "if aws:ResourceTag/team StringEquals red");
    assertThat(
            ask(
                    template.replace(
                        "QueueName: red, Tags: [{Key: team, Value: red}]", "QueueName: red"),
                    "sqs:SendMessage",
                    "${Red.Arn}")
                .out())
        .doesNotContain("user/cy");
  }

  @Test
  void aPublicBucketIsAnybodysUntilItIsRestricted() throws IOException {
    var template =
        """
        Resources:
          Bucket:
            Type: AWS::S3::Bucket
            Properties: {PublicAccessBlockConfiguration: {RestrictPublicBuckets: %s}}
          Policy:
            Type: AWS::S3::BucketPolicy
            Properties:
              Bucket: !Ref Bucket
              PolicyDocument:
                Version: "2012-10-17"
                Statement: [{Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: !Sub "${Bucket.Arn}/*"}]
        """;
    assertThat(ask(template.formatted("false"), "s3:GetObject", "${Bucket.Arn}/k").out())
        .contains("everyone, without a signature", "anybody of any other AWS account");
    assertThat(ask(template.formatted("true"), "s3:GetObject", "${Bucket.Arn}/k").out())
        .doesNotContain("everyone, without a signature", "anybody of any other AWS account");
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() throws IOException {
    var cyclic =
        ask(
            "Resources:\n  A: {Type: AWS::S3::Bucket, DependsOn: B}\n  B: {Type: AWS::S3::Bucket, DependsOn: A}\n",
            "s3:GetObject",
            "arn:aws:s3:::a/k");
    assertThat(cyclic.code()).isEqualTo(2);
    assertThat(cyclic.err()).contains("t.yaml", "Circular dependency between resources: [A, B]");
    var policy =
        ask(
            """
            Resources:
              P:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Alow, Action: "*", Resource: "*"}]}
            """,
            "s3:GetObject",
            "arn:aws:s3:::a/k");
    assertThat(policy.code()).isEqualTo(2);
    assertThat(own("s3:GetObject", "${Nothing.Arn}/k").code()).isEqualTo(2);
    assertThat(own("s3:GetObject", "${Nothing.Arn}/k").err()).contains("Nothing");
    assertThat(own("s3:GetObject", ORIGINAL, "--account", "12").err()).contains("12 digits");
    assertThat(own("s3:GetObject", ORIGINAL, "--parameter", "AccessModel=Nobody").err())
        .contains("AccessModel");
    assertThat(own("s3:*", ORIGINAL).err()).contains("one action");
  }
}
