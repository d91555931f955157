package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Fault;

/// IAM's errors. See AWS: "IAM API Reference", each operation's errors.
final class Faults {
  private Faults() {}

  static Fault noSuchEntity(String message) {
    return new Fault(404, "NoSuchEntity", message);
  }

  static Fault alreadyExists(String message) {
    return new Fault(409, "EntityAlreadyExists", message);
  }

  static Fault deleteConflict(String message) {
    return new Fault(409, "DeleteConflict", message);
  }

  static Fault limitExceeded(String message) {
    return new Fault(409, "LimitExceeded", message);
  }

  static Fault malformedPolicy(String message) {
    return new Fault(400, "MalformedPolicyDocument", message);
  }

  static Fault invalidInput(String message) {
    return new Fault(400, "InvalidInput", message);
  }

  static Fault validation(String message) {
    return new Fault(400, "ValidationError", message);
  }
}
