package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.cloud.call.Fault;
import software.amazon.awssdk.core.SdkPojo;

/// What is there before a stack makes it is somebody else's. Services that would let a stack take
/// it over, and one day delete it, are asked first; only where [Calls#nextIsMade] says no.
final class Taken {
  private Taken() {}

  /// @param look a call that fails where it is not there
  static void refuse(Calls calls, SdkPojo look, String message) {
    if (Gone.unlessGone(calls, look).isPresent()) {
      throw new Fault(409, "AlreadyExists", message);
    }
  }
}
