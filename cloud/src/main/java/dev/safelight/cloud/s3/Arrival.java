package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Content;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/// What a request's payload is to the operation.
sealed interface Arrival {
  Arrival NOTHING = new Nothing();

  boolean isAwaited();

  record Nothing() implements Arrival {
    @Override
    public boolean isAwaited() {
      return false;
    }
  }

  /// The bytes of an object or a part, streamed to a file.
  record Bytes(Integrity integrity) implements Arrival {
    @Override
    public boolean isAwaited() {
      return true;
    }
  }

  /// An XML or JSON document, which completes the operation's input.
  sealed interface Document<S extends SdkPojo> extends Arrival {
    /// The input as far as path, query and headers tell it: enough to authorise.
    S head();

    /// The whole input.
    S in(Content content);
  }

  /// The document was in the shape already: a call from inside.
  record Whole<S extends SdkPojo>(S head) implements Document<S> {
    @Override
    public boolean isAwaited() {
      return false;
    }

    @Override
    public S in(Content content) {
      return head;
    }
  }

  /// The document is in the payload.
  record Coming<S extends SdkPojo>(
      S head, Class<S> type, Integrity integrity, Function<byte[], S> reader)
      implements Document<S> {
    @Override
    public boolean isAwaited() {
      return true;
    }

    @Override
    public S in(Content content) {
      return switch (content) {
        case Read(var shape) -> type.cast(shape);
        case Content other -> throw new IllegalStateException("not received: " + other);
      };
    }

    Content read(byte[] document) {
      return new Read(reader.apply(document));
    }
  }

  /// A document that was received.
  record Read(SdkPojo shape) implements Content {
    @Override
    public void close() {}
  }
}
