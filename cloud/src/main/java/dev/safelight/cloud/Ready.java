package dev.safelight.cloud;

import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import java.util.function.Supplier;

/// What is left of a call to do inside the transaction. Used by one thread.
interface Ready extends AutoCloseable {
  Outcome act(Transaction transaction);

  /// The same with what comes of waiting.
  Ready again(Supplier<Content> next);

  @Override
  void close();

  /// Authorises and does it, with what was received.
  interface Act {
    Outcome with(Content content, Transaction transaction);
  }

  /// A failure to receive is carried into the transaction, to be recorded there.
  static Ready of(Supplier<Content> receiving, Act act) {
    Content content;
    try {
      content = receiving.get();
    } catch (RuntimeException failure) {
      return failed(failure);
    }
    return new Ready() {
      @Override
      public Outcome act(Transaction transaction) {
        return act.with(content, transaction);
      }

      @Override
      public Ready again(Supplier<Content> next) {
        return of(next, act);
      }

      @Override
      public void close() {
        content.close();
      }
    };
  }

  static Ready failed(RuntimeException failure) {
    return of(
        () -> Content.NONE,
        (_, _) -> {
          throw failure;
        });
  }
}
