package dev.safelight.cli.deploy;

import dev.safelight.cli.api.Xml;

/// An event of a stack.
///
/// @param at ISO 8601, as sent
/// @param reason empty where there is none
public record Event(
    String id,
    String at,
    String resource,
    String physicalId,
    String type,
    String status,
    String reason) {
  static Event of(Xml member) {
    return new Event(
        member.text("EventId"),
        member.text("Timestamp"),
        member.text("LogicalResourceId"),
        member.text("PhysicalResourceId"),
        member.text("ResourceType"),
        member.text("ResourceStatus"),
        member.text("ResourceStatusReason"));
  }

  /// Whether something went wrong here, and not because of another.
  public boolean isCause() {
    return status.endsWith("_FAILED")
        && !reason.startsWith("Resource creation cancelled")
        && !reason.startsWith("Resource update cancelled");
  }
}
