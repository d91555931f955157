package dev.safelight.policy.document;

import java.util.function.IntPredicate;

/// What a principal of each kind looks like; whether it exists is for the service to ask.
///
/// AWS: "IAM JSON policy elements: Principal", checked 2026-11.
final class PrincipalForms {
  /// As long as AWS lets an ARN be.
  private static final int LONGEST = 2_048;

  private static final int ACCOUNT_DIGITS = 12;
  private static final int CANONICAL_DIGITS = 64;

  private PrincipalForms() {}

  /// What a principal of this type should be; empty where it is.
  static String fault(String type, String text) {
    if (text.length() > LONGEST) {
      return "must have no more than " + LONGEST + " characters";
    }
    return switch (type) {
      case "AWS" ->
          unless(
              isAws(text),
              text,
              "an account's 12 digits, the ARN of a user, role, session or root");
      case "Service" -> unless(isHost(text), text, "a service such as s3.amazonaws.com");
      case "Federated" ->
          unless(isHost(text) || isProvider(text), text, "an identity provider's ARN or host name");
      default -> unless(isCanonical(text), text, "64 hexadecimal digits");
    };
  }

  private static String unless(boolean holds, String text, String wanted) {
    return holds ? "" : "must be " + wanted + ", was \"" + text + "\"";
  }

  private static boolean isAws(String text) {
    return text.equals("*") || isAccount(text) || isUniqueId(text) || isAwsArn(text);
  }

  private static boolean isAwsArn(String text) {
    var parts = text.split(":", 6);
    if (parts.length < 6 || !isArnOf(parts, parts[2])) {
      return false;
    }
    var name = parts[5];
    return switch (parts[2]) {
      case "iam" ->
          parts[4].equals("cloudfront")
              ? follows(name, "user/")
              : isAccount(parts[4])
                  && (name.equals("root") || follows(name, "user/") || follows(name, "role/"));
      case "sts" -> isAccount(parts[4]) && (isSession(name) || follows(name, "federated-user/"));
      default -> false;
    };
  }

  private static boolean isProvider(String text) {
    var parts = text.split(":", 6);
    return parts.length == 6
        && isArnOf(parts, "iam")
        && isAccount(parts[4])
        && (follows(parts[5], "saml-provider/") || follows(parts[5], "oidc-provider/"));
  }

  /// `arn`, a partition such as `aws-cn`, the service, no region.
  private static boolean isArnOf(String[] parts, String service) {
    return parts[0].equals("arn")
        && parts[1].startsWith("aws")
        && all(parts[1], it -> isLower(it) || it == '-')
        && parts[2].equals(service)
        && parts[3].isEmpty();
  }

  private static boolean follows(String name, String prefix) {
    return name.startsWith(prefix) && name.length() > prefix.length();
  }

  /// `assumed-role/ROLE/SESSION`
  private static boolean isSession(String name) {
    var parts = name.split("/", -1);
    return parts.length == 3
        && parts[0].equals("assumed-role")
        && !parts[1].isEmpty()
        && !parts[2].isEmpty();
  }

  private static boolean isAccount(String text) {
    return text.length() == ACCOUNT_DIGITS && all(text, PrincipalForms::isDigit);
  }

  /// `AIDA...` or `AROA...`
  private static boolean isUniqueId(String text) {
    return text.length() >= 16
        && (text.startsWith("AIDA") || text.startsWith("AROA"))
        && all(text, it -> isDigit(it) || (it >= 'A' && it <= 'Z'));
  }

  /// At least two labels of lower-case letters, digits and hyphens.
  private static boolean isHost(String text) {
    var labels = text.split("\\.", -1);
    if (labels.length < 2) {
      return false;
    }
    for (var label : labels) {
      if (label.isEmpty() || !all(label, it -> isLower(it) || isDigit(it) || it == '-')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCanonical(String text) {
    return text.length() == CANONICAL_DIGITS
        && all(text, it -> isDigit(it) || (it >= 'a' && it <= 'f'));
  }

  private static boolean all(String text, IntPredicate fits) {
    for (int i = 0; i < text.length(); i++) {
      if (!fits.test(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isLower(int character) {
    return character >= 'a' && character <= 'z';
  }
}
