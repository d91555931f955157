package dev.safelight.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Who may, for a person.
public final class WhoCanText {
  private final List<String> lines = new ArrayList<>();
  private final List<String> outside;
  private final String file;

  private WhoCanText(List<String> outside, String file) {
    this.outside = outside;
    this.file = file;
  }

  /// The lines of an answer to [Questions#principals].
  ///
  /// @param file the template that the lines of statements count in; empty where each counts in its
  ///   own document
  public static List<String> of(JsonNode answer, String file) {
    var text = new WhoCanText(Plain.texts(answer.path("outside")), file);
    text.lines.add(
        "%s on %s"
            .formatted(Plain.text(answer.path("action")), Plain.text(answer.path("resource"))));
    answer.path("principals").forEach(text::principal);
    if (answer.path("principals").isEmpty()) {
      text.lines.add("");
      text.lines.add("Nobody may.");
    }
    if (!answer.path("namesNobody").isEmpty()) {
      text.lines.add("");
      text.lines.add(
          "Named by the resource's policy and nobody any more: "
              + String.join(", ", Plain.texts(answer.path("namesNobody"))));
    }
    for (var arn : Plain.texts(answer.path("unknown"))) {
      text.lines.add("");
      text.lines.add(
          arn.contains(":group/")
              ? "Not looked into, since who is in it and what else it may is not known here: " + arn
              : "Not looked into, since its document is not known here: " + arn);
    }
    return List.copyOf(text.lines);
  }

  private void principal(JsonNode principal) {
    lines.add("");
    lines.add(
        "%s%s%s%s"
            .formatted(
                who(principal),
                outside.contains(Plain.text(principal.path("principal")))
                    ? ", not of this template: its own policies are not known"
                    : "",
                principal.path("only").asText().isEmpty()
                    ? ""
                    : ", only " + Plain.text(principal.path("only")),
                principal.path("ifItsAccountAllows").asBoolean()
                    ? ", if its own account allows it too"
                    : ""));
    boolean first = true;
    for (var way : principal.path("ways")) {
      if (!first) {
        lines.add("  or");
      }
      first = false;
      if (way.path("by").isEmpty()) {
        lines.add("  by being the account itself");
      }
      way.path("by").forEach(it -> statement("by", it, "if"));
    }
    principal.path("unless").forEach(it -> statement("not where", it, "that is, if"));
  }

  /// A principal of an answer, in words.
  public static String who(JsonNode principal) {
    var name = Plain.text(principal.path("principal"));
    return switch (principal.path("kind").asText()) {
      case "root" -> "account root " + name;
      case "anonymous" -> "everyone, without a signature";
      case "any account" -> "anybody of any other AWS account";
      case "account" -> "account " + name;
      case "role" -> "role " + name + " (any session)";
      case String kind -> Plain.text(kind) + " " + name;
    };
  }

  private void statement(String word, JsonNode statement, String condition) {
    lines.add(
        "  %s %s of the %s \"%s\"%s, %s"
            .formatted(
                word,
                Plain.text(statement.path("statement")),
                Plain.text(statement.path("type")),
                Plain.text(statement.path("policy")),
                WhyText.at(statement),
                line(statement.path("line").asInt())));
    for (var one : statement.path("conditions")) {
      lines.add("    " + condition + " " + condition(one));
    }
  }

  /// A document of AWS's stands in no template.
  private String line(int line) {
    return file.isEmpty() ? "line " + line : line == 0 ? "of AWS's" : file + ":" + line;
  }

  /// A condition of an answer, in words.
  public static String condition(JsonNode condition) {
    return "%s %s %s"
        .formatted(
            Plain.text(condition.path("key")),
            Plain.text(condition.path("operator")),
            String.join(" or ", Plain.texts(condition.path("values"))));
  }
}
