package dev.safelight.policy.slow;

import dev.safelight.policy.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A second opinion: decides a neutral case by walking its JSON the way AWS's pages tell it, with
/// no part of the engine. Slow, and meant to be obvious.
final class SlowEvaluator {
  private enum Named {
    NOT,
    PERHAPS,
    BY_ACCOUNT,
    BY_ROLE_OR_USER_BEHIND,
    IN_PERSON
  }

  private final Map<String, Json> theCase;
  private final Map<String, Json> request;
  private final Map<String, List<String>> keys = new LinkedHashMap<>();
  private final String caller;
  private final String account;
  private final String behind;
  private Named closest = Named.NOT;

  private SlowEvaluator(Json json) {
    theCase = members(json);
    request = members(theCase.get("request"));
    members(request.get("context"))
        .forEach((key, value) -> keys.put(key.toLowerCase(Locale.ROOT), texts(value)));
    keys.values().removeIf(List::isEmpty);
    caller = request.get("principal") instanceof Json.Text(var text, _) ? text : "";
    account = caller.startsWith("arn:") ? caller.split(":")[4] : "";
    var parts = caller.split("[:/]");
    behind =
        switch (caller.contains(":sts:") ? parts[5] : "") {
          case "assumed-role" -> "arn:aws:iam::" + account + ":role/" + parts[6];
          case "federated-user" -> first("aws:principalarn");
          default -> caller.contains(":role/") ? caller : "";
        };
    if (!account.isEmpty()) {
      keys.putIfAbsent(
          "aws:principalarn", List.of(caller.contains(":assumed-role/") ? behind : caller));
    }
  }

  static String decide(Json json) {
    return new SlowEvaluator(json).decide();
  }

  private String decide() {
    var identity = list("identityPolicies");
    var session = one("sessionPolicy");
    var boundary = list("permissionBoundaries");
    var resource = one("resourcePolicy");
    var scps = levels("scps");
    var rcps = levels("rcps");
    var endpoint = list("vpcEndpointPolicies");
    var root = caller.endsWith(":root");
    if (account.isEmpty() || root) {
      identity = session = boundary = List.of();
    }
    if (account.isEmpty()) {
      scps = List.of();
    }
    var everything = new ArrayList<>(List.of(identity, session, boundary, resource, endpoint));
    everything.addAll(scps);
    everything.addAll(rcps);
    for (var policies : everything) {
      if (!says(policies, "Deny").equals(Optional.of(false))) {
        return "ExplicitlyDenied";
      }
    }
    var limits = new ArrayList<>(scps);
    limits.add(endpoint);
    for (var limit : limits) {
      var isLevel = scps.contains(limit);
      if ((isLevel || !limit.isEmpty()) && !allows(limit)) {
        return "ImplicitlyDenied";
      }
    }
    closest = Named.NOT;
    boolean theirs = allows(resource);
    var naming = closest;
    boolean limited =
        (!boundary.isEmpty() && boundary.stream().anyMatch(it -> !allows(List.of(it))))
            || ((!session.isEmpty() || caller.contains(":federated-user/")) && !allows(session));
    boolean ours = allows(identity) && !limited;
    boolean atHome = account.equals(text(request.get("resourceAccount")));
    boolean allowed;
    if (account.isEmpty() || (root && !atHome)) {
      allowed = theirs;
    } else if (root) {
      allowed = true;
    } else if (!atHome) {
      allowed = theirs && ours;
    } else {
      allowed =
          ours
              || (theirs && naming == Named.IN_PERSON)
              || (theirs && naming == Named.BY_ROLE_OR_USER_BEHIND && !limited);
    }
    return allowed ? "Allowed" : "ImplicitlyDenied";
  }

  private boolean allows(List<Json> policies) {
    return says(policies, "Allow").equals(Optional.of(true));
  }

  private Optional<Boolean> says(List<Json> policies, String effect) {
    var answers = new ArrayList<Optional<Boolean>>();
    for (var policy : policies) {
      var members = members(policy);
      var variables =
          members.get("Version") instanceof Json.Text(var version, _)
              && version.equals("2012-10-17");
      var several = new HashSet<String>();
      texts(request.get("multivalued")).forEach(it -> several.add(it.toLowerCase(Locale.ROOT)));
      var conditions = new SlowConditions(keys, several, variables);
      for (var json : items(members.get("Statement"))) {
        var statement = members(json);
        if (text(statement.get("Effect")).equals(effect)) {
          answers.add(applies(statement, conditions));
        }
      }
    }
    // An Allow has to hold for certain, and how closely it names the caller counts then.
    return SlowConditions.or(answers);
  }

  private Optional<Boolean> applies(Map<String, Json> statement, SlowConditions conditions) {
    var named = named(statement);
    var answers = new ArrayList<Optional<Boolean>>();
    answers.add(Optional.of(action(statement)));
    answers.add(resource(statement, conditions));
    answers.add(named == Named.PERHAPS ? Optional.empty() : Optional.of(named != Named.NOT));
    members(statement.get("Condition"))
        .forEach((operator, block) ->
            members(block)
                .forEach(
                    (key, values) -> answers.add(conditions.holds(operator, key, texts(values)))));
    var all = SlowConditions.or(answers.stream().map(it -> it.map(yes -> !yes)).toList());
    if (all.equals(Optional.of(false)) && named.compareTo(closest) > 0) {
      closest = named;
    }
    return all.map(it -> !it);
  }

  private boolean action(Map<String, Json> statement) {
    var not = statement.containsKey("NotAction");
    var asked = text(request.get("action")).toLowerCase(Locale.ROOT);
    var any =
        texts(statement.get(not ? "NotAction" : "Action")).stream()
            .map(it -> it.toLowerCase(Locale.ROOT).replace("*", ".*").replace("?", "."))
            .anyMatch(asked::matches);
    return any != not;
  }

  private Optional<Boolean> resource(Map<String, Json> statement, SlowConditions conditions) {
    var not = statement.containsKey("NotResource");
    var patterns = texts(statement.get(not ? "NotResource" : "Resource"));
    var asked = text(request.get("resource"));
    var any = patterns.stream().anyMatch(it -> conditions.arn(it, asked, false).orElse(false));
    if (!not) {
      return Optional.of(any);
    }
    var known = patterns.stream().allMatch(conditions::resolves);
    return any ? Optional.of(false) : known ? Optional.of(true) : Optional.empty();
  }

  private Named named(Map<String, Json> statement) {
    if (statement.containsKey("NotPrincipal")) {
      var list = statement.get("NotPrincipal");
      var forms = forms(list);
      boolean session = caller.contains(":assumed-role/");
      boolean spared =
          forms.contains(Named.IN_PERSON)
              && (!session || everyone(list) || forms.contains(Named.BY_ROLE_OR_USER_BEHIND));
      spared |= caller.contains(":role/") && forms.contains(Named.BY_ROLE_OR_USER_BEHIND);
      return spared && list("permissionBoundaries").isEmpty() ? Named.NOT : Named.IN_PERSON;
    }
    if (!statement.containsKey("Principal")) {
      return Named.IN_PERSON;
    }
    return forms(statement.get("Principal")).stream().max(Enum::compareTo).orElse(Named.NOT);
  }

  private static boolean everyone(Json principals) {
    return principals instanceof Json.Text || texts(members(principals).get("AWS")).contains("*");
  }

  private List<Named> forms(Json principals) {
    if (principals instanceof Json.Text) {
      return List.of(Named.IN_PERSON);
    }
    var forms = new ArrayList<Named>();
    members(principals)
        .forEach((type, list) -> texts(list).forEach(it -> forms.add(form(type, it))));
    return forms;
  }

  private Named form(String type, String principal) {
    if (!type.equals("AWS")) {
      return principal.equals(caller) ? Named.IN_PERSON : Named.NOT;
    }
    if (principal.equals("*")) {
      return Named.IN_PERSON;
    }
    if (principal.equals(account) || principal.equals("arn:aws:iam::" + account + ":root")) {
      return caller.endsWith(":root") ? Named.IN_PERSON : Named.BY_ACCOUNT;
    }
    if (!behind.isEmpty() && principal.equals(behind)) {
      return Named.BY_ROLE_OR_USER_BEHIND;
    }
    return principal.equals(caller) ? Named.IN_PERSON : Named.NOT;
  }

  private String first(String key) {
    return keys.getOrDefault(key, List.of("")).getFirst();
  }

  private List<Json> list(String name) {
    return items(theCase.get(name));
  }

  private List<Json> one(String name) {
    return theCase.get(name) instanceof Json.Obj object ? List.of(object) : List.of();
  }

  private List<List<Json>> levels(String name) {
    return list(name).stream().map(SlowEvaluator::items).toList();
  }

  private static List<Json> items(Json json) {
    return json instanceof Json.Arr(var items, _)
        ? items
        : json == null ? List.of() : List.of(json);
  }

  private static List<String> texts(Json json) {
    return items(json).stream().map(SlowEvaluator::text).toList();
  }

  private static String text(Json json) {
    return json instanceof Json.Text(var text, _) ? text : "";
  }

  private static Map<String, Json> members(Json json) {
    var members = new LinkedHashMap<String, Json>();
    if (json instanceof Json.Obj(var list, _)) {
      list.forEach(it -> members.put(it.name(), it.value()));
    }
    return members;
  }
}
