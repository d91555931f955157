package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// Queues between services, through the SDK's clients: each hand-over is a call of its own, by the
/// one who hands over, and counts as much as its permissions.
class QueueTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String ACCOUNT = "123456789012";
  private static LambdaClient lambda;
  private static SqsClient sqs;

  @BeforeAll
  static void connect() {
    lambda = HERE.admin().lambda();
    sqs = HERE.admin().sqs();
  }

  private static String arn(String queue) {
    return "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + queue;
  }

  private static String queue(String name, String policy) {
    return sqs.createQueue(q ->
            q.queueName(name)
                .attributes(
                    Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "60",
                        QueueAttributeName.POLICY,
                        policy)))
        .queueUrl();
  }

  /// A function with a role of its own name.
  private static void function(String name, byte[] zip, String... statements) {
    var iam = HERE.admin().iam();
    iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(Documents.trustOfLambda()));
    grant(name, statements);
    lambda.createFunction(f ->
        f.functionName(name)
            .role("arn:aws:iam::" + ACCOUNT + ":role/" + name)
            .runtime(Runtime.PROVIDED_AL2023)
            .handler("bootstrap")
            .timeout(60)
            .architecturesWithStrings(
                System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64")
            .code(code -> code.zipFile(SdkBytes.fromByteArray(zip))));
  }

  private static void grant(String role, String... statements) {
    HERE.admin()
        .iam()
        .putRolePolicy(p ->
            p.roleName(role)
                .policyName("permissions")
                .policyDocument(Documents.policy(statements)));
  }

  private static Message receive(String url) {
    return Await.until(
            "a message in " + url,
            () -> sqs.receiveMessage(m -> m.queueUrl(url).waitTimeSeconds(20)).messages(),
            messages -> !messages.isEmpty())
        .getFirst();
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String sentByS3(String queue, String bucket) {
    return """
    {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
     "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "%s",
     "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::%s"},
      "StringEquals": {"aws:SourceAccount": "%s"}}}}\
    """
        .formatted(arn(queue), bucket, ACCOUNT);
  }

  @Test
  void whatABucketTellsAQueueFeedsAFunction() {
    var s3 = HERE.admin().s3();
    s3.createBucket(b -> b.bucket("feeding"));
    var url = queue("uploads", sentByS3("uploads", "feeding"));
    s3.putBucketNotificationConfiguration(n ->
        n.bucket("feeding")
            .notificationConfiguration(c ->
                c.queueConfigurations(
                    q -> q.queueArn(arn("uploads")).events(Event.S3_OBJECT_CREATED))));
    var test = receive(url);
    assertThat(json(test.body()).path("Event").asText()).isEqualTo("s3:TestEvent");
    sqs.deleteMessage(m -> m.queueUrl(url).receiptHandle(test.receiptHandle()));

    var lines = HERE.folder().resolve("fed");
    function(
        "fed",
        TinyFunction.zip(HERE.folder(), "append", lines.toString()),
        Documents.allow("sqs:*", arn("uploads")));
    lambda.createEventSourceMapping(m -> m.functionName("fed").eventSourceArn(arn("uploads")));
    s3.putObject(o -> o.bucket("feeding").key("originals/a.jpg"), RequestBody.fromString("x"));
    var event =
        json(Await.until("the event", () -> read(lines), seen -> !seen.isEmpty()).getFirst());
    var record = event.at("/Records/0");
    assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
    assertThat(record.path("eventSourceARN").asText()).isEqualTo(arn("uploads"));
    assertThat(record.at("/attributes/SenderId").asText()).isEqualTo("s3.amazonaws.com");
    assertThat(json(record.path("body").asText()).at("/Records/0/s3/object/key").asText())
        .isEqualTo("originals/a.jpg");
    Await.until(
        "the queue empty",
        () ->
            sqs.getQueueAttributes(q ->
                    q.queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributesAsStrings()
                .values(),
        counts -> counts.stream().allMatch("0"::equals));
    // Reading and deleting were the role's own calls.
    assertThat(HERE.cloud().trail(500))
        .anyMatch(one ->
            one.operation().equals("DeleteMessageBatch")
                && one.caller().contains(":assumed-role/fed/")
                && one.succeeded());
  }

  private static List<String> read(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void aFailedEventComesToTheQueueOfFailuresWhileTheRoleMaySend() {
    var url = sqs.createQueue(q -> q.queueName("failures")).queueUrl();
    function("failing", TinyFunction.zip(HERE.folder(), "fail"), Documents.allow("logs:*", "*"));
    assertThatThrownBy(QueueTest::tellOfFailures)
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining(
            "The function's execution role does not have permissions to call SendMessage on "
                + arn("failures"));
    grant("failing", Documents.allow("sqs:SendMessage", arn("failures")));
    tellOfFailures();
    invoke(1);
    var document = json(receive(url).body());
    assertThat(document.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
    assertThat(document.at("/requestPayload/n").asInt()).isEqualTo(1);
    assertThat(document.at("/responsePayload/errorMessage").asText()).isEqualTo("it cannot");

    // The permission counts at every delivery, not at the first.
    grant("failing", Documents.allow("logs:*", "*"));
    invoke(2);
    var denied =
        Await.until(
                "the denied delivery",
                () ->
                    HERE.cloud().trail(500).stream()
                        .filter(one -> one.operation().equals("SendMessage"))
                        .filter(one -> !one.succeeded())
                        .toList(),
                seen -> !seen.isEmpty())
            .getFirst();
    assertThat(denied.caller()).contains(":assumed-role/failing/");
    assertThat(denied.code()).isEqualTo("AccessDeniedException");
  }

  private static void tellOfFailures() {
    lambda.putFunctionEventInvokeConfig(c ->
        c.functionName("failing")
            .maximumRetryAttempts(0)
            .destinationConfig(to -> to.onFailure(f -> f.destination(arn("failures")))));
  }

  private static void invoke(int number) {
    lambda.invoke(i ->
        i.functionName("failing")
            .invocationType(InvocationType.EVENT)
            .payload(SdkBytes.fromUtf8String("{\"n\": " + number + "}")));
  }

  @Test
  void errorsComeAsTheSdksOwnExceptions() {
    assertThatThrownBy(() -> sqs.getQueueUrl(q -> q.queueName("nowhere")))
        .isInstanceOfSatisfying(
            QueueDoesNotExistException.class,
            error -> {
              assertThat(error.statusCode()).isEqualTo(400);
              assertThat(error.awsErrorDetails().errorCode())
                  .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
            });
  }

  @Test
  void aUrlNamesTheEndpointThatWasCalled() {
    var clear = HERE.adminInTheClear().sqs();
    assertThat(clear.createQueue(q -> q.queueName("clear")).queueUrl())
        .isEqualTo(HERE.cloud().httpEndpoint() + "/" + ACCOUNT + "/clear");
    var url = sqs.getQueueUrl(q -> q.queueName("clear")).queueUrl();
    assertThat(url).isEqualTo(HERE.cloud().httpsEndpoint() + "/" + ACCOUNT + "/clear");
    clear.sendMessage(m -> m.queueUrl(url).messageBody("m"));
    assertThat(receive(url).body()).isEqualTo("m");
  }
}
