package dev.safelight.cloud.call;

/// What an operation received before its transaction, such as a staged file. Closing it discards
/// whatever the transaction did not make its own; closing twice does nothing.
public interface Content extends AutoCloseable {
  Content NONE = () -> {};

  @Override
  void close();
}
