package dev.safelight.policy.explain;

import dev.safelight.policy.Deciding;
import dev.safelight.policy.Decision;
import dev.safelight.policy.ResourceWords;
import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonReader;
import dev.safelight.policy.json.JsonWriter;
import dev.safelight.policy.json.MalformedJson;
import java.util.List;
import java.util.function.Function;

/// Prints an explanation for a program.
final class ExplanationJson {
  private ExplanationJson() {}

  static String of(Explanation explanation) {
    var query = explanation.query();
    return JsonWriter.write(
        Json.object(
            Json.member("decision", decision(explanation.decision())),
            Json.member("message", message(explanation)),
            Json.member("requester", query.requester().arn()),
            Json.member("action", query.action()),
            Json.member("resource", query.resource()),
            list("decidedBy", explanation.deciding(), ExplanationJson::deciding),
            list("considered", explanation.considered(), ExplanationJson::considered),
            list("misses", explanation.misses(), ExplanationJson::miss),
            list("missingKeys", explanation.missingKeys(), Json::text),
            Json.member("fix", explanation.fix()),
            list("narrow", explanation.remedy().narrow(), ExplanationJson::deciding),
            list("grants", explanation.remedy().grants(), ExplanationJson::grant)));
  }

  private static String decision(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> "Allowed";
      case Decision.ExplicitlyDenied _ -> "ExplicitlyDenied";
      case Decision.ImplicitlyDenied _ -> "ImplicitlyDenied";
    };
  }

  private static String message(Explanation explanation) {
    return switch (explanation.decision()) {
      case Decision.Allowed _ -> "";
      case Decision.Denied denied ->
          denied.message(explanation.query(), ResourceWords.of(explanation.query().action()));
    };
  }

  private static Json grant(Grant grant) {
    Json statement;
    try {
      statement = JsonReader.read(grant.statement());
    } catch (MalformedJson impossible) {
      throw new IllegalStateException(grant.statement(), impossible);
    }
    return Json.object(
        Json.member("type", grant.type().words()),
        new Json.Member("level", new Json.Num(Integer.toString(grant.level()), 1)),
        list("into", grant.into(), Json::text),
        new Json.Member("statement", statement));
  }

  private static Json deciding(Deciding deciding) {
    return Json.object(
        Json.member("type", deciding.type().words()),
        Json.member("policy", deciding.policy()),
        Json.member("statement", deciding.statement()),
        new Json.Member("line", new Json.Num(Integer.toString(deciding.line()), 1)));
  }

  private static Json considered(Considered considered) {
    return Json.object(
        Json.member("type", considered.type().words()),
        Json.member("policy", considered.name()),
        Json.member("verdict", considered.verdict().words()));
  }

  private static Json miss(Miss miss) {
    return Json.object(
        new Json.Member("statement", deciding(miss.statement())),
        list("failures", miss.failures(), ExplanationJson::failure));
  }

  private static Json failure(Failure failure) {
    return Json.object(
        Json.member("element", failure.element()),
        list("wanted", failure.wanted(), Json::text),
        list("actual", failure.actual(), Json::text),
        new Json.Member("known", new Json.Bool(failure.isKnown(), 1)));
  }

  private static <T> Json.Member list(String name, List<T> items, Function<T, Json> each) {
    return new Json.Member(name, new Json.Arr(items.stream().map(each).toList(), 1));
  }
}
