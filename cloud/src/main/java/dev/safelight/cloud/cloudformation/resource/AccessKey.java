package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;

/// `AWS::IAM::AccessKey`. Its secret is told once, by the creation, and kept by the stack.
final class AccessKey implements ResourceType {
  private static final String ID = "AccessKey.AccessKeyId";
  private static final String SECRET = "AccessKey.SecretAccessKey";

  @Override
  public String name() {
    return "AWS::IAM::AccessKey";
  }

  /// A changed `Serial` is what asks for a new key.
  @Override
  public Set<String> actsOn() {
    return Set.of("UserName", "Status", "Serial");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var user = properties.required("UserName");
    var kept =
        calls.once(CreateAccessKeyRequest.builder().userName(user).build(), List.of(ID, SECRET));
    var id = kept.getOrDefault(ID, "");
    calls.begins(id);
    if (properties.has("Status")) {
      set(user, id, properties, calls);
    }
    return Made.of(id, Map.of("Id", id, "SecretAccessKey", kept.getOrDefault(SECRET, "")));
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var after = new Properties(wanted.properties());
    if (!new Properties(standing.properties()).agrees(after, "Status")) {
      set(after.required("UserName"), standing.physicalId(), after, calls);
    }
    return Made.of(standing.physicalId(), standing.attributes());
  }

  private static void set(String user, String id, Properties properties, Calls calls) {
    calls.call(
        UpdateAccessKeyRequest.builder()
            .userName(user)
            .accessKeyId(id)
            .status(properties.text("Status").orElse("Active"))
            .build());
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    Gone.isFine(
        calls,
        DeleteAccessKeyRequest.builder()
            .userName(new Properties(standing.properties()).required("UserName"))
            .accessKeyId(standing.physicalId())
            .build());
  }
}
