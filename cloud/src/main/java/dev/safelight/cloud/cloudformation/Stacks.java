package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/// The stacks of all accounts and regions.
record Stacks(Events events) {
  /// By its ARN, or by the name that it has while it is not deleted.
  Optional<Stack> find(String account, String region, String nameOrId, Transaction transaction) {
    return nameOrId.startsWith("arn:")
        ? byId(nameOrId, transaction)
            .filter(stack -> stack.account().equals(account) && stack.region().equals(region))
        : transaction.one(
            "select * from cfn_stack where account = ? and region = ? and name = ? and live = 1",
            Stack::read,
            account,
            region,
            nameOrId);
  }

  Optional<Stack> byId(String id, Transaction transaction) {
    return transaction.one("select * from cfn_stack where id = ?", Stack::read, id);
  }

  Stack get(String id, Transaction transaction) {
    return byId(id, transaction)
        .orElseThrow(() -> new IllegalStateException("the stack " + id + " is gone"));
  }

  /// The newest first, deleted ones too.
  List<Stack> all(String account, String region, Transaction transaction) {
    return transaction.all(
        "select * from cfn_stack where account = ? and region = ? order by created desc, rowid desc",
        Stack::read,
        account,
        region);
  }

  /// Those with which something is being done.
  List<String> busy(Transaction transaction) {
    return transaction.all("select id from cfn_stack where task <> ''", row -> row.text("id"));
  }

  void insert(Stack stack, Transaction transaction) {
    transaction.update(
        """
        insert into cfn_stack(id, account, region, name, live, status, reason, created, updated, deleted,
          version, target, task, role, protection, disable_rollback, timeout, change_set)
        values (?, ?, ?, ?, 1, ?, ?, ?, 0, 0, 0, 0, '', ?, ?, ?, ?, '')
        """,
        stack.id(),
        stack.account(),
        stack.region(),
        stack.name(),
        stack.status().toString(),
        stack.reason(),
        stack.created(),
        stack.role(),
        stack.isProtected(),
        stack.disablesRollback(),
        stack.timeout());
  }

  /// Gives the stack a status and tells it in an event.
  void become(
      Stack stack, StackStatus status, String reason, Instant now, Transaction transaction) {
    transaction.update(
        "update cfn_stack set status = ?, reason = ? where id = ?",
        status.toString(),
        reason,
        stack.id());
    events.ofStack(stack, status, reason, now, transaction);
  }

  /// Begins a task. The stack comes to `target` by it, or to nothing.
  void begin(Stack stack, long target, String task, String role, Transaction transaction) {
    transaction.update(
        "update cfn_stack set target = ?, task = ?, role = ? where id = ?",
        target,
        task,
        role,
        stack.id());
  }

  void role(Stack stack, String role, Transaction transaction) {
    transaction.update("update cfn_stack set role = ? where id = ?", role, stack.id());
  }

  void updated(Stack stack, Instant now, Transaction transaction) {
    transaction.update("update cfn_stack set updated = ? where id = ?", now, stack.id());
  }

  void settings(
      Stack stack,
      boolean disablesRollback,
      int timeout,
      String changeSet,
      Transaction transaction) {
    transaction.update(
        "update cfn_stack set disable_rollback = ?, timeout = ?, change_set = ? where id = ?",
        disablesRollback,
        timeout,
        changeSet,
        stack.id());
  }

  void protect(Stack stack, boolean isProtected, Transaction transaction) {
    transaction.update("update cfn_stack set protection = ? where id = ?", isProtected, stack.id());
  }

  /// Says that the stack is in a version and shall come to no other.
  void standAt(Stack stack, long version, Transaction transaction) {
    transaction.update(
        "update cfn_stack set version = ?, target = 0 where id = ?", version, stack.id());
  }

  /// Ends the task.
  void rest(Stack stack, Transaction transaction) {
    transaction.update("update cfn_stack set task = '' where id = ?", stack.id());
  }

  /// Frees the name. What is kept is what can still be shown, and no secret.
  void bury(Stack stack, Instant now, Parts parts, Transaction transaction) {
    transaction.update("update cfn_stack set live = 0, deleted = ? where id = ?", now, stack.id());
    ChangeSets.removeAll(stack, transaction);
    parts.blank(stack, transaction);
    Version.shred(stack, transaction);
    for (var version : Version.of(stack, transaction)) {
      version.blank(transaction);
    }
  }
}
