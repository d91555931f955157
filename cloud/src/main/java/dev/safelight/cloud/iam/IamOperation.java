package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Operation;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/// What IAM can be asked. The records are called as AWS calls the operations and hold AWS's own
/// shapes, checked when they are made. Their resources follow AWS: "Service Authorization
/// Reference", "Actions, resources, and condition keys for AWS IAM".
public sealed interface IamOperation extends Operation
    permits AccessKeyOperation,
        BoundaryOperation,
        GroupOperation,
        GroupPolicyOperation,
        MoveOperation,
        PolicyOperation,
        PolicyVersionOperation,
        RoleOperation,
        RolePolicyOperation,
        TaggingOperation,
        UserOperation,
        UserPolicyOperation {
  /// The account in which names are looked up, 12 digits.
  String account();

  SdkPojo request();

  @Override
  default String name() {
    return getClass().getSimpleName();
  }

  /// The operation's own action on a resource.
  default List<Access> on(String resource) {
    return List.of(Access.to("iam:" + name(), resource));
  }

  /// The same, where policies can ask which managed policy is meant (`iam:PolicyARN`).
  default List<Access> attaching(String resource, String policy) {
    return List.of(new Access("iam:" + name(), resource, Map.of("iam:PolicyARN", List.of(policy))));
  }
}
