package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Fault;
import java.util.List;
import java.util.Locale;

/// Why something failed, in AWS's words. See AWS: "Troubleshooting CloudFormation", "Handler error
/// codes".
final class Reasons {
  private Reasons() {}

  /// `Resource handler returned message: "..." (RequestToken: ..., HandlerErrorCode: ...)`
  ///
  /// @param text of the fault, secrets hidden
  static String of(Fault fault, String text, WorkCalls calls, Part part, String token) {
    var code = handlerCode(fault);
    if (code.equals("AlreadyExists") && !part.applied().physicalId().isEmpty()) {
      return handler(
          "Resource of type '%s' with identifier '%s' already exists."
              .formatted(part.type(), part.applied().physicalId()),
          token,
          code);
    }
    var words =
        calls
            .refused(fault)
            .map(each ->
                "%s (Service: %s, Status Code: %d, Request ID: %s)"
                    .formatted(text, each.service(), fault.status(), each.requestId()))
            .orElse(text);
    return handler(words, token, code);
  }

  static String handler(String message, String token, String code) {
    return "Resource handler returned message: \"%s\" (RequestToken: %s, HandlerErrorCode: %s)"
        .formatted(message, token, code);
  }

  static String failedToCreate(List<String> ids) {
    return "The following resource(s) failed to create: [" + String.join(", ", ids) + "]. ";
  }

  static String failedToUpdate(List<String> ids) {
    return "The following resource(s) failed to update: [" + String.join(", ", ids) + "]. ";
  }

  static String failedToDelete(List<String> ids) {
    return "The following resource(s) failed to delete: [" + String.join(", ", ids) + "]. ";
  }

  private static String handlerCode(Fault fault) {
    var word = fault.code().toLowerCase(Locale.ROOT);
    if (word.contains("denied") || fault.status() == 403) {
      return "AccessDenied";
    }
    if (isThere(word)) {
      return "AlreadyExists";
    }
    if (isMissing(word)) {
      return "NotFound";
    }
    if (word.contains("limit") || word.contains("quota")) {
      return "ServiceLimitExceeded";
    }
    if (word.contains("throttl") || fault.status() == 429) {
      return "Throttling";
    }
    if (word.contains("deleteconflict") || word.contains("inuse")) {
      return "ResourceConflict";
    }
    if (word.contains("notempty")) {
      return "GeneralServiceException";
    }
    return fault.status() >= 500 ? "ServiceInternalError" : "InvalidRequest";
  }

  private static boolean isMissing(String word) {
    return word.contains("nosuch") || word.contains("notfound") || word.contains("nonexistent");
  }

  private static boolean isThere(String word) {
    return word.contains("alreadyexists")
        || word.contains("alreadyowned")
        || word.contains("nameexists");
  }
}
