package dev.safelight.cloud.store;

/// What is done in a transaction.
@FunctionalInterface
public interface Work<T> {
  T in(Transaction transaction);
}
