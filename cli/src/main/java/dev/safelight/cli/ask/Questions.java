package dev.safelight.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;

/// What can be asked of an environment; the answers are the same JSON whether it runs or not.
///
/// A question that makes no sense or has no answer throws [IllegalArgumentException] with a
/// sentence; one that the caller may not ask throws [Forbidden].
public interface Questions extends AutoCloseable {
  /// Why a call was decided as it was.
  JsonNode explain(String requestId);

  /// The same of the latest call.
  ///
  /// @param denied whether the latest denied call is meant, and not the latest of all
  JsonNode explainLatest(boolean denied);

  /// Records, the oldest first.
  ///
  /// @param after the number of a record that was seen; negative for the newest records
  /// @param own also the questions that were answered
  JsonNode records(long after, int most, boolean denied, boolean own);

  /// Who may perform an action on a resource.
  JsonNode principals(String action, String resource);

  @Override
  void close();

  /// AWS's sentence to a caller who may not ask.
  final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1;

    Forbidden(String sentence) {
      super(sentence, null, false, false);
    }
  }
}
