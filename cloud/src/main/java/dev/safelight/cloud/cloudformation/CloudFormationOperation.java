package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Operation;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/// What CloudFormation can be asked. The records are called as AWS calls the operations and hold
/// AWS's own shapes, checked when they are made. Resources and condition keys follow AWS: "Service
/// Authorization Reference", "Actions, resources, and condition keys for AWS CloudFormation".
public sealed interface CloudFormationOperation extends Operation
    permits StackOperation, ChangeSetOperation, TemplateOperation, ReadOperation {
  /// In which names are looked up.
  Home home();

  SdkPojo request();

  /// An account and a region.
  record Home(String account, String region) {
    /// A stack as policies name it, its name's or its own.
    String arn(String nameOrId) {
      return nameOrId.startsWith("arn:")
          ? nameOrId
          : "arn:aws:cloudformation:%s:%s:stack/%s/*".formatted(region, account, nameOrId);
    }
  }

  @Override
  default String name() {
    return getClass().getSimpleName();
  }

  /// The operation's own action on a stack.
  default List<Access> on(String nameOrId) {
    return on(nameOrId, Map.of());
  }

  default List<Access> on(String nameOrId, Map<String, List<String>> keys) {
    return List.of(new Access("cloudformation:" + name(), home().arn(nameOrId), keys));
  }

  /// The same where it is about no stack, or about all.
  default List<Access> onAll() {
    return List.of(Access.to("cloudformation:" + name(), "*"));
  }
}
