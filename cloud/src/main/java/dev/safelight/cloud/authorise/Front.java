package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Caller;
import software.amazon.awssdk.core.SdkPojo;

/// The front door for calls from inside: the same road as everybody's, authorised and audited,
/// without the socket. CloudFormation, Lambda and the notifier come in here as callers.
/// Thread-safe.
@FunctionalInterface
public interface Front {
  /// The answer's shape, once committed.
  ///
  /// @param shape one of the SDK's request shapes, such as `AssumeRoleRequest`
  /// @param region where the call is made
  /// @throws dev.safelight.cloud.call.Fault where it is denied or refused
  SdkPojo call(Caller caller, String region, SdkPojo shape);
}
