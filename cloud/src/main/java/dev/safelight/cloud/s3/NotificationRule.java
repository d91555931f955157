package dev.safelight.cloud.s3;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// One line of a bucket's notification configuration: which events of which keys a function or a
/// queue is told. See AWS: "Supported event types for SQS, SNS, and Lambda".
///
/// @param destination the ARN of the function or the queue
/// @param events such as `s3:ObjectCreated:*`
/// @param prefix of keys; empty for all, as `suffix`
record NotificationRule(
    String id, String destination, List<String> events, String prefix, String suffix) {
  /// What can happen here.
  static final Set<String> SUPPORTED =
      Set.of(
          "s3:ObjectCreated:*",
          "s3:ObjectCreated:Put",
          "s3:ObjectCreated:Post",
          "s3:ObjectCreated:Copy",
          "s3:ObjectCreated:CompleteMultipartUpload",
          "s3:ObjectRemoved:*",
          "s3:ObjectRemoved:Delete",
          "s3:ObjectRemoved:DeleteMarkerCreated");

  /// What AWS can tell of besides: features that are not here.
  static final List<String> ELSEWHERE =
      List.of(
          "s3:ReducedRedundancyLostObject",
          "s3:ObjectRestore:",
          "s3:Replication:",
          "s3:LifecycleExpiration:",
          "s3:LifecycleTransition",
          "s3:IntelligentTiering",
          "s3:ObjectTagging:",
          "s3:ObjectAcl:Put",
          "s3:TestEvent");

  NotificationRule {
    events = List.copyOf(events);
  }

  /// As a column keeps it: reflection over records would need this package opened.
  Map<String, String> kept() {
    return Map.of(
        "id", id,
        "function", destination,
        "events", String.join(" ", events),
        "prefix", prefix,
        "suffix", suffix);
  }

  static NotificationRule of(Map<String, String> kept) {
    return new NotificationRule(
        kept.getOrDefault("id", ""),
        kept.getOrDefault("function", ""),
        List.of(kept.getOrDefault("events", "").split(" ", -1)),
        kept.getOrDefault("prefix", ""),
        kept.getOrDefault("suffix", ""));
  }

  boolean isForQueue() {
    return destination.startsWith("arn:aws:sqs:");
  }

  /// @param event without `s3:`, such as `ObjectCreated:Put`
  boolean wants(String event, String key) {
    return key.startsWith(prefix)
        && key.endsWith(suffix)
        && events.stream().anyMatch(pattern -> covers(pattern, "s3:" + event));
  }

  /// Whether one event of one key could match both: AWS would not know whom to tell.
  boolean overlaps(NotificationRule other) {
    boolean prefixes = prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix);
    boolean suffixes = suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix);
    return prefixes
        && suffixes
        && events.stream()
            .anyMatch(one ->
                other.events.stream()
                    .anyMatch(another -> covers(one, another) || covers(another, one)));
  }

  private static boolean covers(String pattern, String event) {
    return pattern.endsWith("*")
        ? event.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(event);
  }
}
