package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Map;
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
  /// That it was made, and what is kept of its answer, is committed with what it did.
  ///
  /// @param kept what to keep of the answer, as [Kept] spells it, such as `AccessKey.AccessKeyId`
  /// @return that, in every attempt
  /// @throws dev.safelight.cloud.call.Fault where it is denied or refused; it may then be made
  ///   again
  Map<String, String> once(SdkPojo request, List<String> kept);

  default void once(SdkPojo request) {
    once(request, List.of());
  }

  /// Whether an earlier attempt made what the next [#once] would make: what is found under its name
  /// is then the stack's, and otherwise somebody else's.
  boolean nextIsMade();

  /// Says the physical id as soon as it is known and before the first [#once], so that what a crash
  /// or a failure leaves half made is removed under that name. Where the service draws the id, that
  /// is right after that `once`; a create that a crash cut short is therefore run again before
  /// anything is removed. Until a `once` succeeded, the name may be another's and nothing of it is
  /// removed.
  void begins(String physicalId);
}
