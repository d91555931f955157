package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;

/// `AWS::IAM::User`. There are no passwords here, so `LoginProfile` is not acted on.
final class User implements ResourceType {
  private static final int LONGEST_NAME = 64;

  @Override
  public String name() {
    return "AWS::IAM::User";
  }

  @Override
  public Set<String> actsOn() {
    return Paths.of(Held.PROPERTIES, "UserName", "Path", "PermissionsBoundary", "Groups", "Tags");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var name = properties.text("UserName").orElseGet(() -> wanted.generatedName(LONGEST_NAME));
    var tags = Tags.of(wanted);
    var request = CreateUserRequest.builder().userName(name);
    properties.text("Path").ifPresent(request::path);
    properties.text("PermissionsBoundary").ifPresent(request::permissionsBoundary);
    calls.begins(name);
    calls.once(tags.isEmpty() ? request.build() : request.tags(shapes(tags)).build());
    Held.by(properties).hang(holder(name), calls);
    properties.texts("Groups").forEach(group -> join(name, group, calls));
    return made(name, calls);
  }

  private static Made made(String name, Calls calls) {
    var answer = (GetUserResponse) calls.call(GetUserRequest.builder().userName(name).build());
    return Made.of(name, Map.of("Arn", answer.user().arn()));
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var before = new Properties(standing.properties());
    var after = new Properties(wanted.properties());
    var name = standing.physicalId();
    if (!before.agrees(after, "Path")) {
      calls.call(
          UpdateUserRequest.builder()
              .userName(name)
              .newPath(after.text("Path").orElse("/"))
              .build());
    }
    if (!before.agrees(after, "PermissionsBoundary")) {
      bound(name, after, calls);
    }
    Held.by(after).hang(holder(name), Held.by(before), calls);
    var groups = after.texts("Groups");
    var left = before.texts("Groups");
    groups.stream().filter(group -> !left.contains(group)).forEach(it -> join(name, it, calls));
    left.stream().filter(group -> !groups.contains(group)).forEach(it -> leave(name, it, calls));
    tag(name, Tags.of(standing), Tags.of(wanted), calls);
    return made(name, calls);
  }

  private static void bound(String name, Properties after, Calls calls) {
    var boundary = after.text("PermissionsBoundary");
    if (boundary.isPresent()) {
      calls.call(
          PutUserPermissionsBoundaryRequest.builder()
              .userName(name)
              .permissionsBoundary(boundary.get())
              .build());
    } else {
      Gone.isFine(calls, DeleteUserPermissionsBoundaryRequest.builder().userName(name).build());
    }
  }

  private static void join(String name, String group, Calls calls) {
    calls.call(AddUserToGroupRequest.builder().userName(name).groupName(group).build());
  }

  private static void leave(String name, String group, Calls calls) {
    Gone.isFine(
        calls, RemoveUserFromGroupRequest.builder().userName(name).groupName(group).build());
  }

  private static void tag(String name, Tags before, Tags after, Calls calls) {
    var put = after.since(before);
    var gone = after.goneSince(before);
    if (!put.isEmpty()) {
      calls.call(TagUserRequest.builder().userName(name).tags(shapes(put)).build());
    }
    if (!gone.isEmpty()) {
      calls.call(UntagUserRequest.builder().userName(name).tagKeys(gone).build());
    }
  }

  private static List<Tag> shapes(Tags tags) {
    return tags.as((key, value) -> Tag.builder().key(key).value(value).build());
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    var properties = new Properties(standing.properties());
    var name = standing.physicalId();
    properties.texts("Groups").forEach(group -> leave(name, group, calls));
    Held.by(properties).remove(holder(name), calls);
    Gone.isFine(calls, DeleteUserRequest.builder().userName(name).build());
  }

  private static Holder holder(String name) {
    return new Holder(Holder.Kind.USER, name);
  }
}
