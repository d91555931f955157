package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Content;
import java.util.OptionalInt;

/// What a function's role saw of a queue before a mapping was made.
///
/// @param visibility the queue's visibility time-out in seconds; empty where the role may not ask
record QueueLook(OptionalInt visibility) implements Content {
  @Override
  public void close() {}
}
