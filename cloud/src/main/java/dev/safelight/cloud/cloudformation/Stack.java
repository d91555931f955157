package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.CloudFormationOperation.Home;
import dev.safelight.cloud.store.Row;
import dev.safelight.template.resolve.Pseudo;
import java.time.Instant;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/// A stack as it is at one moment.
///
/// @param id its ARN
/// @param isLive whether it has its name; one that was deleted is found by its ARN alone
/// @param updated, deleted 1970 where it never was
/// @param version that it is in; 0 where it was never made
/// @param target that it shall come to; 0 where it stands still
/// @param task what is being done with it; empty where nothing is
/// @param role that CloudFormation acts as, an ARN; empty where it acts as each caller
/// @param timeout of its creation in minutes; 0 where there is none
/// @param changeSet the last one that was executed, an ARN; empty where none was
record Stack(
    String id,
    String account,
    String region,
    String name,
    boolean isLive,
    StackStatus status,
    String reason,
    Instant created,
    Instant updated,
    Instant deleted,
    long version,
    long target,
    String task,
    String role,
    boolean isProtected,
    boolean disablesRollback,
    int timeout,
    String changeSet) {
  static final String TYPE = "AWS::CloudFormation::Stack";

  static Stack read(Row row) {
    return new Stack(
        row.text("id"),
        row.text("account"),
        row.text("region"),
        row.text("name"),
        row.number("live") == 1,
        StackStatus.fromValue(row.text("status")),
        row.text("reason"),
        row.instant("created"),
        row.instant("updated"),
        row.instant("deleted"),
        row.number("version"),
        row.number("target"),
        row.text("task"),
        row.text("role"),
        row.number("protection") == 1,
        row.number("disable_rollback") == 1,
        (int) row.number("timeout"),
        row.text("change_set"));
  }

  boolean isCalled(String nameOrId) {
    return nameOrId.equals(id) || nameOrId.equals(name);
  }

  Home home() {
    return new Home(account, region);
  }

  boolean isBusy() {
    return !task.isEmpty();
  }

  boolean isInReview() {
    return status == StackStatus.REVIEW_IN_PROGRESS;
  }

  /// The version that its template, tags and parameters are shown of.
  long shown() {
    return version != 0 ? version : target;
  }

  Pseudo pseudo() {
    return Pseudo.of(account, region, name, id);
  }
}
