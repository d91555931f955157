package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Fault;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Problem;
import java.util.List;
import java.util.stream.Collectors;

/// CloudFormation's errors. See AWS: "CloudFormation API Reference", "Common errors".
final class Faults {
  private static final int LONGEST = 4000;

  private Faults() {}

  static Fault validation(String message) {
    return new Fault(400, "ValidationError", message);
  }

  static Fault validation(InvalidTemplate wrong) {
    return validation(words(wrong.problems()));
  }

  static Fault noStack(String nameOrId) {
    return validation("Stack with id " + nameOrId + " does not exist");
  }

  static Fault noStackToChange(String nameOrId) {
    return validation("Stack [" + nameOrId + "] does not exist");
  }

  static Fault alreadyExists(String name) {
    return new Fault(400, "AlreadyExistsException", "Stack [" + name + "] already exists");
  }

  static Fault tokenAlreadyExists(String token) {
    return new Fault(
        400,
        "TokenAlreadyExistsException",
        "ClientRequestToken [" + token + "] has already been used for another operation.");
  }

  static Fault insufficientCapabilities(String message) {
    return new Fault(400, "InsufficientCapabilitiesException", message);
  }

  static Fault noChangeSet(String nameOrId) {
    return new Fault(404, "ChangeSetNotFound", "ChangeSet [" + nameOrId + "] does not exist");
  }

  static Fault changeSetStatus(String message) {
    return new Fault(400, "InvalidChangeSetStatus", message);
  }

  /// AWS's words, then what AWS does not say: where it stands and what was expected.
  static String words(List<Problem> problems) {
    var words = problems.stream().map(Faults::words).distinct().collect(Collectors.joining("; "));
    return words.length() > LONGEST ? words.substring(0, LONGEST) + " ..." : words;
  }

  private static String words(Problem problem) {
    var where = problem.path();
    if (problem.place().line() > 0) {
      where += (where.isEmpty() ? "" : ", ") + problem.place();
    }
    var more = problem.detail();
    if (where.isEmpty() && more.isEmpty()) {
      return problem.message();
    }
    return "%s (%s%s%s)"
        .formatted(problem.message(), where, where.isEmpty() || more.isEmpty() ? "" : ": ", more);
  }
}
