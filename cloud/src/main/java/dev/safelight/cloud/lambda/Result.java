package dev.safelight.cloud.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What a caller gets for an event.
///
/// @param payload the function's answer, or an error document
/// @param error empty, or what `X-Amz-Function-Error` says
/// @param tail the last 4 KB of the log
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record Result(byte[] payload, String error, byte[] tail) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4,
          "illegal instruction",
          6,
          "aborted",
          9,
          "killed",
          11,
          "segmentation fault",
          15,
          "terminated");

  boolean isError() {
    return !error.isEmpty();
  }

  static Result of(Ending ending, String requestId, Duration timeout, byte[] tail) {
    return switch (ending) {
      case Ending.Answered(var payload) -> new Result(payload, "", tail);
      case Ending.Failed(var document) -> new Result(document, "Unhandled", tail);
      case Ending.Exited _, Ending.TimedOut _, Ending.NoEntry _, Ending.TooLarge _ ->
          new Result(document(ending, requestId, timeout), "Unhandled", tail);
    };
  }

  /// What AWS calls the ending, such as `Sandbox.Timedout`; empty for what the function itself
  /// told.
  static String type(Ending ending) {
    return switch (ending) {
      case Ending.Answered _, Ending.Failed _ -> "";
      case Ending.TooLarge _ -> "Function.ResponseSizeTooLarge";
      case Ending.Exited _ -> "Runtime.ExitError";
      case Ending.TimedOut _ -> "Sandbox.Timedout";
      case Ending.NoEntry _ -> "Runtime.InvalidEntrypoint";
    };
  }

  /// One sentence for the log and the caller; empty for what the function itself told.
  static String message(Ending ending, Duration timeout) {
    return switch (ending) {
      case Ending.Answered _, Ending.Failed _ -> "";
      case Ending.TooLarge(int most) ->
          "Response payload size exceeded maximum allowed payload size (%d bytes).".formatted(most);
      case Ending.Exited(int status) -> exit(status);
      case Ending.TimedOut _ ->
          String.format(
              Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0);
      case Ending.NoEntry(var reason) -> reason;
    };
  }

  private static String exit(int status) {
    if (status == 0) {
      return "Runtime exited without providing a reason";
    }
    return SIGNALS.containsKey(status - 128)
        ? "Runtime exited with error: signal: " + SIGNALS.get(status - 128)
        : "Runtime exited with error: exit status " + status;
  }

  private static byte[] document(Ending ending, String requestId, Duration timeout) {
    var document = new LinkedHashMap<String, String>();
    document.put("errorType", type(ending));
    var message = message(ending, timeout);
    document.put(
        "errorMessage",
        ending instanceof Ending.TooLarge
            ? message
            : String.format(Locale.ROOT, "RequestId: %s Error: %s", requestId, message));
    try {
      return JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("two strings have no JSON", broken);
    }
  }
}
