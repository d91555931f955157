package dev.safelight.cloud.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.safelight.cloud.call.Fault;
import java.util.ArrayList;
import java.util.List;

/// What S3 itself looks at in a bucket policy: whom it names, and what. The engine reads it for
/// good.
record PolicyDocument(List<JsonNode> statements) {
  PolicyDocument {
    statements = List.copyOf(statements);
  }

  /// @throws Fault `MalformedPolicy`
  static PolicyDocument parse(String text) {
    JsonNode root;
    try {
      root = Json.MAPPER.readTree(text);
    } catch (JsonProcessingException _) {
      throw Faults.malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
    }
    if (!root.isObject()) {
      throw Faults.malformedPolicy("Policies must be valid JSON and the first byte must be '{'");
    }
    return new PolicyDocument(each(root.path("Statement")));
  }

  /// A value that may stand alone or in a list.
  static List<JsonNode> each(JsonNode value) {
    var list = new ArrayList<JsonNode>();
    if (value.isArray()) {
      value.forEach(list::add);
    } else if (!value.isMissingNode()) {
      list.add(value);
    }
    return list;
  }

  static List<String> texts(JsonNode value) {
    return each(value).stream().map(JsonNode::asText).toList();
  }

  /// The users and roles that it names by ARN, to allow or to spare.
  List<String> principals() {
    return statements.stream()
        .flatMap(statement ->
            List.of(statement.path("Principal"), statement.path("NotPrincipal")).stream())
        .flatMap(principal -> texts(principal.path("AWS")).stream())
        .toList();
  }

  /// @throws Fault `MalformedPolicy` where it speaks of other things than this bucket
  void requireAbout(String bucket) {
    var arn = Arns.bucket(bucket);
    for (var statement : statements) {
      for (var element : List.of("Resource", "NotResource")) {
        for (var resource : texts(statement.path(element))) {
          // Further wildcards are fine as long as the name before them is this bucket's.
          var rest = resource.startsWith(arn) ? resource.substring(arn.length()) : "!";
          if (!rest.isEmpty() && !rest.startsWith("/") && !rest.startsWith("*")) {
            throw Faults.malformedPolicy("Policy has invalid resource");
          }
        }
      }
    }
  }
}
