package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.store.Transaction;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;

/// The change sets of stacks.
final class ChangeSets {
  private ChangeSets() {}

  static Optional<ChangeSet> byId(String id, Transaction transaction) {
    return transaction.one("select * from cfn_change_set where id = ?", ChangeSet::read, id);
  }

  static Optional<ChangeSet> named(Stack stack, String name, Transaction transaction) {
    return transaction.one(
        "select * from cfn_change_set where stack = ? and name = ?",
        ChangeSet::read,
        stack.id(),
        name);
  }

  static List<ChangeSet> of(Stack stack, Transaction transaction) {
    return transaction.all(
        "select * from cfn_change_set where stack = ? order by created, id",
        ChangeSet::read,
        stack.id());
  }

  static void insert(ChangeSet set, Transaction transaction) {
    transaction.update(
        """
        insert into cfn_change_set(id, name, stack, kind, status, execution, reason, description, created,
          base, version, role, on_failure) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        set.id(),
        set.name(),
        set.stack(),
        set.kind().toString(),
        set.status().toString(),
        set.execution().toString(),
        set.reason(),
        set.description(),
        set.created(),
        set.base(),
        set.version(),
        set.role(),
        set.onFailure());
  }

  /// It is executed; the stack's others are not about the stack any more as it will be.
  static void execute(ChangeSet set, Transaction transaction) {
    transaction.update(
        "update cfn_change_set set execution = ? where id = ?",
        ExecutionStatus.EXECUTE_COMPLETE.toString(),
        set.id());
    transaction.update(
        "delete from cfn_change_set where stack = ? and id <> ?", set.stack(), set.id());
  }

  static void remove(ChangeSet set, Transaction transaction) {
    transaction.update("delete from cfn_change_set where id = ?", set.id());
  }

  static void removeAll(Stack stack, Transaction transaction) {
    transaction.update("delete from cfn_change_set where stack = ?", stack.id());
  }
}
