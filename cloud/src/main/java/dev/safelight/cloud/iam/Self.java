package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Operations that may leave the user's name out and then mean the caller.
final class Self {
  private Self() {}

  static void check(@Nullable String name) {
    if (name != null) {
      Checks.of(Kind.USER, name);
    }
  }

  /// The user's ARN as far as the request says it.
  static String resource(String account, @Nullable String name) {
    return name == null ? "*" : Kind.USER.arn(account, name);
  }

  static List<Access> needs(IamOperation operation, @Nullable String name, Caller caller) {
    return name == null && caller instanceof Caller.User user
        ? operation.on(Kind.USER.arn(user.account(), user.name()))
        : operation.needs();
  }

  /// The user that is meant.
  ///
  /// @throws dev.safelight.cloud.call.Fault `ValidationError` where a caller without a name names
  ///   nobody
  static String name(@Nullable String name, Caller caller) {
    if (name != null) {
      return name;
    }
    if (caller instanceof Caller.User user) {
      return user.name();
    }
    throw Faults.validation("Must specify userName when calling with non-User credentials");
  }
}
