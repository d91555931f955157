package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.thumbnail.Notice.Ignored;
import dev.safelight.thumbnail.Notice.Malformed;
import dev.safelight.wire.json.Json;
import dev.safelight.wire.json.Json.Items;
import dev.safelight.wire.json.JsonException;
import dev.safelight.wire.json.JsonReader;
import java.util.List;

/// Reads what Lambda hands over: an event of S3, one of EventBridge, or messages of an SQS queue
/// with such an event in each.
///
/// AWS: Amazon S3 User Guide, "Event message structure" and "EventBridge event message structure";
/// AWS Lambda Developer Guide, "Using Lambda with Amazon SQS".
final class Event {
  private Event() {}

  static List<Message> read(byte[] event) {
    try {
      var json = JsonReader.read(event);
      return json.at("Records") instanceof Items(var records) && isQueued(records)
          ? records.stream().map(Event::message).toList()
          : List.of(new Message("", notices(json)));
    } catch (JsonException malformed) {
      return List.of(new Message("", List.of(malformed(malformed))));
    }
  }

  private static boolean isQueued(List<Json> records) {
    return !records.isEmpty()
        && records.stream()
            .allMatch(record -> {
              // Without its id a message could not be reported as failed.
              var id = record.at("messageId").text().orElse("");
              return record.at("eventSource").text().orElse("").equals("aws:sqs") && !id.isEmpty();
            });
  }

  private static Message message(Json record) {
    var id = record.at("messageId").text().orElse("");
    var body = record.at("body").text();
    if (body.isEmpty()) {
      return new Message(id, List.of(new Malformed("a message of SQS without a body")));
    }
    try {
      return new Message(id, notices(JsonReader.read(body.get().getBytes(UTF_8))));
    } catch (JsonException malformed) {
      return new Message(id, List.of(malformed(malformed)));
    }
  }

  private static List<Notice> notices(Json json) {
    if (json.at("Event").text().filter("s3:TestEvent"::equals).isPresent()) {
      // S3 sends it once when a bucket's notifications are configured.
      return List.of(new Ignored("s3:TestEvent announces no object"));
    }
    if (json.at("source").text().filter("aws.s3"::equals).isPresent()) {
      return List.of(EventBridgeRecord.read(json));
    }
    return json.at("Records") instanceof Items(var records)
        ? records.stream().map(S3Record::read).toList()
        : List.of(new Malformed("not an S3 event: it has no list of Records"));
  }

  private static Notice malformed(JsonException malformed) {
    return new Malformed("not an S3 event: " + malformed.getMessage());
  }
}
