package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Fault;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A function's full name. Printed, it is the ARN.
record FunctionArn(String region, String account, String name) {
  private static final String PATTERN =
      "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
          + "([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";
  private static final Pattern REFERENCE = Pattern.compile(PATTERN);
  private static final int LONGEST_NAME = 64;

  /// Reads a function's name, partial ARN or ARN.
  ///
  /// @param region for references that name none
  /// @param account the caller's, for references that name none
  static FunctionArn of(
      @Nullable String reference, @Nullable String qualifier, String region, String account) {
    var text = reference == null ? "" : reference;
    var match = REFERENCE.matcher(text);
    if (!match.matches() || match.group(7).length() > LONGEST_NAME) {
      throw new Fault(
          400,
          "ValidationException",
          "1 validation error detected: Value '%s' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: %s"
              .formatted(text, PATTERN));
    }
    var named = withoutColon(match.group(3));
    var owner = withoutColon(match.group(5));
    var arn =
        new FunctionArn(
            named.isEmpty() ? region : named, owner.isEmpty() ? account : owner, match.group(7));
    requireLatest(arn, match.group(9));
    requireLatest(arn, qualifier);
    return arn;
  }

  /// Reads an ARN.
  static FunctionArn parse(String arn) {
    return of(arn, null, "", "");
  }

  /// An endpoint serves its own region alone.
  FunctionArn requireIn(String here) {
    if (!region.equals(here)) {
      throw new Fault(
          404,
          "ResourceNotFoundException",
          "Functions from '%s' are not reachable in this region ('%s')".formatted(region, here));
    }
    return this;
  }

  static Fault notFound(Object arn) {
    return new Fault(404, "ResourceNotFoundException", "Function not found: " + arn);
  }

  @Override
  public String toString() {
    return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
  }

  /// There are neither versions nor aliases here, so none is found.
  private static void requireLatest(FunctionArn arn, @Nullable String qualifier) {
    if (qualifier != null && !qualifier.equals("$LATEST")) {
      throw notFound(arn + ":" + qualifier);
    }
  }

  private static String withoutColon(@Nullable String part) {
    return part == null ? "" : part.substring(0, part.length() - 1);
  }
}
