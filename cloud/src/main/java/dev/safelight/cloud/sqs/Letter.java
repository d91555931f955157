package dev.safelight.cloud.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// A message as it is sent, checked as AWS checks it. See AWS: SendMessage.
///
/// @param system those of AWS's own: `AWSTraceHeader`
/// @param delay in seconds
record Letter(
    String body,
    Map<String, MessageAttribute> attributes,
    Map<String, MessageAttribute> system,
    int delay) {
  private static final String TRACE = "AWSTraceHeader";

  /// @throws dev.safelight.cloud.call.Fault where AWS does not take it
  static Letter of(SendMessageRequest request, Attributes queue) {
    requireStandard(request.messageDeduplicationId(), request.messageGroupId());
    return of(
        request.messageBody(),
        request.messageAttributes(),
        request.messageSystemAttributesAsStrings(),
        request.delaySeconds(),
        queue);
  }

  static Letter of(SendMessageBatchRequestEntry entry, Attributes queue) {
    requireStandard(entry.messageDeduplicationId(), entry.messageGroupId());
    return of(
        entry.messageBody(),
        entry.messageAttributes(),
        entry.messageSystemAttributesAsStrings(),
        entry.delaySeconds(),
        queue);
  }

  private static Letter of(
      @Nullable String body,
      Map<String, MessageAttributeValue> attributes,
      Map<String, MessageSystemAttributeValue> system,
      @Nullable Integer delay,
      Attributes queue) {
    if (body == null || body.isEmpty()) {
      throw Faults.missing("MessageBody");
    }
    if (!MessageText.isTaken(body)) {
      throw MessageText.refused();
    }
    if (delay != null && (delay < 0 || delay > 900)) {
      throw Faults.invalid(delay, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
    }
    var letter =
        new Letter(
            body,
            MessageAttribute.of(attributes),
            system(system),
            delay == null ? queue.delay() : delay);
    if (letter.size() > queue.largestMessage()) {
      throw Faults.invalid(
          "One or more parameters are invalid. Reason: Message must be shorter than %d bytes."
              .formatted(queue.largestMessage()));
    }
    return letter;
  }

  private static Map<String, MessageAttribute> system(
      Map<String, MessageSystemAttributeValue> shapes) {
    var all = new LinkedHashMap<String, MessageAttribute>();
    shapes.forEach((name, shape) -> {
      var one =
          MessageAttribute.of(
              name,
              shape.dataType(),
              shape.stringValue(),
              shape.binaryValue(),
              shape.hasStringListValues() || shape.hasBinaryListValues());
      if (!name.equals(TRACE) || !one.type().equals("String")) {
        throw Faults.invalid(
            "Message system attribute name '%s' is invalid: AWSTraceHeader of the type String is taken."
                .formatted(name));
      }
      all.put(name, one);
    });
    return all;
  }

  /// A message group would make a standard queue serve its groups in turn, which this one does not.
  private static void requireStandard(@Nullable String deduplication, @Nullable String group) {
    if (deduplication != null) {
      throw Faults.invalid(
          deduplication,
          "MessageDeduplicationId",
          "The request include parameter that is not valid for this queue type.");
    }
    if (group != null) {
      throw Faults.unsupported("The parameter MessageGroupId");
    }
  }

  String trace() {
    var trace = system.get(TRACE);
    return trace == null ? "" : trace.value();
  }

  /// In bytes, as AWS counts them: AWS's own attributes do not.
  int size() {
    return size(body, attributes);
  }

  private static int size(String body, Map<String, MessageAttribute> attributes) {
    return body.getBytes(UTF_8).length
        + attributes.entrySet().stream().mapToInt(one -> one.getValue().size(one.getKey())).sum();
  }
}
