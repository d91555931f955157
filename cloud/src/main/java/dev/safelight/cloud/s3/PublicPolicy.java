package dev.safelight.cloud.s3;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a bucket policy is public in the sense of Block Public Access: it is, unless each of its
/// `Allow` statements names fixed principals or pins a condition key to fixed values. One public
/// statement makes the whole policy public. See AWS: "Blocking public access to your Amazon S3
/// storage", the meaning of "public".
final class PublicPolicy {
  private static final Set<String> PINS =
      Set.of(
          "aws:sourcearn",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourceaccount",
          "aws:sourceowner",
          "aws:userid",
          "aws:principalorgid",
          "aws:principalarn",
          "aws:principalaccount",
          "s3:dataaccesspointarn",
          "s3:dataaccesspointaccount",
          "s3:x-amz-server-side-encryption-aws-kms-key-id");

  private static final Set<String> EQUALITIES =
      Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike");

  private static final Pattern RANGE = Pattern.compile("[0-9a-fA-F.:]+(?:/(\\d{1,3}))?");

  private PublicPolicy() {}

  static boolean isPublic(PolicyDocument policy) {
    return policy.statements().stream()
        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
        .anyMatch(PublicPolicy::isPublic);
  }

  private static boolean isPublic(JsonNode statement) {
    return !namesFixedPrincipals(statement) && !isPinned(statement);
  }

  private static boolean namesFixedPrincipals(JsonNode statement) {
    var principal = statement.path("Principal");
    return principal.isObject()
        && principal.properties().stream()
            .flatMap(kind -> PolicyDocument.texts(kind.getValue()).stream())
            .noneMatch(name -> name.contains("*") || name.contains("${"));
  }

  private static boolean isPinned(JsonNode statement) {
    return PolicyDocument.conditions(statement).entrySet().stream()
        .anyMatch(operator ->
            operator.getValue().properties().stream()
                .anyMatch(key ->
                    pins(
                        operator.getKey().toLowerCase(Locale.ROOT),
                        key.getKey().toLowerCase(Locale.ROOT),
                        PolicyDocument.texts(key.getValue()))));
  }

  private static boolean pins(String operator, String key, List<String> values) {
    if (values.isEmpty()) {
      return false;
    }
    if (key.equals("aws:sourceip")) {
      return operator.equals("ipaddress") && values.stream().allMatch(PublicPolicy::isNarrow);
    }
    return EQUALITIES.contains(operator)
        && PINS.contains(key)
        && values.stream().allMatch(value -> isFixed(key, value));
  }

  /// A role's sessions share the part before the colon, so a wildcard after it is still somebody
  /// fixed.
  private static boolean isFixed(String key, String value) {
    var fixed =
        key.equals("aws:userid") && value.matches("[A-Z0-9]{16,}:\\*")
            ? value.substring(0, value.length() - 1)
            : value;
    return !fixed.contains("*") && !fixed.contains("?") && !fixed.contains("${");
  }

  /// No more than a /8 of IPv4 or a /32 of IPv6.
  private static boolean isNarrow(String range) {
    var match = RANGE.matcher(range);
    if (!match.matches()) {
      return false;
    }
    boolean six = range.contains(":");
    int bits = match.group(1) == null ? 128 : Integer.parseInt(match.group(1));
    return bits >= (six ? 32 : 8);
  }
}
