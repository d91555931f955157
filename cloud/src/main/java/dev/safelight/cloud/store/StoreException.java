package dev.safelight.cloud.store;

/// The disk or the database failed. State is as it was before the transaction.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
