package dev.safelight.cloud.cloudformation.resource;

import java.util.Map;
import java.util.Set;

/// `AWS::CloudFormation::WaitConditionHandle`: an address to signal to, which nobody waits for here
/// as there are no wait conditions. Templates use it for a resource that costs nothing.
final class WaitConditionHandle implements ResourceType {
  @Override
  public String name() {
    return "AWS::CloudFormation::WaitConditionHandle";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of();
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var url =
        "https://cloudformation-waitcondition-%s.s3.%s.amazonaws.com/%s/%s"
            .formatted(
                wanted.region(),
                wanted.region(),
                wanted.stackId().replace(":", "%3A"),
                wanted.logicalId());
    calls.begins(url);
    return Made.of(url, Map.of("Id", url));
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    return Made.of(standing.physicalId(), standing.attributes());
  }

  @Override
  public void delete(Standing standing, Calls calls) {}
}
