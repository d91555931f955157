package dev.safelight.cloud.cloudformation.resource;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;

/// `AWS::Lambda::Permission`: a statement of a function's policy, whose id is made up as AWS makes
/// it up. Any change makes a new one.
final class Permission implements ResourceType {
  private static final int LONGEST_ID = 100;

  @Override
  public String name() {
    return "AWS::Lambda::Permission";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of("FunctionName", "Action", "Principal", "SourceAccount", "SourceArn");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var id = wanted.generatedName(LONGEST_ID);
    var request =
        AddPermissionRequest.builder()
            .statementId(id)
            .functionName(properties.required("FunctionName"))
            .action(properties.required("Action"))
            .principal(properties.required("Principal"));
    properties.text("SourceAccount").ifPresent(request::sourceAccount);
    properties.text("SourceArn").ifPresent(request::sourceArn);
    calls.begins(id);
    calls.once(request.build());
    return Made.of(id, Map.of("Id", id));
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    return Made.of(standing.physicalId(), standing.attributes());
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    Gone.isFine(
        calls,
        RemovePermissionRequest.builder()
            .functionName(new Properties(standing.properties()).required("FunctionName"))
            .statementId(standing.physicalId())
            .build());
  }
}
