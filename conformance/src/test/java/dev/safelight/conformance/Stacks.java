package dev.safelight.conformance;

import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/// What tests do with stacks.
final class Stacks {
  private Stacks() {}

  /// A log group, and what hangs on it.
  static String logGroup(String name, String... more) {
    return "Resources:\n  Log:\n    Type: AWS::Logs::LogGroup\n    Properties: { LogGroupName: %s }\n%s"
        .formatted(name, String.join("", more));
  }

  static String role(String name, String... attributes) {
    return """
      Role:
        Type: AWS::IAM::Role
    %s    Properties:
          RoleName: %s
          AssumeRolePolicyDocument:
            Version: "2012-10-17"
            Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
    """
        .formatted(String.join("", attributes), name)
        .indent(0);
  }

  /// As it is once nothing is being done with it.
  static Stack rested(CloudFormationClient client, String nameOrId) {
    return Await.until(
        "the end of what is done with " + nameOrId,
        () -> client.describeStacks(d -> d.stackName(nameOrId)).stacks().getFirst(),
        stack ->
            !stack.stackStatusAsString().endsWith("_IN_PROGRESS")
                || stack.stackStatusAsString().equals("REVIEW_IN_PROGRESS"));
  }

  static Stack create(CloudFormationClient client, CreateStackRequest request) {
    return rested(client, client.createStack(request).stackId());
  }

  static CreateStackRequest request(String name, String template) {
    return CreateStackRequest.builder()
        .stackName(name)
        .templateBody(template)
        .capabilities(Capability.CAPABILITY_NAMED_IAM)
        .build();
  }

  static void delete(CloudFormationClient client, String name) {
    var id = client.describeStacks(d -> d.stackName(name)).stacks().getFirst().stackId();
    client.deleteStack(d -> d.stackName(name));
    rested(client, id);
  }

  static List<StackEvent> events(CloudFormationClient client, String nameOrId) {
    return client.describeStackEventsPaginator(d -> d.stackName(nameOrId)).stackEvents().stream()
        .toList();
  }

  /// Why a resource of a stack failed.
  static String failure(CloudFormationClient client, String nameOrId, String logicalId) {
    return events(client, nameOrId).stream()
        .filter(event -> event.logicalResourceId().equals(logicalId))
        .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
        .map(StackEvent::resourceStatusReason)
        .findFirst()
        .orElseThrow();
  }
}
