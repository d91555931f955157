package dev.safelight.cloud.cloudformation.resource;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;

/// `AWS::IAM::Group`.
final class Group implements ResourceType {
  private static final int LONGEST_NAME = 128;

  @Override
  public String name() {
    return "AWS::IAM::Group";
  }

  @Override
  public Set<String> actsOn() {
    return Paths.of(Held.PROPERTIES, "GroupName", "Path");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var name = properties.text("GroupName").orElseGet(() -> wanted.generatedName(LONGEST_NAME));
    var request = CreateGroupRequest.builder().groupName(name);
    properties.text("Path").ifPresent(request::path);
    calls.begins(name);
    calls.once(request.build());
    Held.by(properties).hang(holder(name), calls);
    return made(name, calls);
  }

  private static Made made(String name, Calls calls) {
    var answer = (GetGroupResponse) calls.call(GetGroupRequest.builder().groupName(name).build());
    return Made.of(name, Map.of("Arn", answer.group().arn()));
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var before = new Properties(standing.properties());
    var after = new Properties(wanted.properties());
    var name = standing.physicalId();
    if (!before.agrees(after, "Path")) {
      calls.call(
          UpdateGroupRequest.builder()
              .groupName(name)
              .newPath(after.text("Path").orElse("/"))
              .build());
    }
    Held.by(after).hang(holder(name), Held.by(before), calls);
    return made(name, calls);
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    var name = standing.physicalId();
    Held.by(new Properties(standing.properties())).remove(holder(name), calls);
    Gone.isFine(calls, DeleteGroupRequest.builder().groupName(name).build());
  }

  private static Holder holder(String name) {
    return new Holder(Holder.Kind.GROUP, name);
  }
}
