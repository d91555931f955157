package dev.safelight.template.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.template.Sample;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemasTest {
  private static final Schemas SCHEMAS = Schemas.load();
  private static final Checker CHECKER = new Checker(SCHEMAS);

  private static List<Problem> problems(String type, String properties) {
    var resolved =
        Sample.resolve(
            "Resources: { Q: { Type: AWS::SQS::Queue }, R: { Type: "
                + type
                + ", Properties: "
                + properties
                + " } }",
            Map.of());
    return CHECKER.properties(resolved.resources().get("R"));
  }

  @Test
  void theTypesActedUponAreThereAndTheInertOnesAreMarked() {
    assertThat(SCHEMAS.names()).hasSize(23).contains("AWS::S3::Bucket", "AWS::SSM::Parameter");
    assertThat(SCHEMAS.names().stream().filter(name -> SCHEMAS.type(name).get().isInert()))
        .containsExactly(
            "AWS::CDK::Metadata",
            "AWS::CloudWatch::Alarm",
            "AWS::SNS::Subscription",
            "AWS::SNS::Topic");
    assertThat(SCHEMAS.isOnAws("AWS::DynamoDB::Table")).isTrue();
    assertThat(SCHEMAS.isOnAws("AWS::Nope::Nope")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::S3::Bucket, BucketName, YES",
    "AWS::S3::Bucket, VersioningConfiguration/Status, NO",
    "AWS::Lambda::Function, MemorySize, NO",
    "AWS::Lambda::Function, FunctionName, YES",
    "AWS::Lambda::Permission, SourceArn, YES",
    "AWS::IAM::Role, RoleName, YES",
    "AWS::IAM::Role, Policies/0/PolicyDocument, NO",
    "AWS::SQS::Queue, QueueName, YES",
    "AWS::SQS::Queue, VisibilityTimeout, NO"
  })
  void aChangeReplacesWhereAwsSays(String type, String path, Replaces wanted) {
    assertThat(SCHEMAS.type(type).get().replaces(List.of(path.split("/")))).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AWS::SQS::Queue        | {DelaySeconds: "5", FifoQueue: "true", QueueName: 5}
          AWS::SQS::Queue        | {QueueName: !GetAtt Q.QueueName, Tags: [{Key: a, Value: 1}]}
          AWS::IAM::Role         | {AssumeRolePolicyDocument: {any: [thing, 1]}}
          AWS::IAM::Role         | {AssumeRolePolicyDocument: "{}", MaxSessionDuration: 3600}
          AWS::Lambda::Function  | {Code: {ZipFile: x}, Role: !GetAtt Q.Arn, Environment: {Variables: {A: 1, B: true}}}
          AWS::S3::Bucket        | {CorsConfiguration: {CorsRules: [{AllowedMethods: [GET], AllowedOrigins: ["*"]}]}}
          """)
  void valuesThatCanBeReadAsWantedAreRight(String type, String properties) {
    assertThat(problems(type, properties)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AWS::SQS::Queue | {DelaySeconds: 901}               | keyword [maximum]        | at most 900
          AWS::SQS::Queue | {DelaySeconds: 1.5}               | expected type: Number    | an integer
          AWS::SQS::Queue | {QueueName: [a]}                  | found: JSONArray         | a string
          AWS::SQS::Queue | {Tags: [{Key: a}]}                | required key [Value]     | ``
          AWS::SQS::Queue | {Tags: [{Key: a, Value: b, C: d}]} | extraneous key [C]      | ``
          AWS::SQS::Queue | {Tags: {a: b}}                    | expected type: JSONArray | a list
          AWS::SQS::Queue | {Arn: a}                          | read-only property Arn   | ``
          AWS::SQS::Queue | {FifoQueue: maybe}                | expected type: Boolean   | true or false
          AWS::IAM::Role  | {AssumeRolePolicyDocument: [a], RoleName: "a b"} | keyword [pattern] | [\\w+=,.@-]+
          AWS::S3::Bucket | {PublicAccessBlockConfiguration: {BlockPublicAcl: true}} | extraneous key [BlockPublicAcl] | BlockPublicAcls
          AWS::Lambda::Function | {Code: {ZipFile: x}, Role: admin} | keyword [pattern] | arn:aws
          """)
  void whatIsWrongIsNamedWithWhatWasExpected(
      String type, String properties, String message, String detail) {
    assertThat(problems(type, properties))
        .anySatisfy(problem -> {
          assertThat(problem.message()).contains("R").contains(message);
          assertThat(problem.detail()).contains(detail);
          assertThat(problem.path()).startsWith("Resources/R/Properties");
          assertThat(problem.place().line()).isEqualTo(1);
        });
  }

  @Test
  void allThatIsWrongIsFoundAtOnceInTheOrderOfTheText() {
    var text =
        """
        Resources:
          A: { Type: AWS::SQS::Queue, Properties: { Delay: 1 } }
          B: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt A.Nope } }
          C: { Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: 2 } }
        """;
    assertThatExceptionOfType(InvalidTemplate.class)
        .isThrownBy(() -> CHECKER.check(Sample.resolve(text, Map.of())))
        .satisfies(invalid ->
            assertThat(invalid.problems())
                .extracting(problem -> problem.place().line())
                .containsExactly(2, 3, 4));
  }

  @Test
  void thePropertiesUsedAreListedForWhoeverActsOnThem() {
    var resolved = Sample.resolve(Sample.packaged(), Map.of());
    var used = Used.by(resolved.resources().get("Photos"), SCHEMAS.type("AWS::S3::Bucket").get());
    assertThat(used)
        .extracting(Used::path)
        .contains(
            "BucketName",
            "NotificationConfiguration.LambdaConfigurations.Filter.S3Key.Rules.Value",
            "LifecycleConfiguration.Rules.ExpiredObjectDeleteMarker");
    assertThat(used).allMatch(each -> each.place().line() > 100);
  }
}
