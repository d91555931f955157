package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/// What lies behind the front door, as far as Lambda knows it: roles to assume and a log to write.
final class FakeFront implements Front {
  record Call(Caller caller, String region, SdkPojo shape) {}

  final List<Call> calls = new CopyOnWriteArrayList<>();
  final List<String> lines = new CopyOnWriteArrayList<>();
  private final Set<String> streams = new HashSet<>();
  private final Set<String> groups = new HashSet<>();
  private final AtomicInteger sessions = new AtomicInteger();
  volatile boolean mayLog = true;
  volatile boolean mayAssume = true;

  /// What queues and functions got, and as whom: who sends, a blank, the document.
  final List<String> delivered = new CopyOnWriteArrayList<>();

  volatile Optional<Fault> refusal = Optional.empty();

  /// What is in the one queue, and the receipts of what was deleted from it.
  final Deque<Message> queued = new ConcurrentLinkedDeque<>();

  final List<String> deleted = new CopyOnWriteArrayList<>();
  volatile String visibility = "60";
  volatile Instant expires = Instant.MAX;

  @Override
  public synchronized SdkPojo call(Caller caller, String region, SdkPojo shape) {
    calls.add(new Call(caller, region, shape));
    return switch (shape) {
      case AssumeRoleRequest assume -> assume(assume);
      case CreateLogGroupRequest create -> {
        requireMayLog();
        groups.add(create.logGroupName());
        yield CreateLogGroupResponse.builder().build();
      }
      case CreateLogStreamRequest create -> {
        requireMayLog();
        requireKnown(groups, create.logGroupName());
        streams.add(create.logStreamName());
        yield CreateLogStreamResponse.builder().build();
      }
      case PutLogEventsRequest put -> {
        requireMayLog();
        requireKnown(groups, put.logGroupName());
        requireKnown(streams, put.logStreamName());
        lines.addAll(put.logEvents().stream().map(InputLogEvent::message).toList());
        yield PutLogEventsResponse.builder().build();
      }
      case SendMessageRequest send -> {
        deliver(caller, send.messageBody());
        yield SendMessageResponse.builder().messageId("m").build();
      }
      case InvokeRequest invoke -> {
        deliver(caller, invoke.payload().asUtf8String());
        yield InvokeResponse.builder().statusCode(202).build();
      }
      case GetQueueAttributesRequest _ -> {
        refuse();
        yield GetQueueAttributesResponse.builder()
            .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, visibility))
            .build();
      }
      case ReceiveMessageRequest receive -> {
        refuse();
        var messages = new ArrayList<Message>();
        while (messages.size() < receive.maxNumberOfMessages() && !queued.isEmpty()) {
          messages.add(queued.remove());
        }
        yield ReceiveMessageResponse.builder().messages(messages).build();
      }
      case DeleteMessageBatchRequest delete -> {
        refuse();
        delete.entries().forEach(entry -> deleted.add(entry.receiptHandle()));
        yield DeleteMessageBatchResponse.builder().build();
      }
      default -> throw new IllegalArgumentException(shape.toString());
    };
  }

  private void refuse() {
    refusal.ifPresent(fault -> {
      throw fault;
    });
  }

  private void deliver(Caller caller, String document) {
    refuse();
    delivered.add(caller.arn() + " " + document);
  }

  List<SdkPojo> shapes(Class<?> kind) {
    var found = new ArrayList<SdkPojo>();
    calls.stream().map(Call::shape).filter(kind::isInstance).forEach(found::add);
    return found;
  }

  /// Who the credentials of a session belong to.
  Caller signer(String accessKeyId) {
    return new Caller.Session(
        World.ACCOUNT,
        "/",
        "thumb-role",
        "AROATEST",
        "thumb",
        accessKeyId,
        Instant.EPOCH,
        List.of(),
        "");
  }

  private SdkPojo assume(AssumeRoleRequest assume) {
    if (!mayAssume) {
      throw new Fault(403, "AccessDenied", "not authorized to perform: sts:AssumeRole");
    }
    int number = sessions.incrementAndGet();
    return AssumeRoleResponse.builder()
        .credentials(c ->
            c.accessKeyId("ASIATEST" + number)
                .secretAccessKey("secret" + number)
                .sessionToken("token of " + assume.roleSessionName())
                .expiration(expires))
        .build();
  }

  private void requireMayLog() {
    if (!mayLog) {
      throw new Fault(400, "AccessDeniedException", "not authorized");
    }
  }

  private static void requireKnown(Set<String> known, String name) {
    if (!known.contains(name)) {
      throw new Fault(400, "ResourceNotFoundException", "The specified log group does not exist.");
    }
  }
}
