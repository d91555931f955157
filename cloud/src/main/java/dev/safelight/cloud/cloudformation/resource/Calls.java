package dev.safelight.cloud.cloudformation.resource;

import software.amazon.awssdk.core.SdkPojo;

/// The front door as a stack's caller (or its service role) goes through it: each call is
/// authorised and audited like anybody's.
public interface Calls {
  /// Makes a call that may be made again: one that reads, puts or deletes.
  ///
  /// @param request one of the SDK's request shapes, such as `PutBucketPolicyRequest`
  /// @return the answer's shape
  /// @throws dev.safelight.cloud.call.Fault where it is denied or refused
  SdkPojo call(SdkPojo request);

  /// Makes a call that must not be made twice: one that creates, or with which something becomes
  /// the stack's. Where an earlier attempt of the same work made it before a crash, it is not made
  /// again. The n-th call of this kind in a method is the same one in each attempt.
  ///
  /// @return whether it was made now; where not, nothing is known of its answer
  boolean once(SdkPojo request);

  /// Says the physical id as soon as it is known and before the first [#once], so that what a crash
  /// or a failure leaves half made is removed under that name.
  void begins(String physicalId);
}
