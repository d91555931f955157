package dev.safelight.cli.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.safelight.cli.ask.OfTemplate;
import dev.safelight.cli.ask.WhoCanText;
import dev.safelight.cloud.planned.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Who gains or loses what between a stack as it is and as it will be, in plain words. Each pair of
/// plans is asked everything that a statement of either speaks of, by the engine that decides
/// calls: what another statement grants too is neither gained nor lost.
///
/// @param who a principal as `who-can` names it
/// @param verb `gains`, `loses`, `keeps`
/// @param what actions and resource
/// @param how the conditions, and for what is kept both ways
public record AccessChange(String who, String verb, String what, String how) {
  /// All changes, by principal.
  ///
  /// @param before empty for a new stack
  public static List<AccessChange> between(Optional<Plan> before, Plan after) {
    var plans = new ArrayList<>(List.of(after));
    before.ifPresent(plans::add);
    SequencedMap<List<String>, List<String>> found = new LinkedHashMap<>();
    for (var probe : Probes.of(plans)) {
      var was = before.map(plan -> may(plan, probe)).orElse(Map.of());
      var is = may(after, probe);
      var all = new LinkedHashSet<>(is.keySet());
      all.addAll(was.keySet());
      for (var who : all) {
        compare(Optional.ofNullable(was.get(who)), Optional.ofNullable(is.get(who)))
            .ifPresent(how ->
                found
                    .computeIfAbsent(
                        List.of(who, how.verb(), probe.resource(), how.text()),
                        _ -> new ArrayList<>())
                    .add(probe.action()));
      }
    }
    return found.entrySet().stream()
        .map(entry -> {
          var key = entry.getKey();
          var actions = new LinkedHashSet<>(entry.getValue());
          return new AccessChange(
              key.get(0),
              key.get(1),
              "%s on %s".formatted(String.join(", ", actions), key.get(2)),
              key.get(3));
        })
        .sorted(java.util.Comparator.comparing(AccessChange::who))
        .toList();
  }

  private record How(String verb, String text) {}

  private record Way(String when, String by) {}

  private static Optional<How> compare(Optional<Way> was, Optional<Way> is) {
    if (was.isEmpty()) {
      return is.map(now -> new How("gains", comma(now.when()) + ", by " + now.by()));
    }
    if (is.isEmpty()) {
      return was.map(then -> new How("loses", comma(then.when()) + ", by " + then.by()));
    }
    var then = was.get();
    var now = is.get();
    if (!then.when().equals(now.when())) {
      return Optional.of(
          new How(
              "keeps",
              ", now %s, before %s"
                  .formatted(
                      now.when().isEmpty() ? "always" : now.when(),
                      then.when().isEmpty() ? "always" : then.when())));
    }
    return then.by().equals(now.by())
        ? Optional.empty()
        : Optional.of(
            new How(
                "keeps",
                comma(now.when()) + ", now by %s, before by %s".formatted(now.by(), then.by())));
  }

  private static String comma(String when) {
    return when.isEmpty() ? "" : ", " + when;
  }

  private static Map<String, Way> may(Plan plan, Probes probe) {
    var found = new LinkedHashMap<String, Way>();
    var answer = OfTemplate.principals(plan, probe.askedAction(), probe.askedResource());
    for (var principal : answer.path("principals")) {
      // The root user may whatever its account may; that it may is no news.
      if (!principal.path("kind").asText().equals("root")) {
        found.put(
            WhoCanText.who(principal).replace(" (any session)", ""),
            new Way(when(principal), by(principal)));
      }
    }
    return found;
  }

  private static String when(JsonNode principal) {
    var words = new ArrayList<String>();
    var only = principal.path("only").asText();
    if (!only.isEmpty()) {
      words.add("only " + only);
    }
    if (principal.path("ifItsAccountAllows").asBoolean()) {
      words.add("if its own account allows it too");
    }
    var ways = new LinkedHashSet<String>();
    for (var way : principal.path("ways")) {
      var conditions = new ArrayList<String>();
      for (var statement : way.path("by")) {
        statement.path("conditions").forEach(one -> conditions.add(WhoCanText.condition(one)));
      }
      ways.add(String.join(" and ", conditions));
    }
    ways.remove("aws:SecureTransport Bool true"); // That is the "only".
    if (!ways.isEmpty() && !ways.contains("")) {
      words.add("if " + String.join(", or ", ways));
    }
    for (var unless : principal.path("unless")) {
      var conditions = new ArrayList<String>();
      unless.path("conditions").forEach(one -> conditions.add(WhoCanText.condition(one)));
      if (only.isEmpty() && !conditions.isEmpty()) {
        words.add("not if " + String.join(" and ", conditions));
      }
    }
    return String.join(", ", words);
  }

  private static String by(JsonNode principal) {
    var statements = new LinkedHashSet<String>();
    for (var way : principal.path("ways")) {
      for (var statement : way.path("by")) {
        statements.add(
            "%s of %s"
                .formatted(
                    statement.path("statement").asText(), statement.path("policy").asText()));
      }
    }
    return String.join(", ", statements);
  }
}
