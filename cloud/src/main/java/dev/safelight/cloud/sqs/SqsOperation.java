package dev.safelight.cloud.sqs;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// What can be asked of SQS. See AWS: "Actions, resources, and condition keys for Amazon SQS".
public sealed interface SqsOperation extends Operation {
  @Override
  default String name() {
    return getClass().getSimpleName();
  }

  /// An operation on one queue. A batch needs what a single message needs.
  sealed interface OnQueue extends SqsOperation {
    Queue queue();

    @Override
    default List<Access> needs() {
      return List.of(Access.to("sqs:" + name().replace("Batch", ""), queue().toString()));
    }
  }

  /// What no queue policy can grant to another account. See AWS: "Limitations of cross-account
  /// permissions" in "Basic examples of Amazon SQS policies".
  sealed interface OwnersOnly extends OnQueue {}

  private static Map<String, List<String>> tagged(Map<String, String> tags) {
    var keys = new HashMap<String, List<String>>();
    tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
    keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
    return keys;
  }

  /// Makes a queue.
  ///
  /// @param endpoint which the caller used: URLs begin with it
  record CreateQueue(Queue queue, String endpoint, CreateQueueRequest request)
      implements OwnersOnly {
    @Override
    public List<Access> needs() {
      var needs = new ArrayList<Access>();
      if (request.tags().isEmpty()) {
        needs.add(Access.to("sqs:CreateQueue", queue.toString()));
      } else {
        var keys = tagged(request.tags());
        needs.add(new Access("sqs:CreateQueue", queue.toString(), keys));
        needs.add(new Access("sqs:TagQueue", queue.toString(), keys));
      }
      return List.copyOf(needs);
    }
  }

  record GetQueueUrl(Queue queue, String endpoint) implements OnQueue {}

  record ListQueues(String region, String account, String endpoint, ListQueuesRequest request)
      implements SqsOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("sqs:ListQueues", "*"));
    }
  }

  record GetQueueAttributes(Queue queue, List<String> names) implements OnQueue {}

  record SetQueueAttributes(Queue queue, Map<String, String> attributes) implements OwnersOnly {}

  record DeleteQueue(Queue queue) implements OwnersOnly {}

  record PurgeQueue(Queue queue) implements OnQueue {}

  record TagQueue(Queue queue, Map<String, String> tags) implements OwnersOnly {
    @Override
    public List<Access> needs() {
      return List.of(new Access("sqs:TagQueue", queue.toString(), tagged(tags)));
    }
  }

  record UntagQueue(Queue queue, List<String> keys) implements OwnersOnly {
    @Override
    public List<Access> needs() {
      return List.of(new Access("sqs:UntagQueue", queue.toString(), Map.of("aws:TagKeys", keys)));
    }
  }

  record ListQueueTags(Queue queue) implements OwnersOnly {}

  record ListDeadLetterSourceQueues(
      Queue queue, String endpoint, ListDeadLetterSourceQueuesRequest request) implements OnQueue {}

  record AddPermission(Queue queue, AddPermissionRequest request) implements OwnersOnly {}

  record RemovePermission(Queue queue, String label) implements OwnersOnly {}

  record SendMessage(Queue queue, SendMessageRequest request) implements OnQueue {}

  record SendMessageBatch(Queue queue, SendMessageBatchRequest request) implements OnQueue {}

  record ReceiveMessage(Queue queue, ReceiveMessageRequest request) implements OnQueue {}

  record DeleteMessage(Queue queue, DeleteMessageRequest request) implements OnQueue {}

  record DeleteMessageBatch(Queue queue, DeleteMessageBatchRequest request) implements OnQueue {}

  record ChangeMessageVisibility(Queue queue, ChangeMessageVisibilityRequest request)
      implements OnQueue {}

  record ChangeMessageVisibilityBatch(Queue queue, ChangeMessageVisibilityBatchRequest request)
      implements OnQueue {}
}
