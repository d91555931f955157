package dev.safelight.thumbnail;

import dev.safelight.thumbnail.Result.Made;
import dev.safelight.thumbnail.Result.Permanent;
import dev.safelight.thumbnail.Result.Skipped;
import dev.safelight.thumbnail.Result.Transient;
import dev.safelight.wire.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/// One call of the function, whoever brings it: every record of the event is worked on and has its
/// line in the log, and the answer tells Lambda what to repeat. What is done stays done when Lambda
/// repeats the call for the rest.
final class Work {
  private final Processing processing;
  private final Log log;
  private final Metrics metrics;
  private volatile String current = "";

  Work(Processing processing, Log log, Metrics metrics) {
    this.processing = processing;
    this.log = log;
    this.metrics = metrics;
  }

  /// What Lambda is told.
  sealed interface Answer {}

  /// The call succeeded.
  record Succeeded(Json document) implements Answer {}

  /// The call failed, and may be repeated.
  record FailedCall(String type, String message) implements Answer {}

  Answer answer(Invocation invocation) {
    try {
      var messages = Event.read(invocation.event());
      var answers = new ArrayList<Json>();
      var failed = new ArrayList<Json>();
      var failures = new StringJoiner("; ");
      for (var message : messages) {
        var failure = process(message, invocation, answers);
        if (failure.isPresent() && message.isQueued()) {
          failed.add(new Json.Members(Map.of("itemIdentifier", Json.of(message.id()))));
        } else {
          failure.ifPresent(failures::add);
        }
      }
      if (failures.length() > 0) {
        return new FailedCall("NotDone", failures.toString());
      }
      boolean queued = messages.stream().anyMatch(Message::isQueued);
      return new Succeeded(
          queued
              ? new Json.Members(Map.of("batchItemFailures", new Json.Items(failed)))
              : new Json.Items(answers));
    } catch (RuntimeException bug) {
      // Lambda repeats the call; the trace stands in the log, not in the answer.
      write(invocation, Report.of(bug), Map.of());
      return new FailedCall(bug.getClass().getSimpleName(), "unexpected; the log has the trace");
    } finally {
      current = "";
    }
  }

  /// The key that is worked on now, for whoever must say why a call was given up; empty for none.
  String current() {
    return current;
  }

  /// Why the message must come again; empty where it need not.
  private Optional<String> process(Message message, Invocation invocation, List<Json> answers) {
    var failures = new StringJoiner("; ");
    for (var notice : message.notices()) {
      current = notice instanceof Notice.Created created ? created.key() : "";
      var result = processing.process(notice, invocation.deadline());
      var report = Report.of(result);
      write(invocation, report, metrics.of(result));
      answers.add(Json.of(report.message()));
      switch (result) {
        case Made _, Skipped _ -> {}
        case Permanent(_, _, var reason) -> {
          if (processing.settings().permanentFails()) {
            failures.add(reason);
          }
        }
        case Transient(_, var reason) -> failures.add(reason);
      }
    }
    return failures.length() == 0 ? Optional.empty() : Optional.of(failures.toString());
  }

  /// A line that is written because time is up, from another thread than the one that works.
  void giveUp(Invocation invocation, String message) {
    log.write(
        Log.Level.ERROR,
        message,
        invocation.requestId(),
        current.isEmpty() ? Map.of() : Map.of("key", Json.of(current)));
  }

  private void write(Invocation invocation, Report report, Map<String, Json> more) {
    var details = new LinkedHashMap<>(report.details());
    details.putAll(more);
    log.write(report.level(), report.message(), invocation.requestId(), details);
  }

  static String late(Invocation invocation, Instant now) {
    return "stopped %d ms before Lambda's time-out: not done; give the function more time or memory"
        .formatted(Math.max(0, java.time.Duration.between(now, invocation.deadline()).toMillis()));
  }
}
