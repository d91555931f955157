package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;

/// Something that is being done with a stack: all that is needed to go on with it after a crash.
///
/// @param token the client's, as events show it
/// @param deadline [Instant#EPOCH] where there is none
/// @param retain the logical ids that a deletion keeps
/// @param exceptOnCreate whether a rollback removes what it has just made even where it is to be
///   retained
record Task(
    String id,
    String stack,
    Kind kind,
    Phase phase,
    Caller caller,
    String role,
    String token,
    OnFailure onFailure,
    Instant deadline,
    List<String> retain,
    boolean exceptOnCreate,
    boolean isCancelled) {
  enum Kind {
    CREATE,
    UPDATE,
    DELETE
  }

  /// What is at work. Each is begun by the commit that ends the one before.
  enum Phase {
    /// Resources are made and changed.
    MAKE,
    /// An update's changes are taken back.
    REVERT,
    /// What the stack needs no more is removed, after an update or its rollback.
    CLEAN,
    /// What a creation has made is removed.
    UNDO,
    /// All of it is removed.
    REMOVE
  }

  Task {
    retain = List.copyOf(retain);
  }

  boolean isLate(Instant now) {
    return deadline.isAfter(Instant.EPOCH) && now.isAfter(deadline);
  }

  static Task get(String id, Transaction transaction) {
    return transaction
        .one("select * from cfn_task where id = ?", Task::read, id)
        .orElseThrow(() -> new IllegalStateException("the task " + id + " is gone"));
  }

  /// Whether a client asks again for what it has just asked for: the last thing of that kind has
  /// its token.
  ///
  /// @throws dev.safelight.cloud.call.Fault `TokenAlreadyExistsException` where another has it
  static boolean isAgain(String stack, Kind kind, String token, Transaction transaction) {
    if (token.isEmpty()) {
      return false;
    }
    var last =
        transaction.one(
            "select token from cfn_task where stack = ? and kind = ? order by rowid desc limit 1",
            row -> row.text("token"),
            stack,
            kind.name());
    if (last.filter(token::equals).isPresent()) {
      return true;
    }
    if (transaction.exists("select 1 from cfn_task where stack = ? and token = ?", stack, token)) {
      throw Faults.tokenAlreadyExists(token);
    }
    return false;
  }

  void insert(Transaction transaction) {
    transaction.update(
        """
        insert into cfn_task(id, stack, kind, phase, caller, role, token, on_failure, deadline, retain,
          except_on_create, cancelled) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
        """,
        id,
        stack,
        kind.name(),
        phase.name(),
        Callers.text(caller),
        role,
        token,
        onFailure.toString(),
        deadline,
        Json.text(retain),
        exceptOnCreate);
  }

  void enter(Phase next, Transaction transaction) {
    transaction.update("update cfn_task set phase = ? where id = ?", next.name(), id);
    if (next == Phase.REMOVE) {
      transaction.update(
          """
          update cfn_task set (caller, role) = (select d.caller, coalesce(nullif(d.role, ''), cfn_task.role)
            from cfn_deleter d where d.task = cfn_task.id)
            where id = ? and id in (select task from cfn_deleter)
          """,
          id);
    }
  }

  static void cancel(String id, Transaction transaction) {
    transaction.update("update cfn_task set cancelled = 1 where id = ?", id);
  }

  /// A creation ends as a deletion, by whoever asked for that. Until it does, what is half made
  /// goes on as its maker's: whoever may delete lends nobody the rest of what they may.
  ///
  /// @param role to delete as, an ARN; empty for the stack's own, or none
  void turnToDeletion(Caller by, String role, Transaction transaction) {
    transaction.update(
        "update cfn_task set cancelled = 1, on_failure = ? where id = ?",
        OnFailure.DELETE.toString(),
        id);
    transaction.update(
        "insert or replace into cfn_deleter(task, caller, role) values (?, ?, ?)",
        id,
        Callers.text(by),
        role);
  }

  private static Task read(Row row) {
    return new Task(
        row.text("id"),
        row.text("stack"),
        Kind.valueOf(row.text("kind")),
        Phase.valueOf(row.text("phase")),
        Callers.read(row.text("caller")),
        row.text("role"),
        row.text("token"),
        OnFailure.fromValue(row.text("on_failure")),
        row.instant("deadline"),
        Json.list(row.text("retain")),
        row.number("except_on_create") == 1,
        row.number("cancelled") == 1);
  }
}
