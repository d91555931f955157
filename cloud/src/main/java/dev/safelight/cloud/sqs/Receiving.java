package dev.safelight.cloud.sqs;

import dev.safelight.cloud.call.Answer;
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
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/// Takes messages out of a queue for a while. Who finds nothing may wait for it, outside of any
/// transaction. Thread-safe. See AWS: ReceiveMessage, "Amazon SQS short and long polling".
final class Receiving {
  /// See AWS: "Amazon SQS message quotas".
  private static final int MOST_IN_FLIGHT = 120_000;

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

  Outcome receive(SqsOperation.ReceiveMessage receive, Transaction transaction) {
    var request = receive.request();
    int most =
        within(
            "MaxNumberOfMessages",
            request.maxNumberOfMessages(),
            1,
            10,
            1,
            "Must be between 1 and 10, if provided.");
    var queue = Queues.require(transaction, receive.queue());
    int hidden =
        within(
            "VisibilityTimeout",
            request.visibilityTimeout(),
            0,
            43_200,
            queue.attributes().visibilityTimeout(),
            "Must be between 0 and 43200, if provided.");
    int wait =
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
    var view = MessageView.of(request);
    long mark = arrivals.mark(queue.id());
    var found = take(transaction, queue, most, hidden);
    if (!found.isEmpty() || wait == 0) {
      return Outcome.of(response(found, view));
    }
    var until = nanos.getAsLong() + Duration.ofSeconds(wait).toNanos();
    return Outcome.of(
        new Answer.Later(
            () -> Answer.of(response(poll(queue.id(), most, hidden, mark, until), view))));
  }

  private static ReceiveMessageResponse response(List<Received> found, MessageView view) {
    var messages = found.stream().map(one -> view.shape(one.message(), one.handle())).toList();
    return messages.isEmpty()
        ? ReceiveMessageResponse.builder().build()
        : ReceiveMessageResponse.builder().messages(messages).build();
  }

  private record Received(MessageRow message, Handle handle) {}

  private List<Received> poll(long queue, int most, int hidden, long first, long until) {
    long mark = first;
    for (long left = until - nanos.getAsLong(); left > 0; left = until - nanos.getAsLong()) {
      if (!arrivals.await(queue, mark, pause(queue, Duration.ofNanos(left)))) {
        break;
      }
      mark = arrivals.mark(queue);
      if (store.read(t -> Messages.anyVisible(t, queue, clock.millis()))) {
        // The queue may be another by now: one that was deleted is not waited for.
        var found =
            store.write(t ->
                Queues.find(t, queue).map(row -> take(t, row, most, hidden)).orElse(List.of()));
        if (!found.isEmpty()) {
          return found;
        }
      } else if (store.read(t -> Queues.find(t, queue)).isEmpty()) {
        throw Faults.noQueue();
      }
    }
    return List.of();
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
    var target = redrive.flatMap(to -> Queues.find(transaction, to.target()));
    int limit = target.isPresent() ? redrive.orElseThrow().most() : Integer.MAX_VALUE;
    var taken = new ArrayList<Received>();
    while (taken.size() < most) {
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
