package dev.safelight.cloud.lambda;

/// How a function's turn with an event ended.
sealed interface Ending {
  /// The function answered.
  ///
  /// @param payload as it sent it
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Answered(byte[] payload) implements Ending {}

  /// Its runtime reported an error.
  ///
  /// @param document JSON
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Failed(byte[] document) implements Ending {}

  /// It answered too much.
  ///
  /// @param most how many bytes an answer may have
  record TooLarge(int most) implements Ending {}

  /// Its process ended.
  ///
  /// @param status as a shell shows it: 128 and the signal's number where one ended the process
  record Exited(int status) implements Ending {}

  record TimedOut() implements Ending {}

  /// There was nothing to start.
  ///
  /// @param reason such as `Couldn't find valid bootstrap(s)`
  record NoEntry(String reason) implements Ending {}
}
