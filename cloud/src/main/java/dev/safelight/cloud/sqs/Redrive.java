package dev.safelight.cloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cloud.store.Transaction;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Where a queue's messages go that were received too often. See AWS: "Using dead-letter queues in
/// Amazon SQS".
///
/// @param most how often a message is received before it goes
record Redrive(Queue target, int most) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// A queue's own; empty where its messages stay.
  static Optional<Redrive> of(Attributes attributes) {
    return Optional.ofNullable(attributes.set().get(Attributes.REDRIVE)).map(Redrive::parse);
  }

  private static Redrive parse(String text) {
    var document = map(Attributes.REDRIVE, text);
    var arn = document.path("deadLetterTargetArn").asText("");
    if (arn.isEmpty()) {
      throw Faults.invalid(
          text,
          Attributes.REDRIVE,
          "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
    }
    if (!document.has("maxReceiveCount")) {
      throw Faults.invalid(
          text,
          Attributes.REDRIVE,
          "Redrive policy does not contain mandatory attribute: maxReceiveCount.");
    }
    var count = document.path("maxReceiveCount").asText();
    if (!count.matches("\\d{1,4}")
        || Integer.parseInt(count) < 1
        || Integer.parseInt(count) > 1000) {
      throw Faults.invalid(
          text,
          Attributes.REDRIVE,
          "Invalid value for maxReceiveCount: %s, valid values are from 1 to 1000 both inclusive."
              .formatted(count));
    }
    var target =
        Queue.parse(arn)
            .orElseThrow(() ->
                Faults.invalid(
                    text,
                    Attributes.REDRIVE,
                    "Invalid value for deadLetterTargetArn: " + arn + "."));
    return new Redrive(target, Integer.parseInt(count));
  }

  /// Refuses what AWS refuses when a queue's attributes are set.
  static void check(Transaction transaction, Queue queue, Attributes attributes) {
    allowed(attributes);
    var redrive = of(attributes);
    if (redrive.isEmpty()) {
      return;
    }
    var text = attributes.set().getOrDefault(Attributes.REDRIVE, "");
    var target = redrive.get().target();
    if (!target.region().equals(queue.region()) || !target.account().equals(queue.account())) {
      throw Faults.invalid(
          text,
          Attributes.REDRIVE,
          "Dead-letter target must be in the same region and account as the queue.");
    }
    if (target.equals(queue)) {
      throw Faults.invalid(
          text, Attributes.REDRIVE, "A queue must not be its own dead-letter target.");
    }
    var row =
        Queues.find(transaction, target)
            .orElseThrow(() ->
                Faults.invalid(text, Attributes.REDRIVE, "Dead letter target does not exist."));
    if (!allowed(row.attributes()).map(all -> all.contains(queue.toString())).orElse(true)) {
      throw Faults.invalid(
          text,
          Attributes.REDRIVE,
          "The RedriveAllowPolicy of the dead-letter target does not allow this queue.");
    }
  }

  /// The ARNs of the queues that may send their messages here; empty where all of the account may.
  private static Optional<Set<String>> allowed(Attributes attributes) {
    var text = attributes.set().get(Attributes.REDRIVE_ALLOW);
    if (text == null) {
      return Optional.empty();
    }
    var document = map(Attributes.REDRIVE_ALLOW, text);
    var sources = document.path("sourceQueueArns");
    var permission = document.path("redrivePermission").asText("");
    boolean byQueue = permission.equals("byQueue");
    if (byQueue != sources.isArray() || sources.size() > 10 || (byQueue && sources.isEmpty())) {
      throw Faults.invalid(
          text,
          Attributes.REDRIVE_ALLOW,
          "sourceQueueArns must list 1 to 10 queues with redrivePermission byQueue, and may not be given with any other.");
    }
    return switch (permission) {
      case "allowAll" -> Optional.empty();
      case "denyAll" -> Optional.of(Set.of());
      case "byQueue" -> {
        var all = new HashSet<String>();
        sources.forEach(source -> all.add(source.asText()));
        yield Optional.of(all);
      }
      default ->
          throw Faults.invalid(
              text,
              Attributes.REDRIVE_ALLOW,
              "redrivePermission must be allowAll, denyAll or byQueue.");
    };
  }

  private static JsonNode map(String attribute, String text) {
    try {
      var document = JSON.readTree(text);
      if (document.isObject()) {
        return document;
      }
    } catch (JsonProcessingException _) {
      // Told like any other text that is no map.
    }
    throw Faults.invalid(
        text,
        attribute,
        attribute.equals(Attributes.REDRIVE)
            ? "Redrive policy is not a valid JSON map."
            : "Redrive allow policy is not a valid JSON map.");
  }
}
