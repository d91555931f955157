package dev.safelight.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class MessagesTest {
  @TempDir Path data;
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(data);
    desk.create("work");
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void delete(Message message) {
    desk.call(
        DeleteMessageRequest.builder()
            .queueUrl(Desk.url("work"))
            .receiptHandle(message.receiptHandle())
            .build());
  }

  private void show(Message message, int seconds) {
    desk.call(
        ChangeMessageVisibilityRequest.builder()
            .queueUrl(Desk.url("work"))
            .receiptHandle(message.receiptHandle())
            .visibilityTimeout(seconds)
            .build());
  }

  @Test
  void aMessageIsReceivedWithWhatItWasSentWith() {
    var sent =
        (SendMessageResponse)
            desk.call(
                SendMessageRequest.builder()
                    .queueUrl(Desk.url("work"))
                    .messageBody("héllo\n\uD83D\uDE00")
                    .messageAttributes(
                        Map.of(
                            "text", value("String", "x"),
                            "n", value("Number.int", "17"),
                            "raw",
                                MessageAttributeValue.builder()
                                    .dataType("Binary")
                                    .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1}))
                                    .build()))
                    .build());
    var message = desk.receive("work", 10).getFirst();
    assertThat(message.body()).isEqualTo("héllo\n\uD83D\uDE00");
    assertThat(message.messageId()).isEqualTo(sent.messageId());
    assertThat(message.md5OfBody()).isEqualTo(sent.md5OfMessageBody());
    assertThat(message.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
    assertThat(message.messageAttributes()).hasSize(3);
    assertThat(message.messageAttributes().get("raw").binaryValue().asByteArray())
        .containsExactly(0, -1);
    assertThat(message.attributesAsStrings())
        .containsEntry("SenderId", "AIDAadmin")
        .containsEntry("SentTimestamp", Long.toString(Desk.START.toEpochMilli()))
        .containsEntry("ApproximateReceiveCount", "1")
        .containsEntry(
            "ApproximateFirstReceiveTimestamp", Long.toString(Desk.START.toEpochMilli()));
  }

  private static MessageAttributeValue value(String type, String text) {
    return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
  }

  @Test
  void onlyAttributesThatAreAskedForAreShownAndFingerprinted() {
    desk.call(
        SendMessageRequest.builder()
            .queueUrl(Desk.url("work"))
            .messageBody("b")
            .messageAttributes(Map.of("a.x", value("String", "1"), "c", value("String", "2")))
            .build());
    var request = ReceiveMessageRequest.builder().queueUrl(Desk.url("work")).visibilityTimeout(0);
    assertThat(only(request.build()).messageAttributes()).isEmpty();
    assertThat(only(request.build()).attributes()).isEmpty();
    var some = only(request.messageAttributeNames("a.*").build());
    assertThat(some.messageAttributes()).containsOnlyKeys("a.x");
    assertThat(some.md5OfMessageAttributes())
        .isEqualTo(Fingerprint.of(Map.of("a.x", new MessageAttribute("String", "1"))));
    assertThat(only(request.messageAttributeNames("c", "missing").build()).messageAttributes())
        .containsOnlyKeys("c");
  }

  private Message only(ReceiveMessageRequest request) {
    var messages = ((ReceiveMessageResponse) desk.call(request)).messages();
    assertThat(messages).hasSize(1);
    return messages.getFirst();
  }

  @Test
  void aReceivedMessageIsHiddenUntilItsTimeOut() {
    desk.send("work", "m");
    assertThat(desk.bodies("work")).containsExactly("m");
    assertThat(desk.counts("work")).isEqualTo("0 1 0");
    desk.pass(Duration.ofSeconds(29));
    assertThat(desk.bodies("work")).isEmpty();
    desk.pass(Duration.ofSeconds(1));
    assertThat(desk.counts("work")).isEqualTo("1 0 0");
    var again = desk.receive("work", 1).getFirst();
    assertThat(again.attributesAsStrings())
        .containsEntry("ApproximateReceiveCount", "2")
        .containsEntry(
            "ApproximateFirstReceiveTimestamp", Long.toString(Desk.START.toEpochMilli()));
  }

  @Test
  void aDeletedMessageIsGone() {
    desk.send("work", "m");
    delete(desk.receive("work", 1).getFirst());
    desk.pass(Duration.ofHours(1));
    assertThat(desk.bodies("work")).isEmpty();
    assertThat(desk.counts("work")).isEqualTo("0 0 0");
  }

  /// Its handler was too slow: another has the message now.
  @Test
  void anOldReceiptDeletesNothing() {
    desk.send("work", "m");
    var old = desk.receive("work", 1).getFirst();
    desk.pass(Duration.ofSeconds(30));
    var fresh = desk.receive("work", 1).getFirst();
    delete(old);
    assertThat(desk.counts("work")).isEqualTo("0 1 0");
    delete(fresh);
    assertThat(desk.counts("work")).isEqualTo("0 0 0");
  }

  @Test
  void aReceiptOutlivesItsTimeOutUntilSomebodyElseReceives() {
    desk.send("work", "m");
    var late = desk.receive("work", 1).getFirst();
    desk.pass(Duration.ofSeconds(31));
    delete(late);
    assertThat(desk.counts("work")).isEqualTo("0 0 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA", "not base64!", "%2e%2e"})
  void whatIsNoReceiptIsRefused(String handle) {
    assertThatThrownBy(() ->
            desk.call(
                DeleteMessageRequest.builder()
                    .queueUrl(Desk.url("work"))
                    .receiptHandle(handle)
                    .build()))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "ReceiptHandleIsInvalid: The input receipt handle \"%s\" is not a valid receipt handle."
                .formatted(handle));
  }

  @Test
  void aReceiptOfAnotherQueueIsRefused() {
    desk.create("other");
    desk.send("other", "m");
    var foreign = desk.receive("other", 1).getFirst();
    assertThatThrownBy(() -> delete(foreign)).hasMessageContaining("ReceiptHandleIsInvalid");
    assertThatThrownBy(() -> show(foreign, 0)).hasMessageContaining("ReceiptHandleIsInvalid");
  }

  @Test
  void visibilityIsChangedWhileInFlight() {
    desk.send("work", "m");
    var message = desk.receive("work", 1).getFirst();
    show(message, 60);
    desk.pass(Duration.ofSeconds(59));
    assertThat(desk.bodies("work")).isEmpty();
    show(message, 0);
    assertThat(desk.counts("work")).isEqualTo("1 0 0");
    assertThatThrownBy(() -> show(message, 10)).hasMessageContaining("MessageNotInflight");
    delete(desk.receive("work", 1).getFirst());
    assertThatThrownBy(() -> show(message, 10))
        .hasMessageContaining(
            "Reason: Message does not exist or is not available for visibility timeout change.");
  }

  @Test
  void aDelayedMessageIsNotReceivedBefore() {
    desk.create("late", "DelaySeconds", "10");
    desk.send("late", "m");
    assertThat(desk.counts("late")).isEqualTo("0 0 1");
    desk.pass(Duration.ofMillis(9999));
    assertThat(desk.bodies("late")).isEmpty();
    desk.pass(Duration.ofMillis(1));
    assertThat(desk.bodies("late")).containsExactly("m");
  }

  @Test
  void retentionForgets() {
    desk.create("short", "MessageRetentionPeriod", "60");
    desk.send("short", "m");
    desk.pass(Duration.ofSeconds(59));
    assertThat(desk.counts("short")).isEqualTo("1 0 0");
    desk.pass(Duration.ofSeconds(1));
    assertThat(desk.bodies("short")).isEmpty();
    assertThat(desk.counts("short")).isEqualTo("0 0 0");
  }

  @Test
  void aMessageReceivedTooOftenGoesToTheDeadLetterQueue() {
    desk.create("dead");
    desk.create("fragile", "RedrivePolicy", redrive("dead", 2), "VisibilityTimeout", "1");
    var id = desk.send("fragile", "m").messageId();
    for (int i = 0; i < 2; i++) {
      assertThat(desk.bodies("fragile")).containsExactly("m");
      desk.pass(Duration.ofSeconds(1));
    }
    assertThat(desk.bodies("fragile")).isEmpty();
    assertThat(desk.counts("fragile")).isEqualTo("0 0 0");
    var letter = desk.receive("dead", 1).getFirst();
    assertThat(letter.messageId()).isEqualTo(id);
    assertThat(letter.attributesAsStrings())
        .containsEntry("DeadLetterQueueSourceArn", Desk.arn("fragile"))
        .containsEntry("SentTimestamp", Long.toString(Desk.START.toEpochMilli()));
  }

  static String redrive(String queue, int most) {
    return "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
        .formatted(Desk.arn(queue), most);
  }

  /// Such a queue was let in by earlier versions; looking for what to take never ended.
  @Test
  void aQueueThatIsItsOwnDeadLetterQueueKeepsItsMessages() {
    desk.create("fragile", "VisibilityTimeout", "0");
    desk.store.write(t ->
        t.update(
            "update sqs_queue set attributes = ? where name = 'fragile'",
            Json.of(Map.of("RedrivePolicy", redrive("fragile", 1), "VisibilityTimeout", "0"))));
    desk.send("fragile", "m");
    for (int i = 0; i < 3; i++) {
      assertThat(desk.bodies("fragile")).containsExactly("m");
    }
  }

  /// A transaction that everybody waits for does not grow with the queue.
  @Test
  void oneRoundBuriesAHundredAndWhoWaitsGetsWhatComesAfter() {
    desk.create("dead");
    desk.create("fragile", "RedrivePolicy", redrive("dead", 1), "VisibilityTimeout", "1");
    IntStream.range(0, 120).forEach(i -> desk.send("fragile", "m" + i));
    for (int i = 0; i < 12; i++) {
      assertThat(desk.receive("fragile", 10)).hasSize(10);
    }
    desk.pass(Duration.ofSeconds(1));
    assertThat(desk.bodies("fragile")).isEmpty();
    assertThat(desk.counts("fragile")).isEqualTo("20 0 0");
    assertThat(desk.counts("dead")).isEqualTo("100 0 0");
    desk.pass(Duration.ofSeconds(1));
    desk.send("fragile", "last");
    IntStream.range(0, 101).forEach(i -> desk.send("fragile", "n" + i));
    while (!desk.receive("fragile", 10).isEmpty()) {
      // Until each of them was received once.
    }
    desk.pass(Duration.ofSeconds(1));
    desk.send("fragile", "fresh");
    var request =
        ReceiveMessageRequest.builder().queueUrl(Desk.url("fragile")).waitTimeSeconds(20).build();
    assertThat(((ReceiveMessageResponse) desk.call(request)).messages())
        .extracting(Message::body)
        .containsExactly("fresh");
  }

  @Test
  void withoutADeadLetterQueueNothingIsLost() {
    desk.create("dead");
    desk.create("fragile", "RedrivePolicy", redrive("dead", 1), "VisibilityTimeout", "0");
    desk.send("fragile", "m");
    desk.call(DeleteQueueRequest.builder().queueUrl(Desk.url("dead")).build());
    for (int i = 0; i < 3; i++) {
      assertThat(desk.bodies("fragile")).containsExactly("m");
    }
  }

  @Test
  void aBatchIsTakenEntryByEntry() {
    var entries =
        List.of(
            entry("ok", "body"),
            entry("bad", "\u0000"),
            entry("none", ""),
            SendMessageBatchRequestEntry.builder()
                .id("late")
                .messageBody("m")
                .delaySeconds(901)
                .build());
    var answer = (SendMessageBatchResponse) desk.call(batch(entries));
    assertThat(answer.successful())
        .extracting(SendMessageBatchResultEntry::id)
        .containsExactly("ok");
    assertThat(answer.failed())
        .extracting(one -> one.id() + " " + one.code() + " " + one.senderFault())
        .containsExactly(
            "bad InvalidMessageContents true",
            "none MissingParameter true",
            "late InvalidParameterValue true");
    assertThat(desk.bodies("work")).containsExactly("body");
  }

  private static SendMessageBatchRequest batch(List<SendMessageBatchRequestEntry> entries) {
    return SendMessageBatchRequest.builder().queueUrl(Desk.url("work")).entries(entries).build();
  }

  private static SendMessageBatchRequestEntry entry(String id, String body) {
    return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
  }

  @Test
  void aBatchThatIsWrongAsAWholeSendsNothing() {
    assertThatThrownBy(() -> desk.call(batch(List.of()))).hasMessageContaining("EmptyBatchRequest");
    assertThatThrownBy(() -> desk.call(batch(List.of(entry("a", "x"), entry("a", "y")))))
        .hasMessageContaining("BatchEntryIdsNotDistinct: Id a repeated.");
    assertThatThrownBy(() -> desk.call(batch(List.of(entry("a b", "x")))))
        .hasMessageContaining("InvalidBatchEntryId");
    assertThatThrownBy(() ->
            desk.call(batch(IntStream.range(0, 11).mapToObj(i -> entry("i" + i, "x")).toList())))
        .hasMessageContaining("Maximum number of entries per request are 10. You have sent 11.");
    var large = "x".repeat(600_000);
    assertThatThrownBy(() -> desk.call(batch(List.of(entry("a", large), entry("b", large)))))
        .hasMessageContaining("BatchRequestTooLong")
        .hasMessageContaining("You have sent 1200000 bytes.");
    assertThat(desk.counts("work")).isEqualTo("0 0 0");
  }

  @Test
  void aBatchIsDeletedEntryByEntry() {
    desk.send("work", "m");
    var message = desk.receive("work", 1).getFirst();
    var answer =
        (DeleteMessageBatchResponse)
            desk.call(
                DeleteMessageBatchRequest.builder()
                    .queueUrl(Desk.url("work"))
                    .entries(
                        one -> one.id("a").receiptHandle(message.receiptHandle()),
                        one -> one.id("b").receiptHandle("x"))
                    .build());
    assertThat(answer.successful()).hasSize(1);
    assertThat(answer.failed()).hasSize(1);
    assertThat(desk.counts("work")).isEqualTo("0 0 0");
  }

  @Test
  void whatIsTooLongOrMisshapenIsRefused() {
    desk.create("small", "MaximumMessageSize", "1024");
    assertThatThrownBy(() -> desk.send("small", "x".repeat(1025)))
        .hasMessageContaining("Message must be shorter than 1024 bytes.");
    desk.send("small", "x".repeat(1024));
    assertThatThrownBy(() -> desk.send("work", "")).hasMessageContaining("MissingParameter");
    for (var attribute :
        List.of(
            Map.of("AWS.x", value("String", "v")),
            Map.of("a..b", value("String", "v")),
            Map.of("a b", value("String", "v")),
            Map.of("n", value("Number", "ten")),
            Map.of("n", value("Date", "v")),
            Map.of("n", value("String", "")))) {
      assertThatThrownBy(() ->
              desk.call(
                  SendMessageRequest.builder()
                      .queueUrl(Desk.url("work"))
                      .messageBody("b")
                      .messageAttributes(attribute)
                      .build()))
          .as(attribute.toString())
          .hasMessageContaining("InvalidParameterValue");
    }
    assertThat(desk.counts("work")).isEqualTo("0 0 0");
  }

  @Test
  void purgingEmptiesAndIsAllowedOnceAMinute() {
    desk.send("work", "m");
    var purge = PurgeQueueRequest.builder().queueUrl(Desk.url("work")).build();
    desk.call(purge);
    assertThat(desk.counts("work")).isEqualTo("0 0 0");
    assertThatThrownBy(() -> desk.call(purge)).hasMessageContaining("PurgeQueueInProgress");
    desk.pass(Duration.ofSeconds(60));
    desk.call(purge);
  }

  private CompletableFuture<List<Message>> wait(String queue) {
    var request =
        ReceiveMessageRequest.builder().queueUrl(Desk.url(queue)).waitTimeSeconds(20).build();
    var begun = (Answer.Again) desk.begin(Desk.ADMIN, request);
    Executor virtual = task -> Thread.ofVirtual().start(task);
    return CompletableFuture.supplyAsync(
        () -> ((ReceiveMessageResponse) desk.end(Desk.ADMIN, request, begun)).messages(), virtual);
  }

  @Test
  void whoWaitsIsToldOfAMessageAndHoldsUpNobody() {
    var waiting = wait("work");
    // The same store takes other calls meanwhile, and what one sends the other gets.
    desk.send("work", "m");
    assertThat(waiting.join()).extracting(Message::body).containsExactly("m");
    assertThat(desk.counts("work")).isEqualTo("0 1 0");
  }

  @Test
  void whoWaitsIsToldOfAMessageThatIsGivenBack() {
    desk.send("work", "m");
    var held = desk.receive("work", 1).getFirst();
    var waiting = wait("work");
    show(held, 0);
    assertThat(waiting.join()).extracting(Message::body).containsExactly("m");
  }

  @Test
  void whoWaitsForAQueueThatGoesIsToldSo() {
    var waiting = wait("work");
    desk.call(DeleteQueueRequest.builder().queueUrl(Desk.url("work")).build());
    assertThatThrownBy(waiting::join).hasMessageContaining("QueueDoesNotExist");
  }

  @Test
  void waitingEndsInVainAfterItsTime() {
    var request =
        ReceiveMessageRequest.builder().queueUrl(Desk.url("work")).waitTimeSeconds(20).build();
    var begun = desk.begin(Desk.ADMIN, request);
    desk.nanos = Duration.ofSeconds(20).toNanos();
    assertThat(desk.end(Desk.ADMIN, request, begun))
        .isEqualTo(ReceiveMessageResponse.builder().build());
  }

  /// The permission of the moment at which a message is taken counts, not that of the moment at
  /// which the wait began.
  @Test
  void whoIsNoLongerAllowedWaitsInVain() {
    var request =
        ReceiveMessageRequest.builder().queueUrl(Desk.url("work")).waitTimeSeconds(20).build();
    var begun = desk.begin(Desk.ADMIN, request);
    desk.send("work", "m");
    var all = desk.policies.remove("admin");
    assertThatThrownBy(() -> desk.end(Desk.ADMIN, request, begun))
        .hasMessageContaining("AccessDenied");
    desk.policies.put("admin", all);
    assertThat(desk.counts("work")).isEqualTo("1 0 0");
  }

  @Test
  void closingSendsHomeWhoWaits() {
    var waiting = wait("work");
    desk.sqs.close();
    assertThat(waiting.join()).isEmpty();
  }

  /// Vectors of AWS's own documentation are not published; these come from SDKs that check them.
  @Test
  void fingerprintsAreThoseThatClientsCompute() {
    assertThat(Fingerprint.of("hello")).isEqualTo("5d41402abc4b2a76b9719d911017c592");
    assertThat(Fingerprint.of(Map.of("timestamp", new MessageAttribute("Number", "1493147359900"))))
        .isEqualTo("235c5c510d26fb653d073faed50ae77c");
  }
}
