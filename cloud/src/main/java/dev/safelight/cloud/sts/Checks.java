package dev.safelight.cloud.sts;

import dev.safelight.cloud.call.Fault;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/// What STS demands of a request before anything is looked up. See AWS: "AWS Security Token Service
/// API Reference", AssumeRole.
final class Checks {
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws:iam::[0-9]{12}:role/[\\x21-\\x7e]{1,600}");
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final Pattern POLICY_ARN =
      Pattern.compile("arn:aws:iam::(?:aws|[0-9]{12}):policy/[\\x21-\\x7e]{1,600}");
  private static final int MOST_POLICIES = 10;
  private static final int SHORTEST = 900;
  private static final int LONGEST = 43_200;
  private static final int LARGEST_POLICY = 2048;

  private Checks() {}

  static void assumeRole(AssumeRoleRequest request) {
    var role = required(request.roleArn(), "roleArn");
    if (!ROLE_ARN.matcher(role).matches()) {
      throw validation(role + " is invalid");
    }
    matching(
        required(request.roleSessionName(), "roleSessionName"), "roleSessionName", SESSION_NAME);
    if (request.externalId() != null) {
      matching(request.externalId(), "externalId", EXTERNAL_ID);
    }
    duration(request.durationSeconds());
    if (request.policy() != null && request.policy().length() > LARGEST_POLICY) {
      throw new Fault(
          400,
          "PackedPolicyTooLarge",
          "The session policy may have " + LARGEST_POLICY + " characters.");
    }
    if (request.policyArns().size() > MOST_POLICIES) {
      throw validation(
          "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to "
              + MOST_POLICIES);
    }
    for (var policy : request.policyArns()) {
      matching(required(policy.arn(), "policyArns"), "policyArns", POLICY_ARN);
    }
    absent(request.hasTags() && !request.tags().isEmpty(), "Tags");
    absent(
        request.hasTransitiveTagKeys() && !request.transitiveTagKeys().isEmpty(),
        "TransitiveTagKeys");
    absent(request.serialNumber() != null, "SerialNumber");
    absent(request.tokenCode() != null, "TokenCode");
    absent(request.sourceIdentity() != null, "SourceIdentity");
    absent(
        request.hasProvidedContexts() && !request.providedContexts().isEmpty(), "ProvidedContexts");
  }

  private static void duration(@Nullable Integer seconds) {
    if (seconds != null && (seconds < SHORTEST || seconds > LONGEST)) {
      boolean less = seconds < SHORTEST;
      throw validation(
          "1 validation error detected: Value '%d' at 'durationSeconds' failed to satisfy constraint: Member must have value %s than or equal to %d"
              .formatted(seconds, less ? "greater" : "less", less ? SHORTEST : LONGEST));
    }
  }

  private static String required(@Nullable String value, String member) {
    if (value == null || value.isEmpty()) {
      throw validation(
          "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
              .formatted(member));
    }
    return value;
  }

  private static void matching(String value, String member, Pattern pattern) {
    if (!pattern.matcher(value).matches()) {
      throw validation(
          "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must satisfy regular expression pattern: %s"
              .formatted(value, member, pattern));
    }
  }

  /// A restriction that would be left out without a word would give more than was asked for.
  private static void absent(boolean given, String member) {
    if (given) {
      throw new Fault(
          501, "NotImplemented", "The parameter " + member + " is not implemented here.");
    }
  }

  static Fault validation(String message) {
    return new Fault(400, "ValidationError", message);
  }
}
