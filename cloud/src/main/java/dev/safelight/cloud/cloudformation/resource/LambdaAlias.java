package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;

/// `AWS::Lambda::Alias`, of one version: calls are not divided among several here.
final class LambdaAlias implements ResourceType {
  private static final String ARN = "AliasArn";

  @Override
  public String name() {
    return "AWS::Lambda::Alias";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of("FunctionName", "FunctionVersion", "Name", "Description");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var request =
        CreateAliasRequest.builder()
            .functionName(properties.required("FunctionName"))
            .name(properties.required("Name"))
            .functionVersion(properties.required("FunctionVersion"));
    properties.text("Description").ifPresent(request::description);
    var arn = calls.once(request.build(), List.of(ARN)).getOrDefault(ARN, "");
    calls.begins(arn);
    return Made.of(arn, Map.of("AliasArn", arn));
  }

  /// All of it, so that what the template no longer says is as for a new alias.
  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var after = new Properties(wanted.properties());
    calls.call(
        UpdateAliasRequest.builder()
            .functionName(after.required("FunctionName"))
            .name(after.required("Name"))
            .functionVersion(after.required("FunctionVersion"))
            .description(after.text("Description").orElse(""))
            .build());
    return Made.of(standing.physicalId(), standing.attributes());
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    var properties = new Properties(standing.properties());
    Gone.isFine(
        calls,
        DeleteAliasRequest.builder()
            .functionName(properties.required("FunctionName"))
            .name(properties.required("Name"))
            .build());
  }
}
