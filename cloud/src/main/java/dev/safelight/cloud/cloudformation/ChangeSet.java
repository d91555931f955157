package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.store.Row;
import java.time.Instant;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;

/// What a stack would come to.
///
/// @param base the version that the stack was in; 0 for a new one
/// @param version that it would come to; 0 where the change set has failed
/// @param role to act as, an ARN; empty for the stack's own or none
/// @param onFailure as it was asked for; empty where it was not
record ChangeSet(
    String id,
    String name,
    String stack,
    ChangeSetType kind,
    ChangeSetStatus status,
    ExecutionStatus execution,
    String reason,
    String description,
    Instant created,
    long base,
    long version,
    String role,
    String onFailure) {
  static ChangeSet read(Row row) {
    return new ChangeSet(
        row.text("id"),
        row.text("name"),
        row.text("stack"),
        ChangeSetType.fromValue(row.text("kind")),
        ChangeSetStatus.fromValue(row.text("status")),
        ExecutionStatus.fromValue(row.text("execution")),
        row.text("reason"),
        row.text("description"),
        row.instant("created"),
        row.number("base"),
        row.number("version"),
        row.text("role"),
        row.text("on_failure"));
  }
}
