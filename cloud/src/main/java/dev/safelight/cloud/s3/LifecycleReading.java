package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleAndOperator;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;

/// Holds lifecycle rules to S3's rules about them. What would move objects to another storage class
/// is refused by name: there is one class here. See AWS: "Lifecycle configuration elements".
final class LifecycleReading {
  private static final int MOST_RULES = 1000;
  private static final int LONGEST_ID = 255;

  /// How many newer versions a rule can keep.
  static final int MOST_NEWER = 100;

  private LifecycleReading() {}

  /// The rules, each with an id.
  static List<LifecycleRule> rules(List<LifecycleRule> given) {
    if (given.isEmpty() || given.size() > MOST_RULES) {
      throw Faults.malformedXml();
    }
    var ids = new HashSet<String>();
    var rules = new ArrayList<LifecycleRule>();
    for (var rule : given) {
      require(rule);
      var id = Members.orEmpty(rule.id());
      if (id.length() > LONGEST_ID) {
        throw Faults.invalidArgument(
            "ID length should not exceed allowed limit of " + LONGEST_ID, "ID", id);
      }
      var named = id.isEmpty() ? rule.toBuilder().id(fresh()).build() : rule;
      if (!ids.add(named.id())) {
        throw Faults.invalidArgument(
            "Rule ID must be unique. Found same ID for more than one rule", "ID", id);
      }
      rules.add(named);
    }
    return rules;
  }

  private static String fresh() {
    return Base64.getEncoder()
        .encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static void require(LifecycleRule rule) {
    if (rule.hasTransitions()) {
      throw transition("Transition");
    }
    if (rule.hasNoncurrentVersionTransitions()) {
      throw transition("NoncurrentVersionTransition");
    }
    var status = Members.orEmpty(rule.statusAsString());
    boolean filters = rule.filter() != null;
    boolean prefixes = !prefix(rule).isEmpty() || hasPrefix(rule);
    if (!(status.equals("Enabled") || status.equals("Disabled")) || filters == prefixes) {
      throw Faults.malformedXml();
    }
    requireLength(prefix(rule));
    if (rule.filter() != null) {
      filter(rule.filter());
    }
    var abort = rule.abortIncompleteMultipartUpload();
    if (rule.expiration() == null && rule.noncurrentVersionExpiration() == null && abort == null) {
      throw Faults.invalidRequest("At least one action needs to be specified in a rule");
    }
    if (rule.expiration() != null) {
      expiration(rule, rule.expiration());
    }
    if (rule.noncurrentVersionExpiration() != null) {
      noncurrent(rule, rule.noncurrentVersionExpiration());
    }
    if (abort != null) {
      requirePositive(
          abort.daysAfterInitiation(), "DaysAfterInitiation", "AbortIncompleteMultipartUpload");
      requireUntagged(rule, "AbortIncompleteMultipartUpload");
      if (LifecycleFilter.of(rule).hasSize()) {
        throw Faults.invalidRequest(
            "AbortIncompleteMultipartUpload cannot be specified with Object Size.");
      }
    }
  }

  private static Fault transition(String element) {
    return new Fault(
        501,
        "NotImplemented",
        element + " is not supported by this environment: it has one storage class");
  }

  /// What stood in rules before they had filters.
  static String prefix(LifecycleRule rule) {
    return Members.text(rule, "Prefix");
  }

  private static boolean hasPrefix(LifecycleRule rule) {
    return rule.sdkFields().stream()
        .anyMatch(
            field -> field.memberName().equals("Prefix") && field.getValueOrDefault(rule) != null);
  }

  private static void requireLength(@Nullable String prefix) {
    if (prefix != null && Keys.utf8(prefix).length > Keys.LONGEST) {
      throw Faults.invalidRequest("The maximum size of a prefix is " + Keys.LONGEST);
    }
  }

  private static void filter(LifecycleRuleFilter filter) {
    int predicates = 0;
    predicates += filter.prefix() == null ? 0 : 1;
    predicates += filter.tag() == null ? 0 : 1;
    predicates += filter.objectSizeGreaterThan() == null ? 0 : 1;
    predicates += filter.objectSizeLessThan() == null ? 0 : 1;
    predicates += filter.and() == null ? 0 : 1;
    if (predicates > 1) {
      throw Faults.malformedXml();
    }
    requireLength(filter.prefix());
    requireSizes(filter.objectSizeGreaterThan(), filter.objectSizeLessThan());
    if (filter.tag() != null) {
      Tags.of(List.of(filter.tag()));
    }
    if (filter.and() != null) {
      and(filter.and());
    }
  }

  private static void and(LifecycleRuleAndOperator and) {
    int predicates = and.tags().size();
    predicates += and.prefix() == null ? 0 : 1;
    predicates += and.objectSizeGreaterThan() == null ? 0 : 1;
    predicates += and.objectSizeLessThan() == null ? 0 : 1;
    if (predicates < 2) {
      throw Faults.malformedXml();
    }
    requireLength(and.prefix());
    requireSizes(and.objectSizeGreaterThan(), and.objectSizeLessThan());
    Tags.of(and.tags());
  }

  private static void requireSizes(@Nullable Long greater, @Nullable Long less) {
    if (greater != null && greater < 0) {
      throw Faults.invalidRequest("'ObjectSizeGreaterThan' should be greater than or equal to 0");
    }
    if (less != null && less < 1) {
      throw Faults.invalidRequest("'ObjectSizeLessThan' should be greater than or equal to 1");
    }
    // One size at least must lie between the two.
    if (greater != null && less != null && less - greater < 2) {
      throw Faults.invalidRequest(
          "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
    }
  }

  private static void expiration(LifecycleRule rule, LifecycleExpiration expiration) {
    int kinds = 0;
    kinds += expiration.days() == null ? 0 : 1;
    kinds += expiration.date() == null ? 0 : 1;
    kinds += expiration.expiredObjectDeleteMarker() == null ? 0 : 1;
    if (kinds != 1) {
      throw Faults.malformedXml();
    }
    if (expiration.days() != null) {
      requirePositive(expiration.days(), "Days", "Expiration");
    }
    var date = expiration.date();
    if (date != null
        && !date.atZone(ZoneOffset.UTC).toLocalTime().equals(java.time.LocalTime.MIDNIGHT)) {
      throw Faults.invalidArgument("'Date' must be at midnight GMT", "Date", date.toString());
    }
    if (expiration.expiredObjectDeleteMarker() != null) {
      requireUntagged(rule, "ExpiredObjectDeleteMarker");
    }
  }

  private static void noncurrent(LifecycleRule rule, NoncurrentVersionExpiration noncurrent) {
    requirePositive(noncurrent.noncurrentDays(), "NoncurrentDays", "NoncurrentVersionExpiration");
    var newer = noncurrent.newerNoncurrentVersions();
    if (newer == null) {
      return;
    }
    if (newer < 1 || newer > MOST_NEWER) {
      throw Faults.invalidArgument(
          "'NewerNoncurrentVersions' for NoncurrentVersionExpiration action must be a positive integer of at most "
              + MOST_NEWER,
          "NewerNoncurrentVersions",
          newer.toString());
    }
    if (rule.filter() == null) {
      throw Faults.invalidRequest(
          "NewerNoncurrentVersions is supported in rules with a Filter element only.");
    }
  }

  private static void requirePositive(@Nullable Integer days, String element, String action) {
    if (days == null) {
      throw Faults.malformedXml();
    }
    if (days < 1) {
      throw Faults.invalidArgument(
          "'%s' for %s action must be a positive integer".formatted(element, action),
          element,
          days.toString());
    }
  }

  private static void requireUntagged(LifecycleRule rule, String action) {
    if (LifecycleFilter.of(rule).hasTags()) {
      throw Faults.invalidRequest(action + " cannot be specified with Tags.");
    }
  }
}
