package dev.safelight.cloud.safelight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.call.Access;
import dev.safelight.policy.Attached;
import dev.safelight.policy.Deciding;
import dev.safelight.policy.Decision;
import dev.safelight.policy.condition.Condition;
import dev.safelight.policy.document.Statement;
import dev.safelight.policy.match.Key;
import java.util.HashSet;
import java.util.List;

/// Everybody who may perform an action on a resource: always, or in calls that meet conditions.
/// Nobody is told who the engine would deny in every call.
public final class WhoCan {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_WAYS = 10;
  private static final Key TRANSPORT = Key.of("aws:SecureTransport");

  private WhoCan() {}

  /// The answer of `FindPrincipals`.
  ///
  /// @param action one action
  /// @param resource one ARN
  /// @throws dev.safelight.cloud.call.Fault where they are neither
  public static JsonNode json(World world, String account, String action, String resource) {
    var asked = new SafelightOperation.FindPrincipals(account, action, resource);
    var candidates = new Candidates(world, account, Access.to(asked.action(), asked.resource()));
    var root = JSON.createObjectNode().put("action", action).put("resource", resource);
    var principals = root.putArray("principals");
    for (var candidate : candidates.all()) {
      var worlds = candidate.worlds();
      switch (worlds.worst()) {
        case Decision.Allowed(var by) -> {
          var entry = head(candidate, "always", principals);
          entry.put("only", "");
          way(candidate, by, entry.putArray("ways"));
          entry.putArray("unless");
        }
        case Decision.Denied _ -> sometimes(candidate, worlds, principals);
      }
    }
    var nobody = root.putArray("namesNobody");
    candidates.nobody().forEach(nobody::add);
    return root.put("looked", candidates.all().size());
  }

  private static ObjectNode head(Candidate candidate, String when, ArrayNode into) {
    return into.addObject()
        .put("kind", candidate.kind())
        .put("principal", candidate.principal())
        .put("allowed", when)
        .put("ifItsAccountAllows", candidate.isStranger());
  }

  private static void sometimes(Candidate candidate, Worlds worlds, ArrayNode into) {
    if (!(worlds.best((_, _) -> false) instanceof Decision.Allowed(var first))) {
      return;
    }
    var only = only(candidate);
    if (only.equals("never")) {
      return;
    }
    var entry = head(candidate, "conditionally", into).put("only", only);
    var ways = entry.putArray("ways");
    var used = new HashSet<Deciding>();
    for (var by = first; ways.size() < MOST_WAYS; ) {
      way(candidate, by, ways);
      boolean more =
          by.stream().filter(it -> depends(candidate, it)).map(used::add).toList().contains(true);
      if (!more
          || !(worlds.best((attached, statement) -> used.contains(Deciding.of(attached, statement)))
              instanceof Decision.Allowed(var next))) {
        break;
      }
      by = next;
    }
    var unless = entry.putArray("unless");
    for (var attached : candidate.query().policies()) {
      for (var statement : attached.policy().statements()) {
        if (worlds.mayDeny(attached, statement)) {
          statement(candidate, Deciding.of(attached, statement), unless);
        }
      }
    }
  }

  /// How a call must be sent: the one condition with so few values that all can be tried. An Allow
  /// and a Deny that exclude each other are then nobody's permission.
  private static String only(Candidate candidate) {
    if (!candidate.worlds().open().isOpen(TRANSPORT)) {
      return "";
    }
    boolean secure = mayBeAllowed(candidate.over(true));
    boolean clear = mayBeAllowed(candidate.over(false));
    if (secure && clear) {
      return "";
    }
    return secure ? "over TLS" : clear ? "in the clear" : "never";
  }

  private static boolean mayBeAllowed(Candidate candidate) {
    return candidate.worlds().best((_, _) -> false).allows();
  }

  /// One way to be allowed: the statements that together allow it.
  private static void way(Candidate candidate, List<Deciding> by, ArrayNode into) {
    var list = into.addObject().putArray("by");
    by.forEach(deciding -> statement(candidate, deciding, list));
  }

  private static boolean depends(Candidate candidate, Deciding deciding) {
    return find(candidate, deciding).stream().anyMatch(candidate.worlds().open()::isOpen);
  }

  private static void statement(Candidate candidate, Deciding deciding, ArrayNode into) {
    var entry = into.addObject();
    Quoted.write(deciding, candidate.policies(), entry);
    var conditions = entry.putArray("conditions");
    var open = candidate.worlds().open();
    for (var statement : find(candidate, deciding)) {
      statement.conditions().stream()
          .filter(open::isOpen)
          .forEach(condition -> condition(condition, conditions));
    }
  }

  private static void condition(Condition condition, ArrayNode into) {
    var values =
        into.addObject()
            .put("operator", condition.spelling())
            .put("key", condition.key().toString())
            .putArray("values");
    condition.values().forEach(values::add);
  }

  private static List<Statement> find(Candidate candidate, Deciding deciding) {
    return candidate.query().policies().stream()
        .flatMap(attached -> statements(attached, deciding).stream())
        .limit(1)
        .toList();
  }

  private static List<Statement> statements(Attached attached, Deciding deciding) {
    return attached.policy().statements().stream()
        .filter(it -> Deciding.of(attached, it).equals(deciding))
        .toList();
  }
}
