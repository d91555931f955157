package dev.safelight.cloud.sts;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/// What STS can be asked. Resources and condition keys follow AWS: "Service Authorization
/// Reference", "Actions, resources, and condition keys for AWS Security Token Service".
public sealed interface StsOperation extends Operation {
  @Override
  default String name() {
    return getClass().getSimpleName();
  }

  /// Temporary credentials of a role.
  record AssumeRole(AssumeRoleRequest request) implements StsOperation {
    public AssumeRole {
      Checks.assumeRole(request);
    }

    @Override
    public List<Access> needs() {
      var keys = new LinkedHashMap<String, List<String>>();
      keys.put("sts:RoleSessionName", List.of(request.roleSessionName()));
      if (request.externalId() != null) {
        keys.put("sts:ExternalId", List.of(request.externalId()));
      }
      return List.of(new Access("sts:AssumeRole", request.roleArn(), keys));
    }
  }

  /// Who the caller is. Nobody is refused it, not even by an explicit deny.
  record GetCallerIdentity(GetCallerIdentityRequest request) implements StsOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("sts:GetCallerIdentity", "*"));
    }
  }
}
