package dev.safelight.cloud.planned;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.template.document.Node;

/// A function's permission as the statement that Lambda will write. AWS: "Viewing resource-based
/// IAM policies in Lambda".
final class Permission {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Permission() {}

  static String document(String sid, String function, Node.Fields properties, Names names) {
    var root = JSON.createObjectNode().put("Version", "2012-10-17");
    var statement = root.putArray("Statement").addObject();
    statement.put("Sid", sid).put("Effect", "Allow");
    principal(statement, Values.text(properties, "Principal"));
    statement
        .put("Action", Values.text(properties, "Action"))
        .put("Resource", names.functionArn(function));
    var conditions = JSON.createObjectNode();
    when(conditions, "StringEquals", "AWS:SourceAccount", properties, "SourceAccount");
    when(conditions, "ArnLike", "AWS:SourceArn", properties, "SourceArn");
    when(conditions, "StringEquals", "lambda:EventSourceToken", properties, "EventSourceToken");
    when(
        conditions,
        "StringEquals",
        "lambda:FunctionUrlAuthType",
        properties,
        "FunctionUrlAuthType");
    when(conditions, "StringEquals", "aws:PrincipalOrgID", properties, "PrincipalOrgID");
    if (!conditions.isEmpty()) {
      statement.set("Condition", conditions);
    }
    return root.toString();
  }

  private static void principal(ObjectNode statement, String principal) {
    if (principal.equals("*")) {
      statement.put("Principal", "*");
    } else if (principal.contains(".")) {
      statement.putObject("Principal").put("Service", principal);
    } else {
      statement.putObject("Principal").put("AWS", principal);
    }
  }

  private static void when(
      ObjectNode conditions, String operator, String key, Node.Fields properties, String name) {
    var value = Values.text(properties, name);
    if (!value.isEmpty()) {
      conditions.withObjectProperty(operator).put(key, value);
    }
  }
}
