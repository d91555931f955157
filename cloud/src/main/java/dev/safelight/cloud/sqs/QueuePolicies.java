package dev.safelight.cloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.NamedPrincipals;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.sqs.Queues.QueueRow;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.PolicyType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;

/// Queue policies: checked when they are set, and handed to whoever decides. Thread-safe. See AWS:
/// "Basic examples of Amazon SQS policies", AddPermission.
final class QueuePolicies implements Resources {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// In bytes.
  private static final int LARGEST = 8_192;

  private static final Pattern IDENTITY =
      Pattern.compile("arn:aws:iam::\\d{12}:(?:user|role)/[!-~]+");
  private static final Pattern OTHER_PRINCIPAL =
      Pattern.compile(
          "\\*|\\d{12}|arn:aws:iam::\\d{12}:root|arn:aws:sts::\\d{12}:(?:assumed-role|federated-user)/[!-~]+");
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z]{1,64}");

  private final Compiled compiled;
  private final NamedPrincipals principals;

  QueuePolicies(Compiled compiled, Principals principals) {
    this.compiled = compiled;
    this.principals = new NamedPrincipals(principals);
  }

  @Override
  public Resource find(Access access, String account, Transaction transaction) {
    var queue = Queue.parse(access.resource());
    if (queue.isEmpty()) {
      return Resource.of(account);
    }
    var row = Queues.find(transaction, queue.get());
    return new Resource(
        queue.get().account(),
        row.flatMap(one -> applied(one, transaction)).map(List::of).orElse(List.of()),
        row.map(QueuePolicies::tags).orElse(Map.of()));
  }

  private Optional<Applied> applied(QueueRow row, Transaction transaction) {
    return Optional.ofNullable(row.attributes().set().get(Attributes.POLICY))
        .map(text ->
            compiled.applied(
                PolicyType.RESOURCE,
                "queue policy of " + row.queue().name(),
                row.queue().toString(),
                principals.current(text, row.principals(), transaction)));
  }

  private static Map<String, List<String>> tags(QueueRow row) {
    var keys = new HashMap<String, List<String>>();
    row.tags().forEach((key, value) -> keys.put("aws:ResourceTag/" + key, List.of(value)));
    return keys;
  }

  /// The policy as it counts now.
  String current(QueueRow row, Transaction transaction) {
    return principals.current(
        row.attributes().set().getOrDefault(Attributes.POLICY, ""), row.principals(), transaction);
  }

  /// The ids of the users and roles that a queue's policy names.
  ///
  /// @throws dev.safelight.cloud.call.Fault saying what is wrong with it
  Map<String, String> check(Attributes attributes, Transaction transaction) {
    var text = attributes.set().get(Attributes.POLICY);
    if (text == null) {
      return Map.of();
    }
    requireSound(text);
    var ids = new LinkedHashMap<String, String>();
    for (var principal : named(read(text))) {
      boolean known = OTHER_PRINCIPAL.matcher(principal).matches();
      if (IDENTITY.matcher(principal).matches()) {
        var id = principals.id(principal, transaction);
        id.ifPresent(found -> ids.put(principal, found));
        known = id.isPresent();
      }
      if (!known) {
        throw Faults.invalidAttribute(
            Attributes.POLICY, "There is no principal " + principal + ".");
      }
    }
    return ids;
  }

  /// The same for a policy that names nobody but accounts that it has not named before.
  ///
  /// @param ids those that its users and roles had when they were named
  Map<String, String> kept(Attributes attributes, Map<String, String> ids) {
    var text = attributes.set().get(Attributes.POLICY);
    if (text == null) {
      return Map.of();
    }
    requireSound(text);
    var kept = new LinkedHashMap<>(ids);
    kept.keySet().retainAll(named(read(text)));
    return kept;
  }

  private void requireSound(String text) {
    if (text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LARGEST) {
      throw Faults.invalidAttribute(
          Attributes.POLICY, "A policy must be no larger than " + LARGEST + " bytes.");
    }
    compiled
        .fault(PolicyType.RESOURCE, text)
        .ifPresent(wrong -> {
          throw Faults.invalidAttribute(Attributes.POLICY, wrong);
        });
  }

  private static List<String> named(JsonNode document) {
    var all = new ArrayList<String>();
    for (var statement : each(document.path("Statement"))) {
      for (var element : List.of("Principal", "NotPrincipal")) {
        each(statement.path(element).path("AWS")).forEach(name -> all.add(name.asText()));
      }
    }
    return all;
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

  /// A queue's policy with one more statement, written as AWS writes it.
  static String with(Attributes attributes, Queue queue, AddPermissionRequest request) {
    var label = request.label() == null ? "" : request.label();
    if (!LABEL.matcher(label).matches()) {
      throw Faults.invalid(
          label,
          "Label",
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.");
    }
    if (request.awsAccountIds().isEmpty()) {
      throw Faults.missing("AWSAccountIds");
    }
    if (request.actions().isEmpty()) {
      throw Faults.missing("Actions");
    }
    var document = document(attributes, queue);
    var statements = document.withArray("Statement");
    if (index(statements, label) >= 0) {
      throw Faults.invalid(label, "Label", "Already exists.");
    }
    var statement = statements.addObject().put("Sid", label).put("Effect", "Allow");
    var accounts = statement.putObject("Principal").putArray("AWS");
    for (var account : request.awsAccountIds()) {
      if (!account.matches("\\d{12}")) {
        throw Faults.invalid(account, "AWSAccountId", "Unable to verify.");
      }
      accounts.add("arn:aws:iam::" + account + ":root");
    }
    var actions = statement.putArray("Action");
    for (var action : request.actions()) {
      if (!ACTION.matcher(action).matches()) {
        throw Faults.invalid(action, "ActionName", "No such action.");
      }
      actions.add("SQS:" + action);
    }
    statement.put("Resource", queue.toString());
    return document.toString();
  }

  /// The same without the statement of a label; empty where it was the last.
  static String without(Attributes attributes, Queue queue, String label) {
    var document = document(attributes, queue);
    var statements = document.withArray("Statement");
    int index = index(statements, label);
    if (index < 0) {
      throw Faults.invalid(label, "Label", "can't find label on existing policy.");
    }
    statements.remove(index);
    return statements.isEmpty() ? "" : document.toString();
  }

  private static ObjectNode document(Attributes attributes, Queue queue) {
    var text = attributes.set().get(Attributes.POLICY);
    if (text != null && read(text) instanceof ObjectNode document) {
      if (!document.path("Statement").isArray()) {
        var only = document.path("Statement");
        document.putArray("Statement").add(only);
      }
      return document;
    }
    return JSON.createObjectNode()
        .put("Version", "2012-10-17")
        .put("Id", queue + "/SQSDefaultPolicy");
  }

  private static int index(ArrayNode statements, String label) {
    for (int i = 0; i < statements.size(); i++) {
      if (statements.path(i).path("Sid").asText("").equals(label)) {
        return i;
      }
    }
    return -1;
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("what was checked can be read", broken);
    }
  }
}
