package dev.safelight.cloud.sqs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be set on a queue, with AWS's bounds and defaults. See AWS: SetQueueAttributes.
///
/// @param set what was set, by AWS's names; the rest has its default
record Attributes(Map<String, String> set) {
  static final String POLICY = "Policy";
  static final String REDRIVE = "RedrivePolicy";
  static final String REDRIVE_ALLOW = "RedriveAllowPolicy";
  private static final String ENCRYPTED = "SqsManagedSseEnabled";

  /// Documents, which an empty text removes.
  private static final Set<String> DOCUMENTS = Set.of(POLICY, REDRIVE, REDRIVE_ALLOW);

  private record Bounds(int least, int most, int otherwise) {}

  private static final Map<String, Bounds> NUMBERS =
      Map.of(
          "VisibilityTimeout", new Bounds(0, 43_200, 30),
          "MessageRetentionPeriod", new Bounds(60, 1_209_600, 345_600),
          "DelaySeconds", new Bounds(0, 900, 0),
          "MaximumMessageSize", new Bounds(1_024, 1_048_576, 1_048_576),
          "ReceiveMessageWaitTimeSeconds", new Bounds(0, 20, 0));

  /// Of FIFO queues, and of keys that this environment does not hold.
  private static final Set<String> ELSEWHERE =
      Set.of(
          "FifoQueue",
          "ContentBasedDeduplication",
          "DeduplicationScope",
          "FifoThroughputLimit",
          "KmsMasterKeyId",
          "KmsDataKeyReusePeriodSeconds");

  /// What AWS shows and nobody sets.
  static final List<String> SHOWN =
      List.of(
          "QueueArn",
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesNotVisible",
          "ApproximateNumberOfMessagesDelayed",
          "CreatedTimestamp",
          "LastModifiedTimestamp");

  Attributes {
    set = Map.copyOf(set);
  }

  static boolean isKnown(String name) {
    return NUMBERS.containsKey(name)
        || DOCUMENTS.contains(name)
        || name.equals(ENCRYPTED)
        || ELSEWHERE.contains(name)
        || SHOWN.contains(name);
  }

  /// These with others set over them.
  ///
  /// @throws dev.safelight.cloud.call.Fault naming the first that may not be set so; policies are
  ///   looked at by whoever knows them
  Attributes with(Map<String, String> others) {
    var all = new HashMap<>(set);
    for (var other : others.entrySet()) {
      require(other.getKey(), other.getValue());
      if (DOCUMENTS.contains(other.getKey()) && other.getValue().isEmpty()) {
        all.remove(other.getKey());
      } else {
        all.put(other.getKey(), other.getValue());
      }
    }
    all.remove("KmsMasterKeyId");
    return new Attributes(all);
  }

  private static void require(String name, @Nullable String value) {
    if (value == null) {
      throw Faults.invalidAttribute(name);
    }
    var bounds = NUMBERS.get(name);
    if (bounds != null) {
      if (!value.matches("\\d{1,9}")
          || Integer.parseInt(value) < bounds.least()
          || Integer.parseInt(value) > bounds.most()) {
        throw Faults.invalidAttribute(name);
      }
    } else if (name.equals(ENCRYPTED)) {
      if (!value.equals("true") && !value.equals("false")) {
        throw Faults.invalidAttribute(name);
      }
    } else if (ELSEWHERE.contains(name)) {
      // The console and CloudFormation say "no key" by an empty one.
      if (name.equals("FifoQueue") && value.equals("false")) {
        throw Faults.unknownAttribute(name); // So does AWS: a standard queue has no such attribute.
      }
      if (!(name.equals("KmsMasterKeyId") && value.isEmpty())) {
        throw Faults.unsupported("The attribute " + name);
      }
    } else if (!DOCUMENTS.contains(name)) {
      throw Faults.unknownAttribute(name);
    }
  }

  /// What one would be told of an attribute; empty where it is not there.
  Optional<String> shown(String name) {
    var bounds = NUMBERS.get(name);
    var otherwise =
        bounds != null
            ? Optional.of(Integer.toString(bounds.otherwise()))
            : name.equals(ENCRYPTED) ? Optional.of("true") : Optional.<String>empty();
    return Optional.ofNullable(set.get(name)).or(() -> otherwise);
  }

  /// All names that [#shown] may have something for.
  static List<String> names() {
    return List.of(
        "VisibilityTimeout",
        "MaximumMessageSize",
        "MessageRetentionPeriod",
        "DelaySeconds",
        "ReceiveMessageWaitTimeSeconds",
        POLICY,
        REDRIVE,
        REDRIVE_ALLOW,
        ENCRYPTED);
  }

  private int number(String name) {
    return Integer.parseInt(shown(name).orElseThrow());
  }

  /// In seconds.
  int visibilityTimeout() {
    return number("VisibilityTimeout");
  }

  /// In seconds.
  int retention() {
    return number("MessageRetentionPeriod");
  }

  /// In seconds.
  int delay() {
    return number("DelaySeconds");
  }

  /// In bytes.
  int largestMessage() {
    return number("MaximumMessageSize");
  }

  /// In seconds.
  int longestWait() {
    return number("ReceiveMessageWaitTimeSeconds");
  }
}
