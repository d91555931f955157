package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.store.Transaction;
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
  Answer run(Errand errand, SdkPojo shape, Witness witness);

  default Answer run(Errand errand, SdkPojo shape) {
    return run(errand, shape, Witness.NONE);
  }

  /// Sees an answer in the transaction of what the call did: what it keeps is there exactly where
  /// the call was made, whenever the power fails.
  @FunctionalInterface
  interface Witness {
    Witness NONE = (_, _) -> {};

    void keep(Answer answer, Transaction transaction);
  }
}
