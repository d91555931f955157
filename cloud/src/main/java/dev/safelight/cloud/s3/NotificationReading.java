package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;

/// A notification configuration as a client sends it, checked as AWS checks it. See AWS:
/// "Configuring event notifications using object key name filtering".
final class NotificationReading {
  private static final Pattern FUNCTION =
      Pattern.compile(
          "arn:aws:lambda:(?<region>[a-z0-9-]+):\\d{12}:function:[A-Za-z0-9_-]{1,64}"
              + "(?::(?:\\$LATEST|[A-Za-z0-9_-]{1,128}))?");
  private static final Pattern QUEUE =
      Pattern.compile("arn:aws:sqs:(?<region>[a-z0-9-]+):\\d{12}:[A-Za-z0-9_-]{1,80}");
  private static final int LONGEST_FILTER = 1024;

  private NotificationReading() {}

  /// @throws Fault `InvalidArgument`; 501 for destinations and events that are not here
  static List<NotificationRule> rules(
      NotificationConfiguration configuration, Buckets.Bucket bucket) {
    if (configuration.hasTopicConfigurations()) {
      throw notHere("TopicConfiguration");
    }
    if (configuration.eventBridgeConfiguration() != null) {
      throw notHere("EventBridgeConfiguration");
    }
    var rules = new ArrayList<NotificationRule>();
    for (var one : configuration.lambdaFunctionConfigurations()) {
      var arn = one.lambdaFunctionArn() == null ? "" : one.lambdaFunctionArn();
      requireHere(arn, FUNCTION, "CloudFunction", bucket);
      rules.add(rule(one.id(), arn, one.eventsAsStrings(), one.filter()));
    }
    for (var one : configuration.queueConfigurations()) {
      var arn = one.queueArn() == null ? "" : one.queueArn();
      requireHere(arn, QUEUE, "Queue", bucket);
      rules.add(rule(one.id(), arn, one.eventsAsStrings(), one.filter()));
    }
    var ids = new HashSet<String>();
    for (var rule : rules) {
      if (!ids.add(rule.id())) {
        throw invalid(
            "Same ID used for multiple configurations. IDs must be unique", "Id", rule.id());
      }
    }
    requireApart(rules);
    return rules;
  }

  /// @param element that holds the ARN
  private static void requireHere(
      String arn, Pattern pattern, String element, Buckets.Bucket bucket) {
    Matcher match = pattern.matcher(arn);
    if (!match.matches()) {
      throw invalid("The ARN is not well formed", element, arn);
    }
    if (!bucket.region().equals(match.group("region"))) {
      throw invalid(
          "The notification destination service region is not valid for the bucket location"
              + " constraint",
          element,
          arn);
    }
  }

  private static NotificationRule rule(
      @Nullable String id,
      String arn,
      List<String> events,
      @Nullable NotificationConfigurationFilter filter) {
    if (events.isEmpty()) {
      throw Faults.malformedXml();
    }
    events.forEach(NotificationReading::requireSupported);
    var prefix = "";
    var suffix = "";
    var seen = new HashSet<String>();
    for (var part : filters(filter)) {
      var name = String.valueOf(part.nameAsString()).toLowerCase(Locale.ROOT);
      var value = part.value() == null ? "" : part.value();
      if (!name.equals("prefix") && !name.equals("suffix")) {
        throw invalid("filter rule name must be either prefix or suffix", "Name", name);
      }
      if (!seen.add(name)) {
        throw invalid("Cannot specify more than one " + name + " rule in a filter.", "Name", name);
      }
      if (Keys.utf8(value).length > LONGEST_FILTER) {
        throw invalid("Size of filter rule value cannot exceed 1024 bytes in UTF-8", name, value);
      }
      if (name.equals("prefix")) {
        prefix = value;
      } else {
        suffix = value;
      }
    }
    return new NotificationRule(id(id, arn, events, prefix, suffix), arn, events, prefix, suffix);
  }

  private static List<FilterRule> filters(@Nullable NotificationConfigurationFilter filter) {
    return filter == null || filter.key() == null ? List.of() : filter.key().filterRules();
  }

  /// The client's own id, or one that names the rule's content: the same rule gets the same id.
  private static String id(
      @Nullable String id, String arn, List<String> events, String prefix, String suffix) {
    if (id != null && id.length() > 255) {
      throw invalid("Id cannot exceed 255 characters", "Id", id);
    }
    return id == null || id.isEmpty()
        ? UUID.nameUUIDFromBytes(
                Keys.utf8(String.join("\n", arn, events.toString(), prefix, suffix)))
            .toString()
        : id;
  }

  private static void requireSupported(String event) {
    if (NotificationRule.SUPPORTED.contains(event)) {
      return;
    }
    if (NotificationRule.ELSEWHERE.stream().anyMatch(event::startsWith)) {
      throw notHere("Event " + event);
    }
    throw invalid("The event is not supported for notifications", "Event", event);
  }

  private static void requireApart(List<NotificationRule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (rules.get(i).overlaps(rules.get(j))) {
          throw new Fault(
              400,
              "InvalidArgument",
              "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules"
                  + " if the prefixes are overlapping for the same event type.");
        }
      }
    }
  }

  private static Fault notHere(String what) {
    return new Fault(501, "NotImplemented", what + " is not supported here");
  }

  private static Fault invalid(String message, String name, String value) {
    return Faults.invalidArgument(message, name, value);
  }
}
