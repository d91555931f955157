package dev.safelight.cloud.sqs;

import dev.safelight.cloud.call.Fault;

/// SQS's errors, in its words. See AWS: "Amazon SQS API Reference", the `Errors` of each action.
final class Faults {
  private Faults() {}

  static Fault noQueue() {
    return new Fault(400, "QueueDoesNotExist", "The specified queue does not exist.");
  }

  static Fault missing(String parameter) {
    return new Fault(
        400,
        "MissingParameterException",
        "The request must contain the parameter " + parameter + ".");
  }

  static Fault invalid(String message) {
    return new Fault(400, "InvalidParameterValueException", message);
  }

  static Fault invalid(Object value, String parameter, String reason) {
    return invalid(
        "Value %s for parameter %s is invalid. Reason: %s".formatted(value, parameter, reason));
  }

  static Fault invalidAttribute(String attribute) {
    return new Fault(
        400, "InvalidAttributeValue", "Invalid value for the parameter " + attribute + ".");
  }

  static Fault invalidAttribute(String attribute, String reason) {
    return new Fault(
        400,
        "InvalidAttributeValue",
        "Invalid value for the parameter " + attribute + ". Reason: " + reason);
  }

  static Fault unknownAttribute(String attribute) {
    return new Fault(400, "InvalidAttributeName", "Unknown Attribute " + attribute + ".");
  }

  /// What AWS has and this environment has not.
  static Fault unsupported(String what) {
    return new Fault(400, "UnsupportedOperation", what + " is not supported by this environment");
  }

  static Fault handle(String handle) {
    return new Fault(
        400,
        "ReceiptHandleIsInvalid",
        "The input receipt handle \"%s\" is not a valid receipt handle.".formatted(handle));
  }
}
