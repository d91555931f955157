package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// What a queue has taken in before its environment is killed, it hands out afterwards; what it has
/// let go stays gone.
class QueueCrashTest {
  private static final int WRITERS = 3;
  private static final int KILLS = 3;
  private static final long SEED = 20261124;

  @TempDir Path folder;
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();

  /// Deletions whose answer never came: either may be.
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  @Test
  void killedInTheMidstItLosesNoMessageAndBringsNoneBack() throws Exception {
    var home = Files.createDirectories(folder.resolve("home"));
    Files.write(
        Files.createDirectories(home.resolve("thumbnail/target")).resolve("function.zip"),
        TinyFunction.zip(folder, "echo"));
    var random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      try (var up = Up.start(home, folder.resolve("data"), "--no-stack")) {
        workUntilKilled(up, kill, random);
      }
    }
    try (var up = Up.start(home, folder.resolve("data"), "--no-stack")) {
      var left = drain(up.admin().sqs());
      var wanted = new HashSet<>(sent);
      wanted.removeAll(deleted);
      wanted.removeAll(open);
      assertThat(sent).hasSizeGreaterThan(KILLS);
      assertThat(left).containsAll(wanted).doesNotContainAnyElementsOf(deleted);
    }
  }

  /// Kills the process while senders and a reader wait for answers: at a moment that the seed
  /// names, counted in answers and not in time.
  private void workUntilKilled(Up up, int round, Random random) throws Exception {
    var url = queue(up.admin().sqs());
    var answers = new CountDownLatch(20 + random.nextInt(60));
    var workers = new ArrayList<Thread>();
    for (int writer = 0; writer < WRITERS; writer++) {
      var name = round + "-" + writer + "-";
      workers.add(
          Thread.ofVirtual()
              .start(() -> {
                var sqs = up.admin().sqs();
                for (int i = 0; send(sqs, url, name + i); i++) {
                  answers.countDown();
                }
              }));
    }
    workers.add(
        Thread.ofVirtual()
            .start(() -> {
              var sqs = up.admin().sqs();
              while (read(sqs, url)) {
                answers.countDown();
              }
            }));
    answers.await();
    up.kill();
    for (var worker : workers) {
      worker.join();
    }
  }

  private static String queue(SqsClient sqs) {
    return sqs.createQueue(q ->
            q.queueName("crash").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0")))
        .queueUrl();
  }

  /// @return false where no answer came
  private boolean send(SqsClient sqs, String url, String body) {
    try {
      sqs.sendMessage(m -> m.queueUrl(url).messageBody(body));
      sent.add(body);
      return true;
    } catch (SdkException _) {
      return false;
    }
  }

  private boolean read(SqsClient sqs, String url) {
    try {
      for (var message : sqs.receiveMessage(m -> m.queueUrl(url).waitTimeSeconds(1)).messages()) {
        open.add(message.body());
        sqs.deleteMessage(m -> m.queueUrl(url).receiptHandle(message.receiptHandle()));
        deleted.add(message.body());
        open.remove(message.body());
      }
      return true;
    } catch (SdkException _) {
      return false;
    }
  }

  private static Set<String> drain(SqsClient sqs) {
    var url = queue(sqs);
    var left = new HashSet<String>();
    while (true) {
      var messages =
          sqs.receiveMessage(m -> m.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(600))
              .messages();
      if (messages.isEmpty()) {
        return left;
      }
      messages.forEach(message -> left.add(message.body()));
    }
  }
}
