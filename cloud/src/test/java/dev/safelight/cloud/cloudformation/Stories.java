package dev.safelight.cloud.cloudformation;

import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/// Templates of things, and what is done with them.
final class Stories {
  private Stories() {}

  /// One resource: `thing("A", "DelaySeconds: 1", "DependsOn: B")`.
  static String thing(String id, String properties, String... attributes) {
    var text = new StringBuilder("  " + id + ":\n    Type: AWS::SQS::Queue\n");
    for (var attribute : attributes) {
      text.append("    ").append(attribute).append('\n');
    }
    return text.append("    Properties: { ").append(properties).append(" }\n").toString();
  }

  static String template(String... things) {
    return "Resources:\n" + String.join("", things);
  }

  static CreateStackRequest create(String template) {
    return CreateStackRequest.builder().stackName("s").templateBody(template).build();
  }

  static UpdateStackRequest update(String template) {
    return UpdateStackRequest.builder().stackName("s").templateBody(template).build();
  }

  static DeleteStackRequest delete() {
    return DeleteStackRequest.builder().stackName("s").build();
  }
}
