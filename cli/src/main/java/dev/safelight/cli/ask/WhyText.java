package dev.safelight.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// An explanation for a person.
public final class WhyText {
  private static final String QUOTE = "       │ ";

  private final List<String> lines = new ArrayList<>();

  private WhyText() {}

  /// The lines of an answer to [Questions#explain].
  public static List<String> of(JsonNode answer) {
    var text = new WhyText();
    text.head(answer);
    int number = 1;
    for (var decision : answer.path("decisions")) {
      text.decision(number++, decision);
    }
    if (answer.path("decisions").isEmpty()) {
      text.lines.add("No policy was asked: the call ended before it could be decided.");
    }
    if (!answer.path("hasEvidence").asBoolean()) {
      text.lines.add("");
      text.lines.add(
          "This was recorded before policies were kept with decisions; no more is known.");
    }
    return List.copyOf(text.lines);
  }

  private void head(JsonNode answer) {
    var operation = Plain.text(answer.path("operation"));
    lines.add(
        "%s %s by %s"
            .formatted(
                Plain.text(answer.path("service")),
                operation.isEmpty() ? "(not recognised)" : operation,
                caller(answer.path("caller"))));
    lines.add(
        "  at %s from %s, request %s"
            .formatted(
                Plain.text(answer.path("at")),
                Plain.text(answer.path("sourceAddress")),
                Plain.text(answer.path("requestId"))));
    var code = Plain.text(answer.path("code"));
    lines.add(
        code.isEmpty() ? "  succeeded" : "  " + code + ": " + Plain.text(answer.path("message")));
  }

  private static String caller(JsonNode caller) {
    return caller.asText().isEmpty() ? "nobody who signed" : Plain.text(caller);
  }

  private void decision(int number, JsonNode decision) {
    lines.add("");
    lines.add(
        "%d. %s: %s on %s"
            .formatted(
                number,
                verdict(decision.path("verdict").asText()),
                Plain.text(decision.path("action")),
                Plain.text(decision.path("resource"))));
    if (decision.has("requester")) {
      lines.add("     for " + Plain.text(decision.path("requester")));
    }
    decision.path("decidedBy").forEach(it -> statement("Decided by", it));
    if (!decision.path("considered").isEmpty()) {
      lines.add("     Considered");
      decision
          .path("considered")
          .forEach(it ->
              lines.add(
                  "       %s \"%s\"%s: %s"
                      .formatted(
                          Plain.text(it.path("type")),
                          Plain.text(it.path("policy")),
                          at(it),
                          Plain.text(it.path("verdict")))));
    } else if (decision.has("considered")) {
      lines.add("     No policy applies to this caller and this resource.");
    }
    nearest(decision);
    remedy(decision);
    since(decision);
  }

  private void nearest(JsonNode decision) {
    if (decision.has("nearest")) {
      statement("Nearest was", decision.path("nearest"));
      decision
          .path("nearest")
          .path("failures")
          .forEach(it -> lines.add("       " + Plain.text(it.path("sentence"))));
    }
    if (!decision.path("missingKeys").isEmpty()) {
      lines.add(
          "     The request lacks " + String.join(", ", Plain.texts(decision.path("missingKeys"))));
    }
  }

  private void remedy(JsonNode decision) {
    var advice = Plain.text(decision.path("advice"));
    if (!advice.isEmpty()) {
      lines.add("     To allow it: " + advice);
    }
    for (var grant : decision.path("grants")) {
      lines.add("     Smallest grant, for " + Plain.text(grant.path("where")) + ":");
      quote(grant.path("statement"));
    }
  }

  private void since(JsonNode decision) {
    if (decision.has("engineAgrees") && !decision.path("engineAgrees").asBoolean()) {
      lines.add("     Warning: this version's engine decides the recorded question otherwise.");
    }
    if (!decision.path("changedSince").isEmpty()) {
      lines.add("     Policies have changed since:");
      Plain.texts(decision.path("changedSince")).forEach(it -> lines.add("       " + it));
      if (decision.has("verdictNow")) {
        lines.add("     Now it would be " + verdict(decision.path("verdictNow").asText()) + ".");
      }
    }
  }

  private void statement(String word, JsonNode statement) {
    lines.add(
        "     %s %s of the %s \"%s\"%s, line %d"
            .formatted(
                word,
                Plain.text(statement.path("statement")),
                Plain.text(statement.path("type")),
                Plain.text(statement.path("policy")),
                at(statement),
                statement.path("line").asInt()));
    if (statement.has("text")) {
      quote(statement.path("text"));
    }
  }

  /// Where a policy of IAM hangs. Those on resources, such as `bucket policy of photos`, say it.
  static String at(JsonNode statement) {
    var at = Plain.text(statement.path("at"));
    return at.isEmpty() || statement.path("policy").asText().contains(" of ")
        ? ""
        : " (" + at + ")";
  }

  private void quote(JsonNode json) {
    Plain.lines(json).forEach(line -> lines.add(QUOTE + line));
  }

  static String verdict(String verdict) {
    return switch (verdict) {
      case "Allowed" -> "allowed";
      case "ExplicitlyDenied" -> "denied by a statement";
      case "ImplicitlyDenied" -> "denied, since nothing allows it";
      default -> Plain.text(verdict);
    };
  }
}
