package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Fault;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A function's full name, or that of one of its versions or aliases. Printed, it is the ARN.
///
/// @param qualifier the number of a version or the name of an alias; empty for the function itself,
///   which is `$LATEST`
record FunctionArn(String region, String account, String name, String qualifier) {
  static final String LATEST = "$LATEST";

  private static final String PATTERN =
      "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
          + "([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";
  private static final Pattern REFERENCE = Pattern.compile(PATTERN);
  private static final int LONGEST_NAME = 64;

  FunctionArn(String region, String account, String name) {
    this(region, account, name, "");
  }

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
    var inside = plain(match.group(9));
    var beside = plain(qualifier);
    if (!inside.isEmpty() && !beside.isEmpty() && !inside.equals(beside)) {
      throw Configuration.invalid(
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    return arn.at(inside.isEmpty() ? beside : inside);
  }

  /// `$LATEST` is the function itself.
  private static String plain(@Nullable String qualifier) {
    return qualifier == null || qualifier.equals(LATEST) ? "" : qualifier;
  }

  /// Reads the name of a function, for what no version or alias has.
  static FunctionArn unqualified(@Nullable String reference, String region, String account) {
    var arn = of(reference, null, region, account);
    if (!arn.qualifier().isEmpty()) {
      throw Configuration.invalid(
          "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.");
    }
    return arn;
  }

  /// A version or an alias of this function.
  FunctionArn at(String other) {
    return new FunctionArn(region, account, name, other);
  }

  /// The function that this is a version or an alias of.
  FunctionArn function() {
    return at("");
  }

  /// As columns keep it: the name, and the qualifier after a colon.
  String key() {
    return qualifier.isEmpty() ? name : name + ":" + qualifier;
  }

  static FunctionArn ofKey(String region, String account, String key) {
    int colon = key.indexOf(':');
    return colon < 0
        ? new FunctionArn(region, account, key)
        : new FunctionArn(region, account, key.substring(0, colon), key.substring(colon + 1));
  }

  /// With `$LATEST` spelt out.
  String qualified() {
    return function() + ":" + (qualifier.isEmpty() ? LATEST : qualifier);
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
    return "arn:aws:lambda:" + region + ":" + account + ":function:" + key();
  }

  private static String withoutColon(@Nullable String part) {
    return part == null ? "" : part.substring(0, part.length() - 1);
  }
}
