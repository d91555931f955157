package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.resource.Standing;
import dev.safelight.cloud.cloudformation.resource.Wanted;
import dev.safelight.cloud.store.Row;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/// One resource of a stack. A logical id has several where one replaces another, or did.
///
/// @param suffix drawn once, for its name
/// @param task that made or last changed it
/// @param replaces whether it takes the place of another
/// @param previous what it was before the task changed it; empty where the task did not
record Part(
    long id,
    String stack,
    String logicalId,
    String type,
    String suffix,
    Stage stage,
    ResourceStatus status,
    String reason,
    Instant at,
    String task,
    boolean replaces,
    Applied applied,
    Optional<Applied> previous) {
  enum Stage {
    /// Part of the stack.
    STANDING,
    /// Made by the task in progress; not part of the stack unless that ends well.
    NEW,
    /// Not part of the stack any more, and to be removed.
    OLD,
    /// Removed, or left alone.
    GONE
  }

  static Part read(Row row) {
    var previous = row.text("previous");
    return new Part(
        row.number("id"),
        row.text("stack"),
        row.text("logical_id"),
        row.text("type"),
        row.text("suffix"),
        Stage.valueOf(row.text("stage")),
        ResourceStatus.fromValue(row.text("status")),
        row.text("reason"),
        row.instant("at"),
        row.text("task"),
        row.number("replaces") == 1,
        Applied.read(row.text("applied")),
        previous.isEmpty() ? Optional.empty() : Optional.of(Applied.read(previous)));
  }

  /// Whether it is there with all that was wanted of it.
  boolean isComplete() {
    return status == ResourceStatus.CREATE_COMPLETE || status == ResourceStatus.UPDATE_COMPLETE;
  }

  boolean hasFailed() {
    return status == ResourceStatus.CREATE_FAILED || status == ResourceStatus.UPDATE_FAILED;
  }

  Wanted wanted(Stack in, Applied what) {
    return new Wanted(
        in.account(),
        in.region(),
        in.name(),
        in.id(),
        logicalId,
        suffix,
        what.tags(),
        what.properties());
  }

  Standing standing(Stack in) {
    return standing(in, applied);
  }

  Standing standing(Stack in, Applied as) {
    return new Standing(
        in.account(),
        in.region(),
        in.name(),
        applied.physicalId(),
        as.attributes(),
        as.tags(),
        as.properties());
  }
}
