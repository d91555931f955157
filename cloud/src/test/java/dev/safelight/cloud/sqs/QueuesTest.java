package dev.safelight.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.authorise.Service.Recognised;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

class QueuesTest {
  @TempDir Path data;
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(data);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void set(String queue, Map<String, String> attributes) {
    desk.call(
        SetQueueAttributesRequest.builder()
            .queueUrl(Desk.url(queue))
            .attributesWithStrings(attributes)
            .build());
  }

  @Test
  void aQueueIsFoundUnderTheUrlItGot() {
    var url = desk.create("work");
    assertThat(url).isEqualTo("https://127.0.0.1:4567/123456789012/work");
    var found =
        (GetQueueUrlResponse) desk.call(GetQueueUrlRequest.builder().queueName("work").build());
    assertThat(found.queueUrl()).isEqualTo(url);
    assertThatThrownBy(() -> desk.call(GetQueueUrlRequest.builder().queueName("play").build()))
        .isInstanceOf(Fault.class)
        .hasMessage("QueueDoesNotExist: The specified queue does not exist.");
  }

  @Test
  void aNewQueueHasAwssDefaults() {
    desk.create("work");
    assertThat(desk.attributes("work"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("QueueArn", Desk.arn("work")),
                Map.entry("ApproximateNumberOfMessages", "0"),
                Map.entry("ApproximateNumberOfMessagesNotVisible", "0"),
                Map.entry("ApproximateNumberOfMessagesDelayed", "0"),
                Map.entry("CreatedTimestamp", "" + Desk.START.getEpochSecond()),
                Map.entry("LastModifiedTimestamp", "" + Desk.START.getEpochSecond()),
                Map.entry("VisibilityTimeout", "30"),
                Map.entry("MaximumMessageSize", "1048576"),
                Map.entry("MessageRetentionPeriod", "345600"),
                Map.entry("DelaySeconds", "0"),
                Map.entry("ReceiveMessageWaitTimeSeconds", "0"),
                Map.entry("SqsManagedSseEnabled", "true")));
  }

  @Test
  void creatingAgainIsFineWithEqualAttributesOnly() {
    desk.create("work", "VisibilityTimeout", "60");
    assertThat(desk.create("work", "VisibilityTimeout", "60", "DelaySeconds", "0"))
        .isEqualTo(Desk.url("work"));
    assertThat(desk.create("work")).isEqualTo(Desk.url("work"));
    assertThatThrownBy(() -> desk.create("work", "VisibilityTimeout", "61"))
        .hasMessage(
            "QueueNameExists: A queue already exists with the same name and a different value for"
                + " attribute VisibilityTimeout");
  }

  @ParameterizedTest
  @CsvSource({
    "VisibilityTimeout,-1",
    "VisibilityTimeout,43201",
    "VisibilityTimeout,x",
    "DelaySeconds,901",
    "MessageRetentionPeriod,59",
    "MessageRetentionPeriod,1209601",
    "MaximumMessageSize,1023",
    "MaximumMessageSize,1048577",
    "ReceiveMessageWaitTimeSeconds,21",
    "SqsManagedSseEnabled,yes",
    "Policy,{",
    "Policy,[]"
  })
  void valuesOutsideTheirBoundsAreRefused(String name, String value) {
    assertThatThrownBy(() -> desk.create("work", name, value))
        .hasMessageContaining("InvalidAttributeValue: Invalid value for the parameter " + name);
  }

  @ParameterizedTest
  @CsvSource({
    "FifoQueue,true",
    "ContentBasedDeduplication,true",
    "KmsMasterKeyId,alias/aws/sqs",
    "KmsDataKeyReusePeriodSeconds,300"
  })
  void whatIsNotHereIsRefusedByName(String name, String value) {
    assertThatThrownBy(() -> desk.create("work", name, value))
        .hasMessage(
            "UnsupportedOperation: The attribute %s is not supported by this environment"
                .formatted(name));
    assertThatThrownBy(() -> desk.create("work.fifo")).hasMessageContaining("FIFO queue work.fifo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a.b", "ü", "../x"})
  void namesThatAwsRefusesAreRefused(String name) {
    assertThatThrownBy(() -> desk.create(name)).hasMessageContaining("InvalidParameterValue");
    assertThatThrownBy(() -> desk.create("x".repeat(81)))
        .hasMessageContaining("InvalidParameterValue");
  }

  @Test
  void nobodySetsWhatIsCounted() {
    assertThatThrownBy(() -> desk.create("work", "ApproximateNumberOfMessages", "5"))
        .hasMessage("InvalidAttributeName: Unknown Attribute ApproximateNumberOfMessages.");
    assertThatThrownBy(() -> desk.create("work", "Colour", "5"))
        .hasMessage("InvalidAttributeName: Unknown Attribute Colour.");
  }

  @Test
  void attributesAreChangedAndDocumentsRemovedByAnEmptyText() {
    desk.create("dead");
    desk.create("work");
    var redrive = MessagesTest.redrive("dead", 5);
    set("work", Map.of("VisibilityTimeout", "7", "RedrivePolicy", redrive));
    assertThat(desk.attributes("work"))
        .containsEntry("VisibilityTimeout", "7")
        .containsEntry("RedrivePolicy", redrive);
    assertThat(
            ((ListDeadLetterSourceQueuesResponse)
                    desk.call(
                        ListDeadLetterSourceQueuesRequest.builder()
                            .queueUrl(Desk.url("dead"))
                            .build()))
                .queueUrls())
        .containsExactly(Desk.url("work"));
    set("work", Map.of("RedrivePolicy", ""));
    assertThat(desk.attributes("work")).doesNotContainKey("RedrivePolicy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | Redrive policy is not a valid JSON map.",
        "[] | Redrive policy is not a valid JSON map.",
        "{} | Redrive policy does not contain mandatory attribute: deadLetterTargetArn.",
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:dead\"} | Redrive policy"
            + " does not contain mandatory attribute: maxReceiveCount.",
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:dead\",\"maxReceiveCount\":0}"
            + " | Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both"
            + " inclusive.",
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:none\",\"maxReceiveCount\":1}"
            + " | Dead letter target does not exist.",
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:work\",\"maxReceiveCount\":1}"
            + " | A queue must not be its own dead-letter target.",
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:dead\",\"maxReceiveCount\":1}"
            + " | Dead-letter target must be in the same region and account as the queue.",
        "{\"deadLetterTargetArn\":\"dead\",\"maxReceiveCount\":1} | Invalid value for"
            + " deadLetterTargetArn: dead.",
        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:shut\",\"maxReceiveCount\":1}"
            + " | The RedriveAllowPolicy of the dead-letter target does not allow this queue.",
      })
  void aRedrivePolicyThatCannotWorkIsRefused(String policy, String reason) {
    desk.create("dead");
    desk.create("shut", "RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}");
    assertThatThrownBy(() -> desk.create("work", "RedrivePolicy", policy))
        .hasMessage(
            "InvalidParameterValueException: Value %s for parameter RedrivePolicy is invalid."
                + " Reason: %s",
            policy, reason);
  }

  @Test
  void aDeadLetterQueueChoosesItsSources() {
    desk.create(
        "dead",
        "RedriveAllowPolicy",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"%s\"]}"
            .formatted(Desk.arn("work")));
    desk.create("work", "RedrivePolicy", MessagesTest.redrive("dead", 5));
    assertThatThrownBy(() -> desk.create("play", "RedrivePolicy", MessagesTest.redrive("dead", 5)))
        .hasMessageContaining("does not allow this queue");
  }

  @Test
  void queuesAreListedByPrefixAndPage() {
    List.of("b", "a2", "a1", "a3").forEach(desk::create);
    assertThat(list(ListQueuesRequest.builder().build()).queueUrls()).hasSize(4);
    var first = list(ListQueuesRequest.builder().queueNamePrefix("a").maxResults(2).build());
    assertThat(first.queueUrls()).containsExactly(Desk.url("a1"), Desk.url("a2"));
    var second =
        list(
            ListQueuesRequest.builder()
                .queueNamePrefix("a")
                .maxResults(2)
                .nextToken(first.nextToken())
                .build());
    assertThat(second.queueUrls()).containsExactly(Desk.url("a3"));
    assertThat(second.nextToken()).isNull();
  }

  private ListQueuesResponse list(ListQueuesRequest request) {
    return (ListQueuesResponse) desk.call(request);
  }

  @Test
  void tagsArePutTakenAndShown() {
    desk.call(CreateQueueRequest.builder().queueName("work").tags(Map.of("a", "1")).build());
    desk.call(TagQueueRequest.builder().queueUrl(Desk.url("work")).tags(Map.of("b", "2")).build());
    desk.call(UntagQueueRequest.builder().queueUrl(Desk.url("work")).tagKeys("a").build());
    var tags =
        (ListQueueTagsResponse)
            desk.call(ListQueueTagsRequest.builder().queueUrl(Desk.url("work")).build());
    assertThat(tags.tags()).isEqualTo(Map.of("b", "2"));
  }

  @Test
  void tagsThatDifferOnlyInCaseAreRefused() {
    assertThatThrownBy(() ->
            desk.call(
                CreateQueueRequest.builder()
                    .queueName("work")
                    .tags(Map.of("a", "1", "A", "2"))
                    .build()))
        .hasMessageContaining("differ only in case");
    desk.call(CreateQueueRequest.builder().queueName("work").tags(Map.of("a", "1")).build());
    assertThatThrownBy(() ->
            desk.call(
                TagQueueRequest.builder()
                    .queueUrl(Desk.url("work"))
                    .tags(Map.of("A", "2"))
                    .build()))
        .hasMessageContaining("InvalidParameterValue")
        .hasMessageContaining("A, a");
  }

  @Test
  void aDeletedQueueTakesItsMessagesAlong() {
    desk.create("work");
    desk.send("work", "old");
    desk.call(DeleteQueueRequest.builder().queueUrl(Desk.url("work")).build());
    assertThatThrownBy(() -> desk.send("work", "m")).hasMessageContaining("QueueDoesNotExist");
    desk.create("work");
    assertThat(desk.bodies("work")).isEmpty();
  }

  private static final Caller S3 =
      new Caller.Service(
          "s3.amazonaws.com",
          Map.of("aws:SourceArn", "arn:aws:s3:::photos", "aws:SourceAccount", Desk.ACCOUNT));

  private void sendAs(Caller caller) {
    desk.call(
        caller, SendMessageRequest.builder().queueUrl(Desk.url("work")).messageBody("m").build());
  }

  private static String policy(String principal, String action, String condition) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"one\",\"Effect\":\"Allow\",\"Principal\":%s,\"Action\":\"%s\",\"Resource\":\"%s\"%s}]}"
        .formatted(principal, action, Desk.arn("work"), condition);
  }

  @Test
  void aServiceSendsWhereTheQueuesPolicyLetsIt() {
    desk.create("work");
    assertThatThrownBy(() -> sendAs(S3)).hasMessageContaining("AccessDenied");
    set(
        "work",
        Map.of(
            "Policy",
            policy(
                "{\"Service\":\"s3.amazonaws.com\"}",
                "sqs:SendMessage",
                ",\"Condition\":{\"ArnLike\":{\"aws:SourceArn\":\"arn:aws:s3:::photos\"}}")));
    sendAs(S3);
    assertThat(desk.receive("work", 1).getFirst().attributesAsStrings())
        .containsEntry("SenderId", "s3.amazonaws.com");
    assertThatThrownBy(() ->
            sendAs(
                new Caller.Service(
                    "s3.amazonaws.com", Map.of("aws:SourceArn", "arn:aws:s3:::other"))))
        .hasMessageContaining("AccessDenied");
  }

  @Test
  void inOneAccountEitherPolicyIsEnoughAndAcrossAccountsBothAreNeeded() {
    desk.create("work");
    var here = Desk.user(Desk.ACCOUNT, "reader");
    var there = Desk.user(Desk.OTHER, "sender");
    assertThatThrownBy(() -> sendAs(here)).hasMessageContaining("AccessDenied");
    set(
        "work",
        Map.of(
            "Policy",
            policy("{\"AWS\":\"arn:aws:iam::123456789012:user/reader\"}", "sqs:SendMessage", "")));
    sendAs(here);
    set(
        "work",
        Map.of(
            "Policy",
            policy("{\"AWS\":\"arn:aws:iam::%s:root\"}".formatted(Desk.OTHER), "sqs:*", "")));
    assertThatThrownBy(() -> sendAs(there)).hasMessageContaining("AccessDenied");
    desk.policies.put("sender", Desk.allowing("sqs:*", "*"));
    sendAs(there);
    // What a queue's policy cannot hand out of the account.
    assertThatThrownBy(
            () -> desk.call(there, DeleteQueueRequest.builder().queueUrl(Desk.url("work")).build()))
        .hasMessageContaining("AccessDenied");
  }

  @Test
  void aPolicyThatNamesNobodyIsRefused() {
    desk.create("work");
    assertThatThrownBy(() ->
            set(
                "work",
                Map.of(
                    "Policy",
                    policy(
                        "{\"AWS\":\"arn:aws:iam::123456789012:user/ghost\"}",
                        "sqs:SendMessage",
                        ""))))
        .hasMessageContaining("Invalid value for the parameter Policy.");
  }

  @Test
  void statementsAreAddedAndRemovedByLabel() {
    desk.create("work");
    desk.call(
        AddPermissionRequest.builder()
            .queueUrl(Desk.url("work"))
            .label("send")
            .awsAccountIds(Desk.OTHER)
            .actions("SendMessage")
            .build());
    assertThat(desk.attributes("work").get("Policy"))
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Id\":\"%1$s/SQSDefaultPolicy\",\"Statement\":[{\"Sid\":\"send\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"arn:aws:iam::210987654321:root\"]},\"Action\":[\"SQS:SendMessage\"],\"Resource\":\"%1$s\"}]}"
                .formatted(Desk.arn("work")));
    desk.policies.put("sender", Desk.allowing("sqs:*", "*"));
    sendAs(Desk.user(Desk.OTHER, "sender"));
    var remove = RemovePermissionRequest.builder().queueUrl(Desk.url("work")).label("send").build();
    desk.call(remove);
    assertThat(desk.attributes("work")).doesNotContainKey("Policy");
    assertThatThrownBy(() -> desk.call(remove)).hasMessageContaining("InvalidParameterValue");
  }

  private static final String FOR_READER =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"read\",\"Effect\":\"Allow\",\"Action\":\"sqs:SendMessage\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:user/reader\"},\"Resource\":\"*\"}]}";

  private void permit(String label) {
    desk.call(
        AddPermissionRequest.builder()
            .queueUrl(Desk.url("work"))
            .label(label)
            .awsAccountIds(Desk.OTHER)
            .actions("SendMessage")
            .build());
  }

  private void forbid(String label) {
    desk.call(RemovePermissionRequest.builder().queueUrl(Desk.url("work")).label(label).build());
  }

  /// A user who is made again has the old one's name and none of its grants, whatever else the
  /// policy comes to say.
  @Test
  void aStatementThatComesOrGoesRevivesNobodysGrant() {
    desk.create("work", "Policy", FOR_READER);
    desk.reader = Optional.of("AIDAANOTHER0000000001");
    permit("other");
    assertThat(desk.attributes("work").get("Policy"))
        .contains("AIDAREADER00000000001")
        .doesNotContain("user/reader");
    assertThatThrownBy(
            () -> sendAs(new Caller.User(Desk.ACCOUNT, "/", "reader", "AIDAANOTHER0000000001", "")))
        .hasMessageContaining("AccessDenied");
    forbid("other");
    assertThat(desk.attributes("work").get("Policy"))
        .contains("AIDAREADER00000000001")
        .doesNotContain("user/reader");
  }

  @Test
  void aStatementIsRemovedAlsoWhereAnotherNamesSomebodyWhoIsGone() {
    desk.create("work", "Policy", FOR_READER);
    permit("other");
    desk.reader = Optional.empty();
    forbid("other");
    assertThat(desk.attributes("work").get("Policy")).doesNotContain(Desk.OTHER);
    forbid("read");
    assertThat(desk.attributes("work")).doesNotContainKey("Policy");
  }

  private static Request request(String type, String target, String body) {
    return new Request(
        "R",
        Desk.START,
        "POST",
        "/",
        Headers.of("Host", "queues.test:4567", "Content-Type", type, "X-Amz-Target", target),
        Payload.of(body.getBytes(StandardCharsets.UTF_8)),
        new Peer("127.0.0.1", "1.3"));
  }

  @Test
  void aUrlBeginsWithTheNameThatTheCallerUsed() {
    var request =
        request("application/x-amz-json-1.0", "AmazonSQS.CreateQueue", "{\"QueueName\":\"q\"}");
    assertThat(desk.sqs.recognise(request, Desk.ACCOUNT))
        .isInstanceOfSatisfying(
            Recognised.As.class,
            known ->
                assertThat(((SqsOperation.CreateQueue) known.operation()).endpoint())
                    .isEqualTo("https://queues.test:4567"));
  }

  @Test
  void whatIsNotOfferedIsNamed() {
    assertThat(
            desk.sqs.recognise(
                request("application/x-amz-json-1.0", "AmazonSQS.StartMessageMoveTask", "{}"),
                Desk.ACCOUNT))
        .isEqualTo(new Recognised.Unknown<SqsOperation>("StartMessageMoveTask"));
    assertThatThrownBy(() ->
            desk.sqs.recognise(
                request("application/x-www-form-urlencoded; charset=utf-8", "", "Action=X"),
                Desk.ACCOUNT))
        .hasMessageContaining("UnsupportedOperation: The query protocol");
  }

  @Test
  void anErrorHasItsOldCodeToo() {
    var request = request("application/x-amz-json-1.0", "AmazonSQS.GetQueueUrl", "{}");
    var reply = desk.sqs.protocol().render(request, Faults.noQueue());
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.headers().first("x-amzn-query-error"))
        .contains("AWS.SimpleQueueService.NonExistentQueue;Sender");
    var denied =
        desk.sqs
            .protocol()
            .denied("User: u is not authorized to perform: sqs:SendMessage on resource: r");
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.text()).contains("perform: sqs:sendmessage on");
  }
}
