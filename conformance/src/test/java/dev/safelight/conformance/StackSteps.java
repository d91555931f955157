package dev.safelight.conformance;

import java.util.function.Function;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationResponse;

/// CloudFormation's operations, each of which returns once what it began has ended.
record StackSteps(Steps steps) {
  private static final String FIRST =
      Stacks.logGroup("/sisters/first")
          + "Outputs:\n  Name: { Value: !Ref Log, Export: { Name: sisters } }\n";
  private static final String SECOND =
      "Resources:\n  Log:\n    Type: AWS::Logs::LogGroup\n    Properties: { LogGroupName: !Sub [\"${it}/second\", {it: !ImportValue sisters}] }\n";

  void add() {
    add("ValidateTemplate", c -> c.validateTemplate(v -> v.templateBody(FIRST)));
    add(
        "CreateChangeSet",
        c ->
            c.createChangeSet(s ->
                s.stackName("sisters-1")
                    .changeSetName("first")
                    .changeSetType("CREATE")
                    .templateBody(FIRST)));
    add(
        "DescribeChangeSet",
        c -> c.describeChangeSet(d -> d.stackName("sisters-1").changeSetName("first")));
    add("ListChangeSets", c -> c.listChangeSets(l -> l.stackName("sisters-1")));
    add(
        "ExecuteChangeSet",
        c ->
            resting(
                c,
                "sisters-1",
                c.executeChangeSet(e -> e.stackName("sisters-1").changeSetName("first"))));
    add(
        "CreateStack",
        c ->
            resting(
                c, "sisters-2", c.createStack(s -> s.stackName("sisters-2").templateBody(SECOND))));
    add(
        "UpdateStack",
        c ->
            resting(
                c,
                "sisters-1",
                c.updateStack(u ->
                    u.stackName("sisters-1")
                        .usePreviousTemplate(true)
                        .tags(t -> t.key("k").value("v")))));
    reads();
    add(
        "UpdateTerminationProtection",
        c ->
            c.updateTerminationProtection(
                u -> u.stackName("sisters-2").enableTerminationProtection(false)));
    add(
        "DeleteChangeSet",
        c -> c.deleteChangeSet(d -> d.stackName("sisters-1").changeSetName("first")));
    add(
        "DeleteStack",
        c -> {
          var answer = c.deleteStack(d -> d.stackName("sisters-2"));
          Await.until(
              "the end of sisters-2",
              () -> c.listStacks().stackSummaries(),
              list ->
                  list.stream()
                      .anyMatch(stack ->
                          stack.stackName().equals("sisters-2")
                              && stack.stackStatusAsString().equals("DELETE_COMPLETE")));
          return answer;
        });
  }

  private void reads() {
    add("DescribeStacks", c -> c.describeStacks(d -> d.stackName("sisters-1")));
    add("ListStacks", c -> c.listStacks());
    add("DescribeStackEvents", c -> c.describeStackEvents(d -> d.stackName("sisters-1")));
    add("DescribeStackResources", c -> c.describeStackResources(d -> d.stackName("sisters-1")));
    add(
        "DescribeStackResource",
        c -> c.describeStackResource(d -> d.stackName("sisters-1").logicalResourceId("Log")));
    add("ListStackResources", c -> c.listStackResources(l -> l.stackName("sisters-1")));
    add("GetTemplate", c -> c.getTemplate(g -> g.stackName("sisters-1")));
    add("GetTemplateSummary", c -> c.getTemplateSummary(g -> g.stackName("sisters-1")));
    add("ListExports", c -> c.listExports(l -> {}));
    add("ListImports", c -> c.listImports(l -> l.exportName("sisters")));
  }

  private static CloudFormationResponse resting(
      CloudFormationClient client, String stack, CloudFormationResponse answer) {
    Stacks.rested(client, stack);
    return answer;
  }

  private void add(String operation, Function<CloudFormationClient, CloudFormationResponse> call) {
    steps.add("cloudformation:" + operation, by -> call.apply(by.cloudFormation()));
  }
}
