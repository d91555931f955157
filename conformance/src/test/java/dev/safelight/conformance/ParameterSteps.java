package dev.safelight.conformance;

import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;

/// Parameter Store's operations.
final class ParameterSteps {
  private static final String NAME = "/sister/one";

  private final Steps steps;

  ParameterSteps(Steps steps) {
    this.steps = steps;
  }

  void add() {
    steps.add(
        "ssm:PutParameter",
        by -> {
          by.ssm().putParameter(p -> p.name("other").value("x").type(ParameterType.STRING));
          return by.ssm().putParameter(p -> p.name(NAME).value("x").type(ParameterType.STRING));
        });
    steps.add("ssm:GetParameter", by -> by.ssm().getParameter(p -> p.name(NAME)));
    steps.add("ssm:GetParameters", by -> by.ssm().getParameters(p -> p.names(NAME, "other")));
    steps.add(
        "ssm:GetParametersByPath", by -> by.ssm().getParametersByPath(p -> p.path("/sister")));
    steps.add("ssm:GetParameterHistory", by -> by.ssm().getParameterHistory(p -> p.name(NAME)));
    steps.add("ssm:DescribeParameters", by -> by.ssm().describeParameters());
    steps.add(
        "ssm:AddTagsToResource",
        by ->
            by.ssm()
                .addTagsToResource(t ->
                    t.resourceType(ResourceTypeForTagging.PARAMETER)
                        .resourceId(NAME)
                        .tags(tag -> tag.key("a").value("b"))));
    steps.add(
        "ssm:ListTagsForResource",
        by ->
            by.ssm()
                .listTagsForResource(
                    t -> t.resourceType(ResourceTypeForTagging.PARAMETER).resourceId(NAME)));
    steps.add(
        "ssm:RemoveTagsFromResource",
        by ->
            by.ssm()
                .removeTagsFromResource(t ->
                    t.resourceType(ResourceTypeForTagging.PARAMETER)
                        .resourceId(NAME)
                        .tagKeys("a")));
    steps.add("ssm:DeleteParameter", by -> by.ssm().deleteParameter(p -> p.name(NAME)));
    steps.add("ssm:DeleteParameters", by -> by.ssm().deleteParameters(p -> p.names("other")));
  }
}
