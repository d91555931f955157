package dev.safelight.cli.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a deployment does to access, in words.
class AccessChangeTest {
  private static final TemplateFile OWN = TemplateFile.read(Path.of("../template.yaml"));
  private static final TemplateFile.Where WHERE =
      new TemplateFile.Where("123456789012", "us-east-1", "photos");
  private static final String ROLE = "role arn:aws:iam::123456789012:role/LambdaThumbRole";
  private static final String BUCKET = "arn:aws:s3:::photos-photos-123456789012";

  private static List<String> between(Map<String, String> before, Map<String, String> after) {
    return words(
        AccessChange.between(Optional.of(OWN.plan(before, WHERE)), OWN.plan(after, WHERE)));
  }

  private static List<String> words(List<AccessChange> changes) {
    return changes.stream()
        .map(it -> it.who() + " " + it.verb() + " " + it.what() + it.how())
        .toList();
  }

  private static List<String> of(String before, String after) {
    return words(
        AccessChange.between(
            Optional.of(TemplateFile.parse("b", before).plan(Map.of(), WHERE)),
            TemplateFile.parse("a", after).plan(Map.of(), WHERE)));
  }

  @Test
  void aNewStackSaysWhoMayWhat() {
    assertThat(words(AccessChange.between(Optional.empty(), OWN.plan(Map.of(), WHERE))))
        .containsExactlyInAnyOrder(
            ROLE
                + " gains logs:CreateLogStream, logs:PutLogEvents on"
                + " arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/photos-thumbnailer:*,"
                + " by WriteOwnLogs of own-logs",
            ROLE
                + " gains sqs:SendMessage on arn:aws:sqs:us-east-1:123456789012:photos-failed, by"
                + " ReportOwnFailures of own-failed-queue",
            ROLE
                + " gains s3:GetObject on "
                + BUCKET
                + "/originals/*, only over TLS, by ReadOriginals of bucket policy of"
                + " photos-photos-123456789012",
            ROLE
                + " gains s3:PutObject on "
                + BUCKET
                + "/thumbnails/*, only over TLS, by WriteThumbnails of bucket policy of"
                + " photos-photos-123456789012",
            "service lambda.amazonaws.com gains sts:AssumeRole on"
                + " arn:aws:iam::123456789012:role/LambdaThumbRole, by LambdaMayAssume of trust"
                + " policy of LambdaThumbRole",
            "service s3.amazonaws.com gains lambda:InvokeFunction on"
                + " arn:aws:lambda:us-east-1:123456789012:function:photos-thumbnailer, if"
                + " AWS:SourceAccount StringEquals 123456789012 and AWS:SourceArn ArnLike "
                + BUCKET
                + ", by Permission of function policy of photos-thumbnailer");
  }

  @Test
  void nothingChangesWhereOnlyMemoryDoes() {
    assertThat(between(Map.of(), Map.of("MemorySize", "512", "Renditions", "a=1x1"))).isEmpty();
  }

  @Test
  void anotherAccessModelChangesTheGrantAndNotTheAccess() {
    assertThat(between(Map.of(), Map.of("AccessModel", "RolePolicy")))
        .hasSize(2)
        .allMatch(line -> line.startsWith(ROLE + " keeps s3:"))
        .anyMatch(line ->
            line.endsWith(
                "originals/*, only over TLS, now by ReadOriginals of own-photos, before by"
                    + " ReadOriginals of bucket policy of photos-photos-123456789012"));
  }

  @Test
  void whatIsTakenAwayIsLost() {
    var open =
        """
        Resources:
          Ann: {Type: AWS::IAM::User, Properties: {UserName: ann, Policies: [{PolicyName: p, PolicyDocument:
            {Version: "2012-10-17", Statement: [{Sid: All, Effect: Allow, Action: "s3:*", Resource: "*"}]}}]}}
        """;
    assertThat(of(open, open.replace("s3:*", "s3:Get*")))
        .containsExactly("user arn:aws:iam::123456789012:user/ann loses s3:* on *, by All of p");
    assertThat(of(open.replace("s3:*", "s3:Get*"), open))
        .containsExactly("user arn:aws:iam::123456789012:user/ann gains s3:* on *, by All of p");
  }

  @Test
  void aDenyThatIsAddedIsSeenAndOneThatChangesNothingIsNot() {
    var template =
        """
        Resources:
          Ann: {Type: AWS::IAM::User, Properties: {UserName: ann, Policies: [{PolicyName: p, PolicyDocument:
            {Version: "2012-10-17", Statement: [{Sid: All, Effect: Allow, Action: "s3:*", Resource: "*"}%s]}}]}}
        """;
    assertThat(
            of(
                template.formatted(""),
                template.formatted(
                    ", {Effect: Deny, Action: s3:DeleteObject, Resource: \"arn:aws:s3:::b/*\"},"
                        + " {Effect: Deny, Action: \"iam:*\", Resource: \"*\"}")))
        .containsExactly(
            "user arn:aws:iam::123456789012:user/ann loses s3:DeleteObject on arn:aws:s3:::b/*, by"
                + " All of p");
  }

  @Test
  void aConditionThatFallsAwayIsSaid() {
    var template =
        """
        Resources:
          Ann: {Type: AWS::IAM::User, Properties: {UserName: ann, Policies: [{PolicyName: p, PolicyDocument:
            {Version: "2012-10-17", Statement: [{Sid: Net, Effect: Allow, Action: "s3:GetObject", Resource: "*"%s}]}}]}}
        """;
    assertThat(
            of(
                template.formatted(", Condition: {IpAddress: {aws:SourceIp: 10.0.0.0/8}}"),
                template.formatted("")))
        .containsExactly(
            "user arn:aws:iam::123456789012:user/ann keeps s3:GetObject on *, now always, before if"
                + " aws:SourceIp IpAddress 10.0.0.0/8");
  }

  @Test
  void aBucketThatIsOpenedToTheWorldIsNamedSo() {
    var template =
        """
        Resources:
          B: {Type: AWS::S3::Bucket, Properties: {BucketName: open}}
          P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref B, PolicyDocument:
            {Version: "2012-10-17", Statement: [{Sid: S, Effect: Allow, Principal: %s, Action: "s3:GetObject", Resource: "arn:aws:s3:::open/*"}]}}}
        """;
    assertThat(of(template.formatted("{AWS: \"123456789012\"}"), template.formatted("\"*\"")))
        .anyMatch(line -> line.startsWith("everyone, without a signature gains s3:GetObject"))
        .anyMatch(line -> line.startsWith("anybody of any other AWS account gains s3:GetObject"));
  }
}
