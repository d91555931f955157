package dev.safelight.cloud.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;

/// A batch of messages as a function is handed it, and what it answers. See AWS: "Using Lambda with
/// Amazon SQS", the example event; "Implementing partial batch responses".
final class QueueEvent {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private QueueEvent() {}

  static byte[] of(List<Message> messages, String queue, String region) {
    var root = JSON.createObjectNode();
    var records = root.putArray("Records");
    for (var message : messages) {
      var record = records.addObject();
      record
          .put("messageId", message.messageId())
          .put("receiptHandle", message.receiptHandle())
          .put("body", message.body());
      var attributes = record.putObject("attributes");
      message.attributesAsStrings().forEach(attributes::put);
      describe(message, record.putObject("messageAttributes"));
      if (message.md5OfMessageAttributes() != null) {
        record.put("md5OfMessageAttributes", message.md5OfMessageAttributes());
      }
      record
          .put("md5OfBody", message.md5OfBody())
          .put("eventSource", "aws:sqs")
          .put("eventSourceARN", queue)
          .put("awsRegion", region);
    }
    return root.toString().getBytes(UTF_8);
  }

  private static void describe(Message message, ObjectNode attributes) {
    message
        .messageAttributes()
        .forEach((name, value) -> {
          var one = attributes.putObject(name);
          if (value.stringValue() != null) {
            one.put("stringValue", value.stringValue());
          }
          if (value.binaryValue() != null) {
            one.put(
                "binaryValue",
                Base64.getEncoder().encodeToString(value.binaryValue().asByteArrayUnsafe()));
          }
          one.putArray("stringListValues");
          one.putArray("binaryListValues");
          one.put("dataType", value.dataType());
        });
  }

  /// The ids of the messages that failed, as a function reports them; empty where the answer is
  /// none that says so, and the whole batch has failed.
  static Optional<Set<String>> failures(byte[] answer, Set<String> known) {
    try {
      var root = JSON.readTree(answer);
      var list = root == null ? JSON.nullNode() : root.path("batchItemFailures");
      if (root == null || !root.isObject() || list.isMissingNode() || list.isNull()) {
        // Nothing, null, or no such member: all went well.
        return Optional.of(Set.of());
      }
      return list.isArray() ? failures(list, known) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<Set<String>> failures(JsonNode list, Set<String> known) {
    var ids = new HashSet<String>();
    for (var item : list) {
      var id = item.path("itemIdentifier").asText("");
      if (!known.contains(id)) {
        return Optional.empty();
      }
      ids.add(id);
    }
    return Optional.of(ids);
  }
}
