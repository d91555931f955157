package dev.safelight.cloud.sqs;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.InMemory;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;

/// Amazon SQS: keeps messages until they are deleted, and hands each out at least once.
/// Thread-safe.
///
/// Standard queues; FIFO queues, KMS keys and message groups are refused by name. Every message
/// that was taken in is on disk before its sender is answered. See AWS: "Amazon SQS API Reference",
/// "Amazon SQS standard queues".
public final class Sqs implements Service<SqsOperation>, AutoCloseable {
  /// The tables of this service.
  public static final List<String> SCHEMA =
      List.of(Queues.SCHEMA, Messages.SCHEMA, Messages.BY_VISIBILITY, Messages.BY_AGE);

  private static final String FORM = "application/x-www-form-urlencoded";

  private final SqsProtocol protocol = new SqsProtocol();
  private final Arrivals arrivals = new Arrivals();
  private final Supplier<String> endpoint;
  private final QueuePolicies policies;
  private final QueueActs queues;
  private final Sending sending;
  private final Receiving receiving;
  private final Receipts receipts;

  /// @param endpoint what queue URLs begin with that are asked for from inside, such as
  ///   `https://127.0.0.1:4567`; who calls from outside gets the one that was called
  public Sqs(
      Store store,
      Compiled compiled,
      Principals principals,
      Supplier<String> endpoint,
      InstantSource clock,
      SecureRandom random) {
    this(store, compiled, principals, endpoint, clock, random, System::nanoTime);
  }

  Sqs(
      Store store,
      Compiled compiled,
      Principals principals,
      Supplier<String> endpoint,
      InstantSource clock,
      SecureRandom random,
      LongSupplier nanos) {
    this.endpoint = endpoint;
    this.policies = new QueuePolicies(compiled, principals);
    this.queues = new QueueActs(policies, arrivals, clock);
    this.sending = new Sending(arrivals, clock, random);
    this.receiving = new Receiving(store, arrivals, clock, random, nanos);
    this.receipts = new Receipts(arrivals, clock);
  }

  /// What the authoriser asks about queues.
  public Resources resources() {
    return policies;
  }

  @Override
  public String name() {
    return "sqs";
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  /// A batch of 1 MiB, with what JSON and base64 add to it.
  @Override
  public int largestBody() {
    return 8 << 20;
  }

  @Override
  public Recognised<SqsOperation> recognise(Request request, String account) {
    if (request.headers().first("content-type").orElse("").startsWith(FORM)) {
      throw Faults.unsupported("The query protocol, which SDKs spoke until 2023,");
    }
    var target = protocol.json().operation(request);
    return Recognition.read(protocol.json(), target, InMemory.bytes(request.payload()))
        .flatMap(shape -> Recognition.of(shape, account, request.region(), called(request)))
        .<Recognised<SqsOperation>>map(Recognised.As::new)
        .orElseGet(() -> new Recognised.Unknown<>(target));
  }

  /// The endpoint as the caller knows it.
  private String called(Request request) {
    var scheme = request.peer().isSecure() ? "https://" : "http://";
    return request.headers().first("host").map(host -> scheme + host).orElseGet(endpoint);
  }

  @Override
  public Optional<SqsOperation> recognise(SdkPojo shape, String account) {
    return recognise(shape, account, "us-east-1");
  }

  @Override
  public Optional<SqsOperation> recognise(SdkPojo shape, String account, String region) {
    return Recognition.of(shape, account, region, endpoint.get());
  }

  @Override
  public Outcome act(Authorised<SqsOperation> proof, Content content, Transaction transaction) {
    if (proof.operation() instanceof SqsOperation.OwnersOnly on) {
      requireOwner(proof.caller(), on);
    }
    return switch (proof.operation()) {
      case SqsOperation.CreateQueue create -> Outcome.of(queues.create(create, transaction));
      case SqsOperation.GetQueueUrl(var queue, var here) ->
          Outcome.of(
              GetQueueUrlResponse.builder()
                  .queueUrl(Queues.require(transaction, queue).queue().url(here))
                  .build());
      case SqsOperation.ListQueues list -> Outcome.of(QueueActs.list(list, transaction));
      case SqsOperation.GetQueueAttributes get -> Outcome.of(queues.show(get, transaction));
      case SqsOperation.SetQueueAttributes set -> Outcome.of(queues.set(set, transaction));
      case SqsOperation.DeleteQueue delete -> Outcome.of(queues.delete(delete, transaction));
      case SqsOperation.PurgeQueue purge -> Outcome.of(queues.purge(purge, transaction));
      case SqsOperation.TagQueue tag -> Outcome.of(QueueActs.tag(tag, transaction));
      case SqsOperation.UntagQueue untag -> Outcome.of(QueueActs.untag(untag, transaction));
      case SqsOperation.ListQueueTags(var queue) -> {
        var tags = Queues.require(transaction, queue).tags();
        yield Outcome.of(
            tags.isEmpty()
                ? ListQueueTagsResponse.builder().build()
                : ListQueueTagsResponse.builder().tags(tags).build());
      }
      case SqsOperation.ListDeadLetterSourceQueues list ->
          Outcome.of(QueueActs.sources(list, transaction));
      case SqsOperation.AddPermission add -> Outcome.of(queues.permit(add, transaction));
      case SqsOperation.RemovePermission remove -> Outcome.of(queues.forbid(remove, transaction));
      case SqsOperation.SendMessage send ->
          Outcome.of(sending.send(send, proof.caller(), transaction));
      case SqsOperation.SendMessageBatch send ->
          Outcome.of(sending.send(send, proof.caller(), transaction));
      case SqsOperation.ReceiveMessage receive -> receiving.receive(receive, content, transaction);
      case SqsOperation.DeleteMessage delete -> Outcome.of(receipts.delete(delete, transaction));
      case SqsOperation.DeleteMessageBatch delete ->
          Outcome.of(receipts.delete(delete, transaction));
      case SqsOperation.ChangeMessageVisibility change ->
          Outcome.of(receipts.change(change, transaction));
      case SqsOperation.ChangeMessageVisibilityBatch change ->
          Outcome.of(receipts.change(change, transaction));
    };
  }

  private void requireOwner(Caller caller, SqsOperation.OwnersOnly operation) {
    if (!caller.account().equals(operation.queue().account())) {
      throw protocol.denied(
          "User: %s is not authorized to perform: sqs:%s on resource: %s because no policy of a queue allows this action to another account"
              .formatted(caller.arn(), operation.name(), operation.queue()));
    }
  }

  /// Forgets what outlived its queue's retention while nothing ran.
  public void sweep(Transaction transaction) {
    queues.sweep(transaction);
  }

  /// Answers those who wait for messages: there are none.
  @Override
  public void close() {
    arrivals.close();
  }
}
