package dev.safelight.policy.catalogue;

import dev.safelight.policy.document.Effect;
import dev.safelight.policy.document.Kind;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Principal;
import dev.safelight.policy.document.Principals;
import dev.safelight.policy.document.Statement;
import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonReader;
import dev.safelight.policy.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a policy says that AWS accepts and that does not do what it seems to: names that do not
/// exist, conditions that cannot hold, actions that never meet their resources.
///
/// What the catalogue does not know is never warned of: services that it does not cover, identity
/// providers' keys. Stateless, safe from any thread.
public final class Warnings {
  private final Catalogue catalogue;
  private final Policy policy;
  private final Optional<Json> document;
  private final List<Warning> found = new ArrayList<>();

  private Warnings(Policy policy, Optional<Json> document) {
    this.catalogue = Catalogue.snapshot();
    this.policy = policy;
    this.document = document;
  }

  /// The warnings in the document's order; each has the line on which its statement begins.
  public static List<Warning> of(Policy policy) {
    return new Warnings(policy, Optional.empty()).all();
  }

  /// As [#of], each with its own line.
  public static List<Warning> of(String json, Kind kind) throws MalformedPolicy {
    var policy = Policy.parse(json, kind);
    try {
      return new Warnings(policy, Optional.of(JsonReader.read(json))).all();
    } catch (MalformedJson impossible) {
      throw new IllegalStateException("it was read a moment ago", impossible);
    }
  }

  private List<Warning> all() {
    policy.statements().forEach(this::check);
    return List.copyOf(found);
  }

  private void check(Statement statement) {
    var places = Places.of(statement, document);
    var scope = Scope.of(catalogue, statement.actions());
    var names = new KeyNames(catalogue);
    checkPrincipal(statement, places);
    new ActionChecks(catalogue, found::add).check(statement, places);
    new ResourceChecks(policy.version().equals(Policy.VERSION), found::add)
        .check(statement, scope, places);
    new ConditionChecks(names, found::add).check(statement, scope, places);
    new VariableChecks(names, found::add).check(policy, statement, scope, places);
  }

  private void checkPrincipal(Statement statement, Places places) {
    var everyone =
        statement.principals() instanceof Principals.Named(var principals)
            && principals.contains(new Principal.Everyone());
    // The one that AWS itself attaches everywhere grants nothing by itself.
    var own = Policy.RCP_FULL_AWS_ACCESS.statements().getFirst().sid().equals(statement.sid());
    if (everyone
        && !own
        && statement.effect() == Effect.ALLOW
        && statement.conditions().isEmpty()) {
      found.add(new Warning.OpenToEveryone(places.of("Principal"), "*"));
    }
  }
}
