package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;

/// `AWS::IAM::Role`.
final class Role implements ResourceType {
  private static final int LONGEST_NAME = 64;
  private static final int USUAL_SESSION = 3600;

  @Override
  public String name() {
    return "AWS::IAM::Role";
  }

  @Override
  public Set<String> actsOn() {
    return Paths.of(
        Held.PROPERTIES,
        "RoleName",
        "Path",
        "Description",
        "AssumeRolePolicyDocument",
        "MaxSessionDuration",
        "PermissionsBoundary",
        "Tags");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var name = properties.text("RoleName").orElseGet(() -> wanted.generatedName(LONGEST_NAME));
    calls.begins(name);
    calls.once(request(name, properties, Tags.of(wanted)));
    Held.by(properties).hang(holder(name), calls);
    var answer = (GetRoleResponse) calls.call(GetRoleRequest.builder().roleName(name).build());
    return Made.of(name, Map.of("Arn", answer.role().arn(), "RoleId", answer.role().roleId()));
  }

  private static CreateRoleRequest request(String name, Properties properties, Tags tags) {
    var request =
        CreateRoleRequest.builder()
            .roleName(name)
            .assumeRolePolicyDocument(properties.document("AssumeRolePolicyDocument").orElse(""));
    properties.text("Path").ifPresent(request::path);
    properties.text("Description").ifPresent(request::description);
    properties.number("MaxSessionDuration").ifPresent(request::maxSessionDuration);
    properties.text("PermissionsBoundary").ifPresent(request::permissionsBoundary);
    return tags.isEmpty() ? request.build() : request.tags(shapes(tags)).build();
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var before = new Properties(standing.properties());
    var after = new Properties(wanted.properties());
    var name = standing.physicalId();
    if (!before.agrees(after, "AssumeRolePolicyDocument")) {
      calls.call(
          UpdateAssumeRolePolicyRequest.builder()
              .roleName(name)
              .policyDocument(after.document("AssumeRolePolicyDocument").orElse(""))
              .build());
    }
    if (!before.agrees(after, "Description", "MaxSessionDuration")) {
      calls.call(
          UpdateRoleRequest.builder()
              .roleName(name)
              .description(after.text("Description").orElse(""))
              .maxSessionDuration(after.number("MaxSessionDuration").orElse(USUAL_SESSION))
              .build());
    }
    if (!before.agrees(after, "PermissionsBoundary")) {
      bound(name, after, calls);
    }
    Held.by(after).hang(holder(name), Held.by(before), calls);
    tag(name, Tags.of(standing), Tags.of(wanted), calls);
    return Made.of(name, standing.attributes());
  }

  private static void bound(String name, Properties after, Calls calls) {
    var boundary = after.text("PermissionsBoundary");
    if (boundary.isPresent()) {
      calls.call(
          PutRolePermissionsBoundaryRequest.builder()
              .roleName(name)
              .permissionsBoundary(boundary.get())
              .build());
    } else {
      Gone.isFine(calls, DeleteRolePermissionsBoundaryRequest.builder().roleName(name).build());
    }
  }

  private static void tag(String name, Tags before, Tags after, Calls calls) {
    var put = after.since(before);
    var gone = after.goneSince(before);
    if (!put.isEmpty()) {
      calls.call(TagRoleRequest.builder().roleName(name).tags(shapes(put)).build());
    }
    if (!gone.isEmpty()) {
      calls.call(UntagRoleRequest.builder().roleName(name).tagKeys(gone).build());
    }
  }

  private static List<Tag> shapes(Tags tags) {
    return tags.as((key, value) -> Tag.builder().key(key).value(value).build());
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    var name = standing.physicalId();
    Held.by(new Properties(standing.properties())).remove(holder(name), calls);
    Gone.isFine(calls, DeleteRoleRequest.builder().roleName(name).build());
  }

  private static Holder holder(String name) {
    return new Holder(Holder.Kind.ROLE, name);
  }
}
