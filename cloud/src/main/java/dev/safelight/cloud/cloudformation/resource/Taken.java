package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.cloud.call.Fault;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/// What is there before a stack makes it is somebody else's. Services that would let a stack take
/// it over, and one day delete it, are asked first. Thread-safe.
///
/// No two stacks look and make at the same time: each would find nothing, and each would be told
/// that it has made it.
final class Taken {
  private final ReentrantLock lock = new ReentrantLock();

  /// @param look a call that fails where it is not there
  /// @param make begins with a [Calls#once]
  <T> T unless(Calls calls, SdkPojo look, String message, Supplier<T> make) {
    return unless(calls, List.of(look), message, make);
  }

  <T> T unless(Calls calls, Collection<SdkPojo> looks, String message, Supplier<T> make) {
    if (calls.nextIsMade()) {
      return make.get();
    }
    lock.lock();
    try {
      for (var look : looks) {
        if (Gone.unlessGone(calls, look).isPresent()) {
          throw new Fault(409, "AlreadyExists", message);
        }
      }
      return make.get();
    } finally {
      lock.unlock();
    }
  }
}
