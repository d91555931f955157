package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/// Feeds a function from a queue, as the function's role and through the front door. What the
/// function does not do comes back to the queue by its visibility time-out; nothing else is kept of
/// a batch, so a crash loses none. See AWS: "Using Lambda with Amazon SQS".
final class Poller {
  private static final System.Logger LOG = System.getLogger(Poller.class.getName());

  /// How many batches are at work where nothing else is set: with how many AWS begins.
  private static final int USUAL_CONCURRENCY = 5;

  private static final int LONGEST_POLL = 20;
  private static final int MOST_MESSAGES = 10;

  /// An event is at most 6 MB; escaping makes a body longer.
  private static final int MOST_BYTES = 2_500_000;

  private static final Duration MARGIN = Duration.ofMinutes(10);
  private static final Duration LONGEST_THROTTLE = Duration.ofSeconds(5);
  private static final Duration SHORTEST_ROUND = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Mapping mapping;
  private final Store store;
  private final Front front;
  private final Function<String, Caller> signers;
  private final Invoker invoker;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Semaphore batches;
  private final int concurrency;
  // Released once, to end every pause.
  private final Semaphore stopping = new Semaphore(0);
  private final Thread thread;
  private volatile boolean stopped;
  private volatile String result;
  private Optional<Worn> worn = Optional.empty();

  /// A session, and the role that it was opened for.
  private record Worn(String role, RoleSession session) {}

  /// A function with the session that its messages are read in.
  private record Reader(Definition function, Caller role) {}

  Poller(
      Mapping mapping,
      Store store,
      Front front,
      Function<String, Caller> signers,
      Invoker invoker,
      InstantSource clock,
      SecureRandom random) {
    this.mapping = mapping;
    this.store = store;
    this.front = front;
    this.signers = signers;
    this.invoker = invoker;
    this.clock = clock;
    this.random = random;
    this.result = mapping.result();
    this.concurrency =
        Math.min(
            mapping.concurrency() == 0 ? USUAL_CONCURRENCY : mapping.concurrency(),
            Sandboxes.MOST_PER_FUNCTION);
    this.batches = new Semaphore(concurrency);
    this.thread =
        Thread.ofVirtual().name("queue of " + mapping.function().name()).unstarted(this::run);
  }

  Poller start() {
    thread.start();
    return this;
  }

  void stop() {
    stopped = true;
    stopping.release();
  }

  boolean hasEnded() {
    return !thread.isAlive() && batches.availablePermits() == concurrency;
  }

  /// Waits for the batches at work.
  void join() {
    try {
      thread.join();
      batches.acquire(concurrency);
      batches.release(concurrency);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    int failures = 0;
    while (!stopped) {
      batches.acquireUninterruptibly();
      boolean handedOver = false;
      long from = System.nanoTime();
      try {
        var reader = reader();
        var batch = gather(reader);
        failures = 0;
        if (!batch.isEmpty()) {
          Thread.ofVirtual()
              .name("batch for " + mapping.function().name())
              .start(() -> work(reader, batch));
          handedOver = true;
        } else if (System.nanoTime() - from < SHORTEST_ROUND.toNanos()) {
          pause(SHORTEST_ROUND); // Nobody waits any more: the environment is closing.
        }
      } catch (Fault fault) {
        came("PROBLEM: " + fault.text());
        pause(backoff(failures++));
      } catch (RuntimeException broken) {
        LOG.log(System.Logger.Level.WARNING, "cannot read " + mapping.queue(), broken);
        pause(backoff(failures++));
      } finally {
        if (!handedOver) {
          batches.release();
        }
      }
    }
  }

  private static Duration backoff(int failures) {
    var pause = Duration.ofSeconds(1L << Math.min(failures, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private void pause(Duration time) {
    try {
      if (stopping.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
        stopping.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The function as it is now. A session is kept as long as it lives.
  private Reader reader() {
    var function = store.read(t -> Definitions.require(t, mapping.function()));
    var now = clock.instant();
    var current =
        worn.filter(one -> one.role().equals(function.role()))
            .filter(one -> now.isBefore(one.session().expires().minus(MARGIN)))
            .orElseGet(() -> new Worn(function.role(), RoleSession.open(front, signers, function)));
    worn = Optional.of(current);
    return new Reader(function, current.session().caller());
  }

  private List<Message> gather(Reader reader) {
    var batch = new ArrayList<>(receive(reader, mapping.batch(), LONGEST_POLL));
    long until = System.nanoTime() + Duration.ofSeconds(mapping.window()).toNanos();
    while (!batch.isEmpty() && batch.size() < mapping.batch() && !stopped) {
      long left = TimeUnit.NANOSECONDS.toSeconds(until - System.nanoTime() + 999_999_999);
      if (left <= 0 || bytes(batch) > MOST_BYTES) {
        break;
      }
      batch.addAll(
          receive(reader, mapping.batch() - batch.size(), (int) Math.min(left, LONGEST_POLL)));
    }
    return batch;
  }

  private static long bytes(List<Message> batch) {
    return batch.stream().mapToLong(message -> message.body().length()).sum();
  }

  private List<Message> receive(Reader reader, int most, int wait) {
    var request =
        ReceiveMessageRequest.builder()
            .queueUrl(mapping.queueUrl())
            .maxNumberOfMessages(Math.min(most, MOST_MESSAGES))
            .waitTimeSeconds(wait)
            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
            .messageAttributeNames("All")
            .build();
    return ((ReceiveMessageResponse) front.call(reader.role(), mapping.id().region(), request))
        .messages();
  }

  private void work(Reader reader, List<Message> batch) {
    try {
      came(outcome(reader, batch));
    } catch (Fault fault) {
      came("PROBLEM: " + fault.text());
    } catch (RuntimeException broken) {
      // What it did not delete comes back.
      LOG.log(System.Logger.Level.WARNING, "a batch of " + mapping.queue() + " failed", broken);
    } finally {
      batches.release();
    }
  }

  private String outcome(Reader reader, List<Message> batch) {
    var function = reader.function();
    int most = store.read(t -> Concurrency.most(t, function.arn()));
    if (!invoker.sandboxes().begin(function.arn(), most, LONGEST_THROTTLE)) {
      return "PROBLEM: Function was throttled";
    }
    var event = QueueEvent.of(batch, mapping.queue(), mapping.id().region());
    var answer = invoker.run(function, mapping.function(), Ids.uuid(random), event);
    if (answer.isError()) {
      return "PROBLEM: Function call failed";
    }
    var done = done(batch, answer.payload());
    delete(reader, done);
    return done.size() == batch.size() ? "OK" : "PROBLEM: Function reported failures";
  }

  private List<Message> done(List<Message> batch, byte[] answer) {
    if (!mapping.reports()) {
      return batch;
    }
    var known = batch.stream().map(Message::messageId).collect(Collectors.toSet());
    return QueueEvent.failures(answer, known)
        .map(failed ->
            batch.stream().filter(message -> !failed.contains(message.messageId())).toList())
        .orElse(List.of());
  }

  private void delete(Reader reader, List<Message> done) {
    for (int from = 0; from < done.size(); from += MOST_MESSAGES) {
      var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
      for (var message : done.subList(from, Math.min(from + MOST_MESSAGES, done.size()))) {
        entries.add(
            DeleteMessageBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .receiptHandle(message.receiptHandle())
                .build());
      }
      front.call(
          reader.role(),
          mapping.id().region(),
          DeleteMessageBatchRequest.builder()
              .queueUrl(mapping.queueUrl())
              .entries(entries)
              .build());
    }
  }

  /// Kept where it is news.
  private void came(String news) {
    if (!news.equals(result)) {
      result = news;
      store.write(transaction -> {
        mapping.came(transaction, news);
        return true;
      });
    }
  }
}
