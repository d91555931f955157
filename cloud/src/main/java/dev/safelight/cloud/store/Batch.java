package dev.safelight.cloud.store;

import java.sql.SQLException;

/// The writers that share one commit. Guarded by the store's turn.
final class Batch {
  private final Connections.Session writer;
  private final Transaction transaction;
  private boolean begun;
  private boolean ended;
  private String failure = "";

  Batch(Connections.Session writer) {
    this.writer = writer;
    this.transaction = writer.transaction();
  }

  boolean isEnded() {
    return ended;
  }

  /// Adds a writer's changes; where `work` throws, those alone are undone. If the writer was the
  /// first, an empty transaction stays open for the next one, which costs nothing and locks out
  /// nobody.
  <T> T join(Work<T> work) {
    if (!begun) {
      transaction.execute("begin immediate");
      begun = true;
    }
    return transaction.attempt(() -> work.in(transaction));
  }

  /// Commits for all who joined; those who come later find it done.
  ///
  /// @throws StoreException for each of them where it failed
  void commit() {
    if (!ended) {
      ended = true;
      try {
        transaction.execute("commit");
      } catch (StoreException broken) {
        failure = String.valueOf(broken.getMessage());
        writer.rollback();
      }
      if (failure.isEmpty()) {
        transaction.afterCommit().forEach(Runnable::run);
      }
    }
    if (!failure.isEmpty()) {
      throw new StoreException("nothing was written", new SQLException(failure));
    }
  }
}
