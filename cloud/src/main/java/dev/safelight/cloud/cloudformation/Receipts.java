package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import java.util.Map;
import java.util.Optional;

/// Which calls were made that must not be made twice, and what was kept of their answers. A receipt
/// is in the commit of its call's effect.
record Receipts(Store store) {
  /// One piece of work on one resource: what a crash interrupted is the same work again.
  record Work(String task, long part, String verb) {}

  /// That of the n-th such call of a piece of work, from 1.
  Optional<Map<String, String>> find(Work work, int n) {
    return store.read(transaction ->
        transaction.one(
            "select kept from cfn_receipt where task = ? and part = ? and verb = ? and n = ?",
            row -> Json.map(row.text("kept")),
            work.task(),
            work.part(),
            work.verb(),
            n));
  }

  static void keep(Work work, int n, Map<String, String> kept, Transaction transaction) {
    transaction.update(
        "insert into cfn_receipt(task, part, verb, n, kept) values (?, ?, ?, ?, ?)",
        work.task(),
        work.part(),
        work.verb(),
        n,
        Json.text(kept));
  }

  /// Whether the creation of a resource made anything.
  boolean ofCreation(Part part) {
    return store.read(transaction ->
        transaction.exists(
            "select 1 from cfn_receipt where part = ? and verb = 'create'", part.id()));
  }

  /// The stack is gone: nobody asks any more.
  static void shred(Stack stack, Transaction transaction) {
    transaction.update(
        "delete from cfn_receipt where part in (select id from cfn_part where stack = ?)",
        stack.id());
  }
}
