package dev.safelight.cloud.sqs;

import dev.safelight.cloud.sqs.Messages.MessageRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/// What of a message a request wants to see. See AWS: ReceiveMessage.
///
/// @param system names of AWS's own attributes, or `All`
/// @param attributes names of the sender's, `prefix.*`, `.*` or `All`
record MessageView(List<String> system, List<String> attributes) {
  private static final List<String> SYSTEM =
      List.of(
          "SenderId",
          "SentTimestamp",
          "ApproximateReceiveCount",
          "ApproximateFirstReceiveTimestamp",
          "AWSTraceHeader",
          "DeadLetterQueueSourceArn",
          "SequenceNumber",
          "MessageDeduplicationId",
          "MessageGroupId");

  @SuppressWarnings("deprecation") // AttributeNames is what older clients send
  static MessageView of(ReceiveMessageRequest request) {
    var system = new ArrayList<>(request.attributeNamesAsStrings());
    system.addAll(request.messageSystemAttributeNamesAsStrings());
    for (var name : system) {
      if (!name.equals("All") && !SYSTEM.contains(name)) {
        throw Faults.unknownAttribute(name);
      }
    }
    return new MessageView(system, request.messageAttributeNames());
  }

  Message shape(MessageRow message, Handle handle) {
    var shown = new TreeMap<String, MessageAttribute>();
    message
        .attributes()
        .forEach((name, one) -> {
          if (attributes.stream().anyMatch(wanted -> covers(wanted, name))) {
            shown.put(name, one);
          }
        });
    var shape =
        Message.builder()
            .messageId(message.id())
            .receiptHandle(handle.text())
            .md5OfBody(Fingerprint.of(message.body()))
            .body(message.body());
    var own = system(message);
    if (!own.isEmpty()) {
      shape.attributesWithStrings(own);
    }
    if (!shown.isEmpty()) {
      var values = new LinkedHashMap<String, MessageAttributeValue>();
      shown.forEach((name, one) -> values.put(name, one.shape()));
      shape.messageAttributes(values).md5OfMessageAttributes(Fingerprint.of(shown));
    }
    return shape.build();
  }

  private static boolean covers(String wanted, String name) {
    return wanted.equals("All")
        || wanted.equals(".*")
        || wanted.equals(name)
        || (wanted.endsWith(".*") && name.startsWith(wanted.substring(0, wanted.length() - 2)));
  }

  private Map<String, String> system(MessageRow message) {
    var all = new LinkedHashMap<String, String>();
    all.put("SenderId", message.sender());
    all.put("SentTimestamp", Long.toString(message.sent()));
    all.put("ApproximateReceiveCount", Integer.toString(message.received()));
    all.put("ApproximateFirstReceiveTimestamp", Long.toString(message.first()));
    all.put("AWSTraceHeader", message.trace());
    all.put("DeadLetterQueueSourceArn", message.source());
    all.values().removeIf(String::isEmpty);
    if (!system.contains("All")) {
      all.keySet().retainAll(system);
    }
    return all;
  }
}
