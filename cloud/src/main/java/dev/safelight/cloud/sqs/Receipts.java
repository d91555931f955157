package dev.safelight.cloud.sqs;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.sqs.Queues.QueueRow;
import dev.safelight.cloud.store.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;

/// What is done with messages that were received. Thread-safe. See AWS: DeleteMessage,
/// ChangeMessageVisibility.
final class Receipts {
  /// In seconds: twelve hours.
  private static final int LONGEST = 43_200;

  private final Arrivals arrivals;
  private final InstantSource clock;

  Receipts(Arrivals arrivals, InstantSource clock) {
    this.arrivals = arrivals;
    this.clock = clock;
  }

  DeleteMessageResponse delete(SqsOperation.DeleteMessage delete, Transaction transaction) {
    var queue = Queues.require(transaction, delete.queue());
    delete(queue, delete.request().receiptHandle(), transaction);
    return DeleteMessageResponse.builder().build();
  }

  DeleteMessageBatchResponse delete(
      SqsOperation.DeleteMessageBatch delete, Transaction transaction) {
    var entries = delete.request().entries();
    Batches.check(
        entries.stream().map(one -> Batches.id(one.id())).toList(),
        "DeleteMessageBatchRequestEntry");
    var queue = Queues.require(transaction, delete.queue());
    var done = new ArrayList<DeleteMessageBatchResultEntry>();
    var failed = new ArrayList<BatchResultErrorEntry>();
    for (var entry : entries) {
      try {
        delete(queue, entry.receiptHandle(), transaction);
        done.add(DeleteMessageBatchResultEntry.builder().id(entry.id()).build());
      } catch (Fault fault) {
        failed.add(Batches.failed(entry.id(), fault));
      }
    }
    return DeleteMessageBatchResponse.builder().successful(done).failed(failed).build();
  }

  /// A receipt that is not the newest deletes nothing and succeeds, as on AWS.
  private static void delete(QueueRow queue, @Nullable String text, Transaction transaction) {
    Messages.delete(transaction, queue.id(), Handle.of(text, queue.id()));
  }

  ChangeMessageVisibilityResponse change(
      SqsOperation.ChangeMessageVisibility change, Transaction transaction) {
    var queue = Queues.require(transaction, change.queue());
    var request = change.request();
    change(queue, request.receiptHandle(), request.visibilityTimeout(), transaction);
    return ChangeMessageVisibilityResponse.builder().build();
  }

  ChangeMessageVisibilityBatchResponse change(
      SqsOperation.ChangeMessageVisibilityBatch change, Transaction transaction) {
    var entries = change.request().entries();
    Batches.check(
        entries.stream().map(one -> Batches.id(one.id())).toList(),
        "ChangeMessageVisibilityBatchRequestEntry");
    var queue = Queues.require(transaction, change.queue());
    var done = new ArrayList<ChangeMessageVisibilityBatchResultEntry>();
    var failed = new ArrayList<BatchResultErrorEntry>();
    for (var entry : entries) {
      try {
        change(queue, entry.receiptHandle(), entry.visibilityTimeout(), transaction);
        done.add(ChangeMessageVisibilityBatchResultEntry.builder().id(entry.id()).build());
      } catch (Fault fault) {
        failed.add(Batches.failed(entry.id(), fault));
      }
    }
    return ChangeMessageVisibilityBatchResponse.builder().successful(done).failed(failed).build();
  }

  private void change(
      QueueRow queue, @Nullable String text, @Nullable Integer seconds, Transaction transaction) {
    var handle = Handle.of(text, queue.id());
    if (seconds == null) {
      throw Faults.missing("VisibilityTimeout");
    }
    if (seconds < 0 || seconds > LONGEST) {
      throw Faults.invalid(
          seconds, "VisibilityTimeout", "Must be between 0 and 43200, if provided.");
    }
    long visible =
        Messages.visible(transaction, queue.id(), handle)
            .orElseThrow(() ->
                Faults.invalid(
                    handle.text(),
                    "ReceiptHandle",
                    "Message does not exist or is not available for visibility timeout change."));
    if (visible <= clock.millis()) {
      throw new Fault(400, "MessageNotInflight", "The specified message isn't in flight.");
    }
    Messages.show(transaction, handle, clock.millis() + seconds * 1000L);
    transaction.afterCommit(() -> arrivals.tell(queue.id()));
  }
}
