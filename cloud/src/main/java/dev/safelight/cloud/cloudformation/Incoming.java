package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Content;
import java.util.Map;

/// What was fetched before the transaction: calls through the front door have transactions of their
/// own.
///
/// @param template empty where the stack's own counts, or none
/// @param ssm what the Systems Manager parameters hold that the template may refer to
/// @param stackId an ARN for the stack, should it be a new one
record Incoming(String template, Map<String, String> ssm, String stackId) implements Content {
  Incoming {
    ssm = Map.copyOf(ssm);
  }

  static Incoming of(Content content) {
    return content instanceof Incoming incoming ? incoming : new Incoming("", Map.of(), "");
  }

  @Override
  public void close() {}
}
