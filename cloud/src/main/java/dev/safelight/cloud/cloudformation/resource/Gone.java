package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.cloud.call.Fault;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/// Calls about what may be gone already.
final class Gone {
  private static final Set<String> CODES =
      Set.of(
          "NoSuchBucket",
          "NoSuchBucketPolicy",
          "NoSuchEntity",
          "ResourceNotFoundException",
          "AWS.SimpleQueueService.NonExistentQueue",
          "QueueDoesNotExist",
          "ParameterNotFound",
          // HeadBucket has no body, and so no code of its own.
          "NotFound",
          "404");

  private Gone() {}

  /// Makes the call; that its object is not there is fine.
  static void isFine(Calls calls, SdkPojo request) {
    unlessGone(calls, request);
  }

  /// The answer; empty where the object of the call is not there.
  static Optional<SdkPojo> unlessGone(Calls calls, SdkPojo request) {
    try {
      return Optional.of(calls.call(request));
    } catch (Fault fault) {
      if (CODES.contains(fault.code())) {
        return Optional.empty();
      }
      throw fault;
    }
  }
}
