package dev.safelight.cloud.authorise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.authorise.Principals.Principal;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whom a policy on a resource meant. A user or role that is deleted and made again has its old
/// name and a new id: it must not come into what the old one was granted. So a policy keeps the ids
/// that its principals had, and one that is not the same any more stands in it by that id, which
/// nobody has. See AWS: "AWS JSON policy elements: Principal", IAM role principals. Thread-safe.
public final class NamedPrincipals {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Principals principals;

  public NamedPrincipals(Principals principals) {
    this.principals = principals;
  }

  /// The id that a user or role has now; empty where there is none.
  public Optional<String> id(String arn, Transaction transaction) {
    return principals.find(arn, transaction).map(Principal::id);
  }

  /// The policy as it counts now.
  ///
  /// @param ids by ARN, as they were when it was put
  public String current(String policy, Map<String, String> ids, Transaction transaction) {
    boolean same =
        ids.entrySet().stream()
            .allMatch(one -> id(one.getKey(), transaction).equals(Optional.of(one.getValue())));
    if (same) {
      return policy;
    }
    try {
      var root = JSON.readTree(policy);
      for (var statement : each(root.path("Statement"))) {
        for (var element : List.of("Principal", "NotPrincipal")) {
          if (statement.path(element) instanceof ObjectNode named && named.has("AWS")) {
            named.set("AWS", replaced(named.path("AWS"), ids, transaction));
          }
        }
      }
      return root.toString();
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("what was checked when put can be read", broken);
    }
  }

  private ArrayNode replaced(JsonNode names, Map<String, String> ids, Transaction transaction) {
    var list = JSON.createArrayNode();
    for (var name : each(names)) {
      var arn = name.asText();
      var then = Optional.ofNullable(ids.get(arn));
      boolean gone = then.isPresent() && !then.equals(id(arn, transaction));
      list.add(gone ? then.orElseThrow() : arn);
    }
    return list;
  }

  /// A value that may stand alone or in a list.
  private static List<JsonNode> each(JsonNode value) {
    var list = new ArrayList<JsonNode>();
    if (value.isArray()) {
      value.forEach(list::add);
    } else if (!value.isMissingNode()) {
      list.add(value);
    }
    return list;
  }
}
