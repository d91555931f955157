package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Fault;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What names and ARNs must look like.
final class Names {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]*");
  private static final Pattern ID = Pattern.compile("arn:[-a-zA-Z0-9:/._+]*");
  private static final Pattern STACK =
      Pattern.compile("arn:aws:cloudformation:[-a-z0-9]+:[0-9]{12}:stack/[-a-zA-Z0-9:/._+]+");
  private static final Pattern ROLE =
      Pattern.compile("arn:aws:iam::[0-9]{12}:role/[\\x21-\\x7e]{1,512}");
  private static final int LONGEST = 128;

  private Names() {}

  /// The name of a new stack.
  static String stack(@Nullable String name) {
    return matching(required(name, "stackName"), "stackName", NAME, "[a-zA-Z][-a-zA-Z0-9]*");
  }

  /// The name or ARN of a stack that may be there.
  static String stackOrId(@Nullable String name) {
    var text = required(name, "stackName");
    if (STACK.matcher(text).matches()) {
      return text;
    }
    return matching(text, "stackName", NAME, "[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*");
  }

  static String changeSet(@Nullable String name) {
    return matching(
        required(name, "changeSetName"), "changeSetName", NAME, "[a-zA-Z][-a-zA-Z0-9]*");
  }

  static String changeSetOrId(@Nullable String name) {
    var text = required(name, "changeSetName");
    return ID.matcher(text).matches()
        ? text
        : matching(text, "changeSetName", NAME, "[a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/]*");
  }

  /// A role's ARN; empty where none is given.
  static String role(@Nullable String arn) {
    if (arn == null || arn.isEmpty()) {
      return "";
    }
    if (!ROLE.matcher(arn).matches()) {
      throw Faults.validation("Role " + arn + " is invalid or cannot be assumed");
    }
    return arn;
  }

  static String required(@Nullable String value, String member) {
    if (value == null || value.isEmpty()) {
      throw Faults.validation(
          "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
              .formatted(member));
    }
    return value;
  }

  private static String matching(String text, String member, Pattern pattern, String shown) {
    if (!pattern.matcher(text).matches()) {
      throw constraint(text, member, "Member must satisfy regular expression pattern: " + shown);
    }
    if (text.length() > LONGEST) {
      throw constraint(text, member, "Member must have length less than or equal to " + LONGEST);
    }
    return text;
  }

  private static Fault constraint(String text, String member, String constraint) {
    return Faults.validation(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
            .formatted(text, member, constraint));
  }
}
