package dev.safelight.cloud.sqs;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.sqs.Messages.MessageRow;
import dev.safelight.cloud.sqs.Queues.QueueRow;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/// Takes messages out of a queue for a while. Who finds nothing may wait for it, outside of any
/// transaction, and is asked again for its permissions before it takes what has come. Thread-safe.
/// See AWS: ReceiveMessage, "Amazon SQS short and long polling".
final class Receiving {
  /// See AWS: "Amazon SQS message quotas".
  private static final int MOST_IN_FLIGHT = 120_000;

  /// Dead letters of one round, about: everybody waits for its transaction.
  private static final int MOST_BURIALS = 100;

  private final Store store;
  private final Arrivals arrivals;
  private final InstantSource clock;
  private final SecureRandom random;
  private final LongSupplier nanos;

  /// @param nanos what waiting is measured by
  Receiving(
      Store store,
      Arrivals arrivals,
      InstantSource clock,
      SecureRandom random,
      LongSupplier nanos) {
    this.store = store;
    this.arrivals = arrivals;
    this.clock = clock;
    this.random = random;
    this.nanos = nanos;
  }

  /// @param content what was waited for; none where the call has just come
  Outcome receive(SqsOperation.ReceiveMessage receive, Content content, Transaction transaction) {
    if (!(content instanceof Wait wait)) {
      var queue = Queues.require(transaction, receive.queue());
      return look(wait(receive.request(), queue), queue, transaction);
    }
    if (wait.isOver()) {
      return answer(List.of(), wait);
    }
    // The queue may be another by now: one that was deleted is not waited for.
    var queue = Queues.find(transaction, wait.queue()).orElseThrow(Faults::noQueue);
    return look(wait, queue, transaction);
  }

  /// What is asked for, and until when.
  private record Wait(
      long queue, int most, int hidden, long until, boolean isOver, MessageView view)
      implements Content {
    Wait over() {
      return new Wait(queue, most, hidden, until, true, view);
    }

    @Override
    public void close() {}
  }

  private Wait wait(ReceiveMessageRequest request, QueueRow queue) {
    int most =
        within(
            "MaxNumberOfMessages",
            request.maxNumberOfMessages(),
            1,
            10,
            1,
            "Must be between 1 and 10, if provided.");
    int hidden =
        within(
            "VisibilityTimeout",
            request.visibilityTimeout(),
            0,
            43_200,
            queue.attributes().visibilityTimeout(),
            "Must be between 0 and 43200, if provided.");
    int seconds =
        within(
            "WaitTimeSeconds",
            request.waitTimeSeconds(),
            0,
            20,
            queue.attributes().longestWait(),
            "Must be >= 0 and <= 20, if provided.");
    if (request.receiveRequestAttemptId() != null) {
      throw Faults.invalid(
          request.receiveRequestAttemptId(),
          "ReceiveRequestAttemptId",
          "The request include parameter that is not valid for this queue type.");
    }
    var until = nanos.getAsLong() + Duration.ofSeconds(seconds).toNanos();
    return new Wait(queue.id(), most, hidden, until, seconds == 0, MessageView.of(request));
  }

  private Outcome look(Wait wait, QueueRow queue, Transaction transaction) {
    long mark = arrivals.mark(queue.id());
    var found = take(transaction, queue, wait.most(), wait.hidden());
    return !found.isEmpty() || wait.isOver()
        ? answer(found, wait)
        : Outcome.of(new Answer.Again(() -> await(wait, mark)));
  }

  private static Outcome answer(List<Received> found, Wait wait) {
    var messages =
        found.stream().map(one -> wait.view().shape(one.message(), one.handle())).toList();
    return Outcome.of(
        messages.isEmpty()
            ? ReceiveMessageResponse.builder().build()
            : ReceiveMessageResponse.builder().messages(messages).build());
  }

  private record Received(MessageRow message, Handle handle) {}

  /// Returns once there is something to look at, or nothing more to wait for.
  private Wait await(Wait wait, long first) {
    long mark = first;
    long queue = wait.queue();
    for (long left = left(wait); left > 0; left = left(wait)) {
      // Looked at before waiting too: a round may have ended before everything was looked at.
      if (store.read(
          t -> Messages.anyVisible(t, queue, clock.millis()) || Queues.find(t, queue).isEmpty())) {
        return wait;
      }
      if (!arrivals.await(queue, mark, pause(queue, Duration.ofNanos(left)))) {
        break;
      }
      mark = arrivals.mark(queue);
    }
    return wait.over();
  }

  private long left(Wait wait) {
    return wait.until() - nanos.getAsLong();
  }

  /// A message that becomes visible while one waits is told by nobody.
  private Duration pause(long queue, Duration most) {
    long now = clock.millis();
    return store
        .read(t -> Messages.next(t, queue, now))
        .map(visible -> Duration.ofMillis(Math.max(1, visible - now)))
        .filter(pause -> pause.compareTo(most) < 0)
        .orElse(most);
  }

  private List<Received> take(Transaction transaction, QueueRow queue, int most, int hidden) {
    long now = clock.millis();
    Messages.expire(transaction, queue, now);
    if (Messages.isFull(transaction, queue, now, MOST_IN_FLIGHT)) {
      throw new Fault(
          400,
          "OverLimit",
          "The maximum number of in flight messages is reached. Maximum in flight messages for standard queues is %d."
              .formatted(MOST_IN_FLIGHT));
    }
    var redrive = Redrive.of(queue.attributes());
    // A queue that is its own target was let in once: what it buried it would find again.
    var target =
        redrive
            .filter(to -> !to.target().equals(queue.queue()))
            .flatMap(to -> Queues.find(transaction, to.target()));
    int limit = target.isPresent() ? redrive.orElseThrow().most() : Integer.MAX_VALUE;
    var taken = new ArrayList<Received>();
    int buried = 0;
    while (taken.size() < most && buried < MOST_BURIALS) {
      var visible = Messages.visible(transaction, queue, now, most - taken.size());
      visible.removeIf(one -> taken.stream().anyMatch(old -> old.message().seq() == one.seq()));
      if (visible.isEmpty()) {
        break;
      }
      for (var message : visible) {
        if (message.received() < limit) {
          var handle = Handle.next(queue.id(), message.seq(), random);
          var received =
              Messages.receive(transaction, message, handle.text(), now, now + hidden * 1000L);
          taken.add(new Received(received, handle));
        } else {
          bury(transaction, message, queue, target, now);
          buried++;
        }
      }
    }
    return List.copyOf(taken);
  }

  private void bury(
      Transaction transaction,
      MessageRow message,
      QueueRow queue,
      Optional<QueueRow> target,
      long now) {
    var to = target.orElseThrow();
    Messages.move(transaction, message, queue, to, now);
    transaction.afterCommit(() -> arrivals.tell(to.id()));
  }

  private static int within(
      String name, @Nullable Integer value, int least, int most, int otherwise, String reason) {
    if (value == null) {
      return otherwise;
    }
    if (value < least || value > most) {
      throw Faults.invalid(value, name, reason);
    }
    return value;
  }
}
