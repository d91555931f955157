package dev.safelight.cloud.iam;

import dev.safelight.cloud.authorise.TagKeys;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.Tag;

/// What IAM demands of names, paths, tags and numbers before anything is looked up. See AWS: "IAM
/// and AWS STS quotas", "IAM name requirements".
final class Checks {
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
  private static final Pattern PATH =
      Pattern.compile("/|/[\\x21-\\x2e\\x30-\\x7e]+(/[\\x21-\\x2e\\x30-\\x7e]+)*/");
  private static final Pattern POLICY_ARN =
      Pattern.compile("arn:aws:iam::(aws|[0-9]{12}):policy/[\\x21-\\x7e]{1,600}");
  private static final int MOST_TAGS = 50;

  private Checks() {}

  static String required(@Nullable String value, String member) {
    if (value == null || value.isEmpty()) {
      throw Faults.validation(
          "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
              .formatted(camel(member)));
    }
    return value;
  }

  /// A name of letters, digits and a few marks.
  ///
  /// @param most characters
  static String name(@Nullable String value, String member, int most) {
    var name = required(value, member);
    if (name.length() > most) {
      throw Faults.validation(
          "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must have length less than or equal to %d"
              .formatted(name, camel(member), most));
    }
    if (!NAME.matcher(name).matches()) {
      throw Faults.validation(
          "The specified value for %s is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-"
              .formatted(camel(member)));
    }
    return name;
  }

  static String of(Kind kind, @Nullable String value) {
    return name(value, kind.member(), kind == Kind.GROUP ? 128 : 64);
  }

  static String policyName(@Nullable String value) {
    return name(value, "PolicyName", 128);
  }

  /// `/` where none is given.
  static String path(@Nullable String value) {
    if (value == null) {
      return "/";
    }
    if (value.length() > 512 || !PATH.matcher(value).matches()) {
      throw Faults.validation(
          "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.");
    }
    return value;
  }

  /// A prefix of paths; `/` where none is given.
  static String prefix(@Nullable String value) {
    var prefix = value == null ? "/" : value;
    if (!prefix.startsWith("/") || prefix.length() > 512) {
      throw Faults.validation(
          "The specified value for pathPrefix is invalid. It must begin with /");
    }
    return prefix;
  }

  static String policyArn(@Nullable String value) {
    var arn = required(value, "PolicyArn");
    if (!POLICY_ARN.matcher(arn).matches()) {
      throw Faults.invalidInput("ARN " + arn + " is not valid.");
    }
    return arn;
  }

  static int between(int value, int least, int most, String member) {
    if (value < least || value > most) {
      throw Faults.validation(
          "1 validation error detected: Value '%d' at '%s' failed to satisfy constraint: Member must have value %s than or equal to %d"
              .formatted(
                  value,
                  camel(member),
                  value < least ? "greater" : "less",
                  value < least ? least : most));
    }
    return value;
  }

  static List<Tag> tags(List<Tag> tags) {
    if (tags.size() > MOST_TAGS) {
      throw Faults.limitExceeded(
          "The number of tags has reached the maximum limit of " + MOST_TAGS + ".");
    }
    for (var tag : tags) {
      var key = required(tag.key(), "Tags.Key");
      if (tag.value() == null || key.length() > 128 || tag.value().length() > 256) {
        throw Faults.validation(
            "The tag " + key + " must have a key of 1 to 128 and a value of 0 to 256 characters.");
      }
    }
    for (int i = 0; i < tags.size(); i++) {
      var key = tags.get(i).key();
      if (TagKeys.isReserved(key)) {
        throw Faults.invalidInput("Tag keys beginning with aws: are reserved: " + key);
      }
      if (tags.subList(0, i).stream().anyMatch(tag -> TagKeys.same(key, tag.key()))) {
        throw Faults.invalidInput(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
    }
    return tags;
  }

  static void description(@Nullable String description) {
    if (description != null && description.length() > 1000) {
      throw Faults.validation(
          "1 validation error detected: Value at 'description' failed to satisfy constraint: Member must have length less than or equal to 1000");
    }
  }

  static void status(@Nullable String status) {
    var value = required(status, "Status");
    if (!value.equals("Active") && !value.equals("Inactive")) {
      throw Faults.validation(
          "1 validation error detected: Value '%s' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]"
              .formatted(value));
    }
  }

  static void scope(@Nullable String scope) {
    if (scope != null && !List.of("All", "AWS", "Local").contains(scope)) {
      throw Faults.validation(
          "1 validation error detected: Value '%s' at 'scope' failed to satisfy constraint: Member must satisfy enum value set: [All, AWS, Local]"
              .formatted(scope));
    }
  }

  private static String camel(String member) {
    return member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
  }
}
