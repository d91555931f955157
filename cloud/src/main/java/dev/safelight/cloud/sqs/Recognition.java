package dev.safelight.cloud.sqs;

import dev.safelight.cloud.protocol.AwsJson;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

/// Which operation a target, or a shape, asks for.
final class Recognition {
  private interface Reading {
    SdkPojo of(AwsJson protocol, byte[] body);
  }

  private static final Map<String, Reading> TARGETS =
      Map.ofEntries(
          Map.entry("CreateQueue", (p, b) -> p.read(CreateQueueRequest.builder(), b)),
          Map.entry("GetQueueUrl", (p, b) -> p.read(GetQueueUrlRequest.builder(), b)),
          Map.entry("ListQueues", (p, b) -> p.read(ListQueuesRequest.builder(), b)),
          Map.entry("GetQueueAttributes", (p, b) -> p.read(GetQueueAttributesRequest.builder(), b)),
          Map.entry("SetQueueAttributes", (p, b) -> p.read(SetQueueAttributesRequest.builder(), b)),
          Map.entry("DeleteQueue", (p, b) -> p.read(DeleteQueueRequest.builder(), b)),
          Map.entry("PurgeQueue", (p, b) -> p.read(PurgeQueueRequest.builder(), b)),
          Map.entry("TagQueue", (p, b) -> p.read(TagQueueRequest.builder(), b)),
          Map.entry("UntagQueue", (p, b) -> p.read(UntagQueueRequest.builder(), b)),
          Map.entry("ListQueueTags", (p, b) -> p.read(ListQueueTagsRequest.builder(), b)),
          Map.entry(
              "ListDeadLetterSourceQueues",
              (p, b) -> p.read(ListDeadLetterSourceQueuesRequest.builder(), b)),
          Map.entry("AddPermission", (p, b) -> p.read(AddPermissionRequest.builder(), b)),
          Map.entry("RemovePermission", (p, b) -> p.read(RemovePermissionRequest.builder(), b)),
          Map.entry("SendMessage", (p, b) -> p.read(SendMessageRequest.builder(), b)),
          Map.entry("SendMessageBatch", (p, b) -> p.read(SendMessageBatchRequest.builder(), b)),
          Map.entry("ReceiveMessage", (p, b) -> p.read(ReceiveMessageRequest.builder(), b)),
          Map.entry("DeleteMessage", (p, b) -> p.read(DeleteMessageRequest.builder(), b)),
          Map.entry("DeleteMessageBatch", (p, b) -> p.read(DeleteMessageBatchRequest.builder(), b)),
          Map.entry(
              "ChangeMessageVisibility",
              (p, b) -> p.read(ChangeMessageVisibilityRequest.builder(), b)),
          Map.entry(
              "ChangeMessageVisibilityBatch",
              (p, b) -> p.read(ChangeMessageVisibilityBatchRequest.builder(), b)));

  private Recognition() {}

  /// The shape of a target's operation; empty where it is none of ours.
  static Optional<SdkPojo> read(AwsJson protocol, String target, byte[] body) {
    return Optional.ofNullable(TARGETS.get(target)).map(reading -> reading.of(protocol, body));
  }

  /// @param endpoint which the caller used
  static Optional<SqsOperation> of(SdkPojo shape, String account, String region, String endpoint) {
    return Optional.ofNullable(operation(shape, account, region, endpoint));
  }

  private static @Nullable SqsOperation operation(
      SdkPojo shape, String account, String region, String endpoint) {
    return switch (shape) {
      case CreateQueueRequest r ->
          new SqsOperation.CreateQueue(Queue.named(r.queueName(), region, account), endpoint, r);
      case GetQueueUrlRequest r ->
          new SqsOperation.GetQueueUrl(
              Queue.named(
                  r.queueName(),
                  region,
                  r.queueOwnerAWSAccountId() == null ? account : r.queueOwnerAWSAccountId()),
              endpoint);
      case ListQueuesRequest r -> new SqsOperation.ListQueues(region, account, endpoint, r);
      case GetQueueAttributesRequest r ->
          new SqsOperation.GetQueueAttributes(
              Queue.at(r.queueUrl(), region), r.attributeNamesAsStrings());
      case SetQueueAttributesRequest r ->
          new SqsOperation.SetQueueAttributes(
              Queue.at(r.queueUrl(), region), r.attributesAsStrings());
      case DeleteQueueRequest r -> new SqsOperation.DeleteQueue(Queue.at(r.queueUrl(), region));
      case PurgeQueueRequest r -> new SqsOperation.PurgeQueue(Queue.at(r.queueUrl(), region));
      case TagQueueRequest r -> new SqsOperation.TagQueue(Queue.at(r.queueUrl(), region), r.tags());
      case UntagQueueRequest r ->
          new SqsOperation.UntagQueue(Queue.at(r.queueUrl(), region), r.tagKeys());
      case ListQueueTagsRequest r -> new SqsOperation.ListQueueTags(Queue.at(r.queueUrl(), region));
      case ListDeadLetterSourceQueuesRequest r ->
          new SqsOperation.ListDeadLetterSourceQueues(Queue.at(r.queueUrl(), region), endpoint, r);
      case AddPermissionRequest r ->
          new SqsOperation.AddPermission(Queue.at(r.queueUrl(), region), r);
      case RemovePermissionRequest r ->
          new SqsOperation.RemovePermission(
              Queue.at(r.queueUrl(), region), r.label() == null ? "" : r.label());
      case SendMessageRequest r -> new SqsOperation.SendMessage(Queue.at(r.queueUrl(), region), r);
      case SendMessageBatchRequest r ->
          new SqsOperation.SendMessageBatch(Queue.at(r.queueUrl(), region), r);
      case ReceiveMessageRequest r ->
          new SqsOperation.ReceiveMessage(Queue.at(r.queueUrl(), region), r);
      case DeleteMessageRequest r ->
          new SqsOperation.DeleteMessage(Queue.at(r.queueUrl(), region), r);
      case DeleteMessageBatchRequest r ->
          new SqsOperation.DeleteMessageBatch(Queue.at(r.queueUrl(), region), r);
      case ChangeMessageVisibilityRequest r ->
          new SqsOperation.ChangeMessageVisibility(Queue.at(r.queueUrl(), region), r);
      case ChangeMessageVisibilityBatchRequest r ->
          new SqsOperation.ChangeMessageVisibilityBatch(Queue.at(r.queueUrl(), region), r);
      default -> null;
    };
  }
}
