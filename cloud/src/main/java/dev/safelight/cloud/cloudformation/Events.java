package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/// What happened to stacks, in order.
record Events(Supplier<String> ids) {
  void ofStack(
      Stack stack, StackStatus status, String reason, Instant now, Transaction transaction) {
    insert(
        ids.get(),
        stack,
        stack.name(),
        stack.id(),
        Stack.TYPE,
        status.toString(),
        reason,
        "",
        now,
        transaction);
  }

  void of(
      Stack stack,
      Part part,
      ResourceStatus status,
      String reason,
      Instant now,
      Transaction transaction) {
    insert(
        part.logicalId() + '-' + status + '-' + now.truncatedTo(ChronoUnit.MILLIS),
        stack,
        part.logicalId(),
        part.applied().physicalId(),
        part.type(),
        status.toString(),
        reason,
        part.applied().shown(),
        now,
        transaction);
  }

  private static void insert(
      String id,
      Stack stack,
      String logicalId,
      String physicalId,
      String type,
      String status,
      String reason,
      String properties,
      Instant now,
      Transaction transaction) {
    transaction.update(
        """
        insert into cfn_event(id, stack, stack_name, logical_id, physical_id, type, at, status, reason,
          properties, token) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce((select token from cfn_task
            where id = (select task from cfn_stack where id = ?)), ''))
        """,
        id,
        stack.id(),
        stack.name(),
        logicalId,
        physicalId,
        type,
        now,
        status,
        reason,
        properties,
        stack.id());
  }

  /// A stack's events and the number of each.
  record Numbered(long number, StackEvent event) {}

  /// The newest first.
  ///
  /// @param before the number that all are below
  static List<Numbered> newest(Stack stack, long before, int most, Transaction transaction) {
    return transaction.all(
        "select * from cfn_event where stack = ? and seq < ? order by seq desc limit ?",
        row -> new Numbered(row.number("seq"), read(row)),
        stack.id(),
        before,
        most);
  }

  private static StackEvent read(Row row) {
    var event =
        StackEvent.builder()
            .stackId(row.text("stack"))
            .eventId(row.text("id"))
            .stackName(row.text("stack_name"))
            .logicalResourceId(row.text("logical_id"))
            .physicalResourceId(row.text("physical_id"))
            .resourceType(row.text("type"))
            .timestamp(row.instant("at"))
            .resourceStatus(row.text("status"));
    if (!row.text("reason").isEmpty()) {
      event.resourceStatusReason(row.text("reason"));
    }
    if (!row.text("properties").isEmpty()) {
      event.resourceProperties(row.text("properties"));
    }
    if (!row.text("token").isEmpty()) {
      event.clientRequestToken(row.text("token"));
    }
    return event.build();
  }
}
