package dev.safelight.cloud.sqs;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.sqs.Queues.QueueRow;
import dev.safelight.cloud.store.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// Puts messages into queues. Thread-safe. See AWS: SendMessage, SendMessageBatch.
final class Sending {
  private final Arrivals arrivals;
  private final InstantSource clock;
  private final SecureRandom random;

  Sending(Arrivals arrivals, InstantSource clock, SecureRandom random) {
    this.arrivals = arrivals;
    this.clock = clock;
    this.random = random;
  }

  SendMessageResponse send(SqsOperation.SendMessage send, Caller caller, Transaction transaction) {
    var queue = Queues.require(transaction, send.queue());
    var sent = put(Letter.of(send.request(), queue.attributes()), queue, caller, transaction);
    var answer = SendMessageResponse.builder().messageId(sent.id()).md5OfMessageBody(sent.body());
    if (!sent.attributes().isEmpty()) {
      answer.md5OfMessageAttributes(sent.attributes());
    }
    if (!sent.system().isEmpty()) {
      answer.md5OfMessageSystemAttributes(sent.system());
    }
    return answer.build();
  }

  SendMessageBatchResponse send(
      SqsOperation.SendMessageBatch send, Caller caller, Transaction transaction) {
    var entries = send.request().entries();
    Batches.check(
        entries.stream().map(one -> Batches.id(one.id())).toList(), "SendMessageBatchRequestEntry");
    Batches.checkSize(entries);
    var queue = Queues.require(transaction, send.queue());
    var done = new ArrayList<SendMessageBatchResultEntry>();
    var failed = new ArrayList<BatchResultErrorEntry>();
    for (var entry : entries) {
      try {
        var sent = put(Letter.of(entry, queue.attributes()), queue, caller, transaction);
        var result =
            SendMessageBatchResultEntry.builder()
                .id(entry.id())
                .messageId(sent.id())
                .md5OfMessageBody(sent.body());
        if (!sent.attributes().isEmpty()) {
          result.md5OfMessageAttributes(sent.attributes());
        }
        if (!sent.system().isEmpty()) {
          result.md5OfMessageSystemAttributes(sent.system());
        }
        done.add(result.build());
      } catch (Fault fault) {
        failed.add(Batches.failed(entry.id(), fault));
      }
    }
    return SendMessageBatchResponse.builder().successful(done).failed(failed).build();
  }

  /// What a sender is told: the message's id, and the MD5s of its parts.
  private record Sent(String id, String body, String attributes, String system) {}

  private Sent put(Letter letter, QueueRow queue, Caller caller, Transaction transaction) {
    var id = id();
    Messages.expire(transaction, queue, clock.millis());
    Messages.add(transaction, queue, id, letter, sender(caller), clock.millis());
    transaction.afterCommit(() -> arrivals.tell(queue.id()));
    return new Sent(
        id,
        Fingerprint.of(letter.body()),
        Fingerprint.of(letter.attributes()),
        Fingerprint.of(letter.system()));
  }

  /// See AWS: ReceiveMessage, `SenderId`: a user's id, or a role's with the session's name. For its
  /// own services AWS shows an internal id; here it is the service's name.
  private static String sender(Caller caller) {
    return switch (caller) {
      case Caller.User user -> user.id();
      case Caller.Session session -> session.roleId() + ":" + session.sessionName();
      case Caller.Root root -> root.account();
      case Caller.Service service -> service.principal();
      case Caller.Anonymous _ -> "anonymous";
    };
  }

  /// A random UUID.
  private String id() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
    bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
    return HexFormat.of()
        .formatHex(bytes)
        .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }
}
