package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;

/// The resources of stacks, and what is told of them.
record Parts(Events events) {
  List<Part> of(Stack stack, Transaction transaction) {
    return transaction.all(
        "select * from cfn_part where stack = ? order by id", Part::read, stack.id());
  }

  List<Part> of(Stack stack, Part.Stage stage, Transaction transaction) {
    return of(stack, transaction).stream().filter(part -> part.stage() == stage).toList();
  }

  Part get(long id, Transaction transaction) {
    return transaction
        .one("select * from cfn_part where id = ?", Part::read, id)
        .orElseThrow(() -> new IllegalStateException("the resource " + id + " is gone"));
  }

  Optional<Part> find(Stack stack, String logicalId, Part.Stage stage, Transaction transaction) {
    return transaction.one(
        "select * from cfn_part where stack = ? and logical_id = ? and stage = ? order by id desc",
        Part::read,
        stack.id(),
        logicalId,
        stage.name());
  }

  /// What a stack shows: of each logical id the one that counts, the newest first where none does.
  List<Part> shown(Stack stack, Transaction transaction) {
    var shown = new LinkedHashMap<String, Part>();
    for (var part : of(stack, transaction)) {
      shown.merge(part.logicalId(), part, Parts::counting);
    }
    return new ArrayList<>(shown.values());
  }

  /// The one of these stacks that shows a resource as its own.
  Optional<Stack> owner(List<Stack> stacks, String physicalId, Transaction transaction) {
    return stacks.stream()
        .filter(Stack::isLive)
        .filter(stack ->
            shown(stack, transaction).stream()
                .anyMatch(part ->
                    part.stage() != Part.Stage.GONE
                        && part.applied().physicalId().equals(physicalId)))
        .findFirst();
  }

  private static Part counting(Part one, Part other) {
    return rank(other) >= rank(one) ? other : one;
  }

  private static int rank(Part part) {
    return switch (part.stage()) {
      case GONE -> 0;
      case OLD -> 1;
      case STANDING -> 2;
      case NEW -> 3;
    };
  }

  /// Begins a resource; its first event is told.
  Part insert(
      Stack stack,
      String logicalId,
      String type,
      String suffix,
      Task task,
      boolean replaces,
      Applied applied,
      String reason,
      Instant now,
      Transaction transaction) {
    var status = replaces ? ResourceStatus.UPDATE_IN_PROGRESS : ResourceStatus.CREATE_IN_PROGRESS;
    transaction.update(
        """
        insert into cfn_part(stack, logical_id, type, suffix, stage, status, reason, at, task, replaces,
          applied, previous) values (?, ?, ?, ?, 'NEW', ?, ?, ?, ?, ?, ?, '')
        """,
        stack.id(),
        logicalId,
        type,
        suffix,
        status.toString(),
        reason,
        now,
        task.id(),
        replaces,
        applied.text());
    long id =
        transaction
            .one("select last_insert_rowid() as number", row -> row.number("number"))
            .orElseThrow();
    var part = get(id, transaction);
    events.of(stack, part, status, reason, now, transaction);
    return part;
  }

  /// Gives a resource a status and tells it.
  void become(
      Stack stack,
      Part part,
      ResourceStatus status,
      String reason,
      Instant now,
      Transaction transaction) {
    transaction.update(
        "update cfn_part set status = ?, reason = ?, at = ? where id = ?",
        status.toString(),
        reason,
        now,
        part.id());
    events.of(stack, get(part.id(), transaction), status, reason, now, transaction);
  }

  void apply(Part part, Applied applied, Transaction transaction) {
    transaction.update("update cfn_part set applied = ? where id = ?", applied.text(), part.id());
  }

  /// Begins a change: what it was is kept until the task has ended.
  void change(Part part, Applied to, Task task, Transaction transaction) {
    transaction.update(
        "update cfn_part set previous = applied, applied = ?, task = ? where id = ?",
        to.text(),
        task.id(),
        part.id());
  }

  /// Is again what it was before the task.
  void restore(Part part, Applied previous, Transaction transaction) {
    transaction.update(
        "update cfn_part set applied = ?, previous = '' where id = ?", previous.text(), part.id());
  }

  /// The stack is gone: what its resources were made of, which may be secret, is not kept.
  void blank(Stack stack, Transaction transaction) {
    for (var part : of(stack, transaction)) {
      apply(part, part.applied().blank(), transaction);
    }
    settle(stack, transaction);
  }

  void move(Part part, Part.Stage stage, Transaction transaction) {
    transaction.update("update cfn_part set stage = ? where id = ?", stage.name(), part.id());
  }

  /// The task has ended well: there is no way back.
  void settle(Stack stack, Transaction transaction) {
    transaction.update("update cfn_part set previous = '' where stack = ?", stack.id());
  }
}
