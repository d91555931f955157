package dev.safelight.cloud.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// What holds of messages whatever is done with them, over stories that a seed makes up.
class LawsTest {
  private static final int MOST_RECEIPTS = 3;
  private static final int VISIBILITY = 20;
  private static final Duration RETENTION = Duration.ofSeconds(600);

  /// A second, slow and obvious idea of where messages are.
  private static final class Model {
    /// By id: when it was sent, and from when on it may be seen again, in milliseconds.
    final Map<String, Long> sent = new HashMap<>();

    final Map<String, Long> hidden = new HashMap<>();
    final Map<String, Integer> receipts = new HashMap<>();
    final Map<String, String> newest = new HashMap<>();
    final Set<String> buried = new HashSet<>();

    void forget(String id) {
      sent.remove(id);
      hidden.remove(id);
      newest.remove(id);
    }

    void expire(long now) {
      for (var id : List.copyOf(sent.keySet())) {
        if (sent.get(id) + RETENTION.toMillis() <= now) {
          forget(id);
        }
      }
    }
  }

  @TempDir Path data;
  private final Model model = new Model();
  private final Map<String, String> receipts = new HashMap<>();

  private long now(Desk desk) {
    return desk.now.toEpochMilli();
  }

  private static List<Message> receive(Desk desk, String queue, int most) {
    return ((ReceiveMessageResponse)
            desk.call(
                ReceiveMessageRequest.builder()
                    .queueUrl(Desk.url(queue))
                    .maxNumberOfMessages(most)
                    .build()))
        .messages();
  }

  private void send(Desk desk, Random random) {
    int delay = random.nextInt(3) == 0 ? random.nextInt(15) : 0;
    var sent =
        (SendMessageResponse)
            desk.call(
                SendMessageRequest.builder()
                    .queueUrl(Desk.url("work"))
                    .messageBody("m")
                    .delaySeconds(delay)
                    .build());
    model.sent.put(sent.messageId(), now(desk));
    model.hidden.put(sent.messageId(), now(desk) + delay * 1000L);
  }

  private void take(Desk desk, Random random) {
    boolean dead = random.nextInt(4) == 0;
    for (var message : receive(desk, dead ? "dead" : "work", 1 + random.nextInt(10))) {
      var id = message.messageId();
      // Nothing that was deleted or has expired is seen again, and nothing that is hidden.
      assertThat(model.sent).containsKey(id);
      assertThat(model.hidden.get(id)).isLessThanOrEqualTo(now(desk));
      assertThat(model.newest.get(id)).isNotEqualTo(message.receiptHandle());
      if (dead) {
        // Only what was received as often as it may be is here.
        assertThat(model.receipts.getOrDefault(id, 0)).isEqualTo(MOST_RECEIPTS);
        model.buried.add(id);
      } else {
        assertThat(model.buried).doesNotContain(id);
        assertThat(model.receipts.merge(id, 1, Integer::sum)).isLessThanOrEqualTo(MOST_RECEIPTS);
      }
      model.hidden.put(id, now(desk) + VISIBILITY * 1000L);
      model.newest.put(id, message.receiptHandle());
      receipts.put(message.receiptHandle(), dead ? "dead " + id : "work " + id);
    }
  }

  /// By any receipt that ever was: only a message's newest one does anything.
  private void use(Desk desk, Random random, boolean delete) {
    if (receipts.isEmpty()) {
      return;
    }
    var handles = new ArrayList<>(receipts.keySet());
    handles.sort(null);
    var handle = handles.get(random.nextInt(handles.size()));
    var place = receipts.get(handle).substring(0, 4);
    var id = receipts.get(handle).substring(5);
    boolean mine =
        model.sent.containsKey(id)
            && handle.equals(model.newest.get(id))
            && place.equals(model.buried.contains(id) ? "dead" : "work");
    if (delete) {
      desk.call(
          DeleteMessageRequest.builder().queueUrl(Desk.url(place)).receiptHandle(handle).build());
      boolean gone = !isKept(desk, id);
      // One that is visible and was received as often as it may be, the queue may have buried: its
      // source's receipt deletes it no more.
      boolean certain =
          mine
              && (place.equals("dead")
                  || model.receipts.get(id) < MOST_RECEIPTS
                  || model.hidden.get(id) > now(desk));
      if (certain) {
        assertThat(gone).isTrue();
      }
      if (mine && gone) {
        model.forget(id);
      }
    } else if (mine && model.hidden.getOrDefault(id, 0L) > now(desk)) {
      int seconds = random.nextInt(60);
      desk.call(
          ChangeMessageVisibilityRequest.builder()
              .queueUrl(Desk.url(place))
              .receiptHandle(handle)
              .visibilityTimeout(seconds)
              .build());
      model.hidden.put(id, now(desk) + seconds * 1000L);
    }
  }

  private static boolean isKept(Desk desk, String id) {
    return desk.store.read(t -> t.exists("select 1 from sqs_message where id = ?", id));
  }

  private static long total(Desk desk) {
    long total = 0;
    for (var queue : List.of("work", "dead")) {
      for (var count : desk.counts(queue).split(" ", -1)) {
        total += Long.parseLong(count);
      }
    }
    return total;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyMessageIsInOneStateOfOneQueueUntilItIsDeletedOrTooOld(long seed) {
    var random = new Random(seed);
    try (var desk = new Desk(data)) {
      desk.create("dead", "VisibilityTimeout", "" + VISIBILITY, "MessageRetentionPeriod", "600");
      desk.create(
          "work",
          "VisibilityTimeout",
          "" + VISIBILITY,
          "MessageRetentionPeriod",
          "600",
          "RedrivePolicy",
          MessagesTest.redrive("dead", MOST_RECEIPTS));
      for (int step = 0; step < 250; step++) {
        switch (random.nextInt(7)) {
          case 0, 1 -> send(desk, random);
          case 2, 3 -> take(desk, random);
          case 4 -> use(desk, random, true);
          case 5 -> use(desk, random, false);
          default -> desk.pass(Duration.ofMillis(random.nextInt(15_000)));
        }
        model.expire(now(desk));
        assertThat(total(desk)).as("step " + step).isEqualTo(model.sent.size());
      }
      drain(desk);
    }
  }

  /// At least once: whatever was neither deleted nor too old is handed out if one asks.
  private void drain(Desk desk) {
    // Nothing is hidden for more than a minute, and nothing may expire while one asks.
    desk.now = desk.now.plusSeconds(60);
    model.expire(now(desk));
    var missing = new HashSet<>(model.sent.keySet());
    for (var queue : List.of("work", "dead")) {
      for (var batch = receive(desk, queue, 10);
          !batch.isEmpty();
          batch = receive(desk, queue, 10)) {
        batch.forEach(message -> missing.remove(message.messageId()));
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void whatWasTakenInIsThereAfterAReopening(long seed) {
    var random = new Random(seed);
    try (var desk = new Desk(data)) {
      desk.create("dead");
      desk.create("work", "RedrivePolicy", MessagesTest.redrive("dead", MOST_RECEIPTS));
      for (int step = 0; step < 60; step++) {
        send(desk, random);
        if (random.nextInt(3) == 0) {
          take(desk, random);
        }
        if (random.nextInt(4) == 0) {
          use(desk, random, true);
        }
      }
    }
    try (var desk = new Desk(data)) {
      assertThat(total(desk)).isEqualTo(model.sent.size());
      drain(desk);
    }
  }
}
