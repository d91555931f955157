package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.Settings;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;

/// Functions and their logs through the SDK's clients; the functions are real processes.
class FunctionTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String ROLE = "arn:aws:iam::123456789012:role/Runner";
  private static LambdaClient lambda;
  private static IamClient iam;
  private static S3Client s3;

  @BeforeAll
  static void makeTheRoleAndTheFunctions() {
    lambda = HERE.admin().lambda();
    iam = HERE.admin().iam();
    s3 = HERE.admin().s3();
    iam.createRole(r -> r.roleName("Runner").assumeRolePolicyDocument(Documents.trustOfLambda()));
    iam.putRolePolicy(p ->
        p.roleName("Runner")
            .policyName("logs")
            .policyDocument(Documents.policy(Documents.allow("logs:*", "*"))));
    lambda.createFunction(function("echo", ROLE, "echo"));
    lambda.createFunction(function("fail", ROLE, "fail"));
  }

  private static CreateFunctionRequest function(String name, String role, String does) {
    return CreateFunctionRequest.builder()
        .functionName(name)
        .role(role)
        .runtime(Runtime.PROVIDED_AL2023)
        .handler("bootstrap")
        .timeout(60)
        .architecturesWithStrings(
            System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64")
        .code(code -> code.zipFile(SdkBytes.fromByteArray(TinyFunction.zip(HERE.folder(), does))))
        .build();
  }

  private static List<String> lines(String function) {
    return HERE
        .admin()
        .logs()
        .filterLogEventsPaginator(f -> f.logGroupName("/aws/lambda/" + function))
        .events()
        .stream()
        .map(event -> event.message().strip())
        .toList();
  }

  @Test
  void aFunctionAnswersAndItsLogTellsOfIt() {
    var answer =
        lambda.invoke(i ->
            i.functionName("echo")
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String("{\"a\": \"é\"}")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.functionError()).isNull();
    assertThat(answer.payload().asUtf8String()).isEqualTo("{\"a\": \"é\"}");
    assertThat(
            new String(
                java.util.Base64.getDecoder().decode(answer.logResult()),
                java.nio.charset.StandardCharsets.UTF_8))
        .contains(
            "START RequestId: ", "got {\"a\": \"é\"}", "END RequestId: ", "REPORT RequestId: ");
    var id = answer.responseMetadata().requestId();
    var told =
        Await.until(
            "the report of " + id,
            () -> groupExists("echo") ? lines("echo") : List.<String>of(),
            seen -> seen.stream().anyMatch(line -> line.startsWith("REPORT ")));
    assertThat(told)
        .anyMatch(line -> line.matches("START RequestId: \\S+ Version: \\$LATEST"))
        .anyMatch(line -> line.equals("got {\"a\": \"é\"}"))
        .anyMatch(line -> line.startsWith("END RequestId: "))
        .anyMatch(line -> line.contains("Memory Size: 128 MB"));
  }

  private static boolean groupExists(String function) {
    return HERE
        .admin()
        .logs()
        .describeLogGroups(g -> g.logGroupNamePrefix("/aws/lambda/" + function))
        .logGroups()
        .stream()
        .anyMatch(group -> group.logGroupName().equals("/aws/lambda/" + function));
  }

  @Test
  void anEventIsTakenAtOnceAndWorkedOffLater() {
    lambda.createFunction(function("later", ROLE, "echo"));
    var answer =
        lambda.invoke(i ->
            i.functionName("later")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"n\": 42}")));
    assertThat(answer.statusCode()).isEqualTo(202);
    Await.until(
        "the event's line in the log",
        () -> groupExists("later") ? lines("later") : List.<String>of(),
        seen -> seen.contains("got {\"n\": 42}"));
  }

  @Test
  void anErrorOfTheFunctionIsNoErrorOfTheCall() {
    var answer = lambda.invoke(i -> i.functionName("fail"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.functionError()).isEqualTo("Unhandled");
    assertThat(answer.payload().asUtf8String()).contains("it cannot", "Refusal");
  }

  @Test
  void aPayloadThatIsNoJsonReachesNoFunction() {
    Errors.refusal(
        400,
        "InvalidRequestContentException",
        () ->
            lambda.invoke(i -> i.functionName("echo").payload(SdkBytes.fromUtf8String("{\"a\":"))));
  }

  @Test
  void aRoleThatLambdaMayNotWearIsRefused() {
    var other = HERE.role("NotForLambda");
    assertThat(
            Errors.message(
                400,
                "InvalidParameterValueException",
                () -> lambda.createFunction(function("never", other, "echo"))))
        .isEqualTo("The role defined for the function cannot be assumed by Lambda.");
    Errors.refusal(
        404, "ResourceNotFoundException", () -> lambda.getFunction(f -> f.functionName("never")));
  }

  @Test
  void whoMakesAFunctionMustBeAllowedToPassItsRole() {
    var maker = HERE.user("maker", Documents.allow("lambda:CreateFunction", "*"));
    assertThat(
            Errors.message(
                403,
                "AccessDeniedException",
                () -> maker.lambda().createFunction(function("passed", ROLE, "echo"))))
        .startsWith(
            "User: arn:aws:iam::123456789012:user/maker is not authorized to perform: iam:PassRole"
                + " on resource: "
                + ROLE);
    iam.putUserPolicy(p ->
        p.userName("maker")
            .policyName("pass")
            .policyDocument(Documents.policy(Documents.allow("iam:PassRole", ROLE))));
    assertThat(maker.lambda().createFunction(function("passed", ROLE, "echo")).role())
        .isEqualTo(ROLE);
  }

  /// Or an object that one may not read could be read as a function's code.
  @Test
  void aPackageInABucketIsReadAsWhoeverMakesTheFunction() {
    s3.createBucket(b -> b.bucket("packages"));
    s3.putObject(
        o -> o.bucket("packages").key("v1.zip"),
        RequestBody.fromBytes(TinyFunction.zip(HERE.folder(), "echo")));
    var maker =
        HERE.user(
            "packer", Documents.allow("lambda:*", "*"), Documents.allow("iam:PassRole", ROLE));
    var packed =
        function("packed", ROLE, "echo").toBuilder()
            .code(code -> code.s3Bucket("packages").s3Key("v1.zip"))
            .build();
    assertThat(
            Errors.message(
                403, "AccessDeniedException", () -> maker.lambda().createFunction(packed)))
        .startsWith(
            "Your access has been denied by S3, please make sure your request credentials have"
                + " permission to GetObject for this bucket and key. S3 Error Code: AccessDenied.");
    iam.putUserPolicy(p ->
        p.userName("packer")
            .policyName("read")
            .policyDocument(
                Documents.policy(Documents.allow("s3:GetObject", "arn:aws:s3:::packages/*"))));
    var made = maker.lambda().createFunction(packed);
    assertThat(made.codeSha256()).isNotEmpty();
    var answer = lambda.invoke(i -> i.functionName("packed"));
    assertThat(answer.functionError()).isNull();
    assertThat(
            Errors.message(
                400,
                "InvalidParameterValueException",
                () ->
                    lambda.updateFunctionCode(
                        u -> u.functionName("packed").s3Bucket("packages").s3Key("v2.zip"))))
        .isEqualTo(
            "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The"
                + " specified key does not exist.");
    var updated =
        lambda.updateFunctionCode(
            u -> u.functionName("packed").s3Bucket("packages").s3Key("v1.zip"));
    assertThat(updated.codeSha256()).isEqualTo(made.codeSha256());
  }

  @Test
  void whoInvokesMustBeAllowedByOneSide() {
    var user = HERE.user("invoker");
    Errors.refusal(
        403, "AccessDeniedException", () -> user.lambda().invoke(i -> i.functionName("echo")));
    lambda.addPermission(p ->
        p.functionName("echo")
            .statementId("invoker-may")
            .action("lambda:InvokeFunction")
            .principal("arn:aws:iam::123456789012:user/invoker"));
    assertThat(user.lambda().invoke(i -> i.functionName("echo")).statusCode()).isEqualTo(200);
    assertThat(lambda.getPolicy(p -> p.functionName("echo")).policy()).contains("invoker-may");
    Errors.refusal(
        409,
        "ResourceConflictException",
        () ->
            lambda.addPermission(p ->
                p.functionName("echo")
                    .statementId("invoker-may")
                    .action("lambda:InvokeFunction")
                    .principal("arn:aws:iam::123456789012:user/invoker")));
    lambda.removePermission(p -> p.functionName("echo").statementId("invoker-may"));
    Errors.refusal(
        403, "AccessDeniedException", () -> user.lambda().invoke(i -> i.functionName("echo")));
  }

  @Test
  void aBucketTellsAFunctionOnceItsPolicyLetsS3In() {
    var bucket = "tells";
    s3.createBucket(b -> b.bucket(bucket));
    var arn = lambda.createFunction(function("told", ROLE, "echo")).functionArn();
    assertThat(Errors.message(400, "InvalidArgument", () -> notify(bucket, arn)))
        .isEqualTo("Unable to validate the following destination configurations");
    // A policy for another bucket lets nobody in.
    permit("told", "other", "arn:aws:s3:::another");
    Errors.refusal(400, "InvalidArgument", () -> notify(bucket, arn));
    permit("told", "this", "arn:aws:s3:::" + bucket);
    notify(bucket, arn);
    s3.putObject(
        o -> o.bucket(bucket).key("ignored/a"), RequestBody.fromString("not below the prefix"));
    s3.putObject(o -> o.bucket(bucket).key("in/b ü"), RequestBody.fromString("noticed"));
    var told =
        Await.until(
            "the event in the function's log",
            () -> groupExists("told") ? lines("told") : List.<String>of(),
            seen -> seen.stream().anyMatch(line -> line.contains("ObjectCreated:Put")));
    assertThat(told)
        .anyMatch(line -> line.contains("\"key\":\"in/b+%C3%BC\"") && line.contains("\"size\":7"))
        .noneMatch(line -> line.contains("ignored/a"));
  }

  private static void permit(String function, String statement, String bucketArn) {
    lambda.addPermission(p ->
        p.functionName(function)
            .statementId(statement)
            .action("lambda:InvokeFunction")
            .principal("s3.amazonaws.com")
            .sourceArn(bucketArn)
            .sourceAccount(Settings.ACCOUNT));
  }

  private static void notify(String bucket, String function) {
    s3.putBucketNotificationConfiguration(n ->
        n.bucket(bucket)
            .notificationConfiguration(c ->
                c.lambdaFunctionConfigurations(rule ->
                    rule.lambdaFunctionArn(function)
                        .events(Event.S3_OBJECT_CREATED)
                        .filter(
                            f -> f.key(k -> k.filterRules(r -> r.name("prefix").value("in/")))))));
  }

  @Test
  void aDeletedFunctionIsGone() {
    lambda.createFunction(function("doomed", ROLE, "echo"));
    assertThat(lambda.listFunctions().functions())
        .anyMatch(one -> one.functionName().equals("doomed"));
    lambda.deleteFunction(f -> f.functionName("doomed"));
    Errors.refusal(
        404, "ResourceNotFoundException", () -> lambda.invoke(i -> i.functionName("doomed")));
  }

  @Test
  void logsAreReadByThoseWhoMay() {
    var user = HERE.user("nosy");
    Errors.refusal(
        400,
        "AccessDeniedException",
        () -> user.logs().filterLogEvents(f -> f.logGroupName("/aws/lambda/echo")));
    Errors.refusal(
        400,
        "ResourceNotFoundException",
        () -> HERE.admin().logs().filterLogEvents(f -> f.logGroupName("nowhere")));
  }
}
