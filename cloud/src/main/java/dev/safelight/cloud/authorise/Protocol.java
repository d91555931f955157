package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;

/// How a service spells what it answers: XML or JSON, and the codes of refusals that are not its
/// own. Thread-safe.
public interface Protocol {
  /// Bytes for an answer.
  ///
  /// @param operation the operation's name, from which XML roots are made
  Reply render(Request request, String operation, Answer answer);

  Reply render(Request request, Fault fault);

  /// The fault for a caller that could not be told who it is.
  Fault unauthenticated(Refusal refusal);

  /// The fault for a denied access.
  ///
  /// @param message AWS's sentence; empty for anonymous callers, who are told nothing
  Fault denied(String message);

  /// The fault for an operation that the environment does not have.
  Fault unknown(String operation);

  /// Whether `denied` messages quote the resource's ARN, as S3 does.
  boolean quotesResource();
}
