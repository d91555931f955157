package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Answer;
import software.amazon.awssdk.core.SdkPojo;

/// The front door for services that do something for somebody else: the same road, with that one's
/// permissions of this moment. A forwarded caller who is gone is refused like any unknown one.
/// Thread-safe.
@FunctionalInterface
public interface Errands {
  /// The answer, once committed: shaped, or streamed with a body for the caller to close.
  ///
  /// @param shape one of the SDK's request shapes, such as `GetObjectRequest`
  /// @throws dev.safelight.cloud.call.Fault where it is denied or refused
  Answer run(Errand errand, SdkPojo shape);
}
