package dev.safelight.policy.document;

import java.util.regex.Pattern;

/// What a principal of each kind looks like; whether it exists is for the service to ask.
///
/// AWS: "IAM JSON policy elements: Principal", checked 2026-11.
final class PrincipalForms {
  /// As long as AWS lets an ARN be.
  private static final int LONGEST = 2_048;

  private static final Pattern AWS =
      Pattern.compile(
          "\\*|[0-9]{12}|A(?:IDA|ROA)[A-Z0-9]{12,}"
              + "|arn:aws[a-z-]*:iam::[0-9]{12}:(?:root|(?:user|role)/.+)"
              + "|arn:aws[a-z-]*:sts::[0-9]{12}:(?:assumed-role/[^/]+/[^/]+|federated-user/.+)"
              + "|arn:aws[a-z-]*:iam::cloudfront:user/.+");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)+");
  private static final Pattern PROVIDER =
      Pattern.compile(
          "arn:aws[a-z-]*:iam::[0-9]{12}:(?:saml|oidc)-provider/.+|[a-z0-9-]+(?:\\.[a-z0-9-]+)+");
  private static final Pattern CANONICAL = Pattern.compile("[0-9a-f]{64}");

  private PrincipalForms() {}

  /// What a principal of this type should be; empty where it is.
  static String fault(String type, String text) {
    if (text.length() > LONGEST) {
      // Also keeps the patterns below from recursing as deep as a stranger likes.
      return "must have no more than " + LONGEST + " characters";
    }
    return switch (type) {
      case "AWS" ->
          unless(AWS, text, "an account's 12 digits, the ARN of a user, role, session or root");
      case "Service" -> unless(SERVICE, text, "a service such as s3.amazonaws.com");
      case "Federated" -> unless(PROVIDER, text, "an identity provider's ARN or host name");
      default -> unless(CANONICAL, text, "64 hexadecimal digits");
    };
  }

  private static String unless(Pattern form, String text, String wanted) {
    return form.matcher(text).matches() ? "" : "must be " + wanted + ", was \"" + text + "\"";
  }
}
