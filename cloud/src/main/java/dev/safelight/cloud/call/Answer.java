package dev.safelight.cloud.call;

import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/// What an operation answers; the service's protocol turns it into a [Reply].
public sealed interface Answer {
  /// One of AWS's own shapes, with status 200 or another success.
  record Shaped(int status, SdkPojo shape) implements Answer {}

  /// One of AWS's own shapes for the headers, and bytes for the body (`GetObject`, `Invoke`).
  record Streamed(int status, SdkPojo shape, Body body) implements Answer {}

  /// What is worked out after the commit, such as a function's result: waiting for it inside would
  /// hold the database. Its faults reach the client like any other.
  record Later(Supplier<Answer> answer) implements Answer {}

  /// No answer yet: the call waits for something, outside of any transaction, and is then judged
  /// anew and acted on in another one, as if it had come just then. It is recorded as it ends.
  ///
  /// @param next waits, and gives what the operation is then acted on with
  record Again(Supplier<Content> next) implements Answer {}

  static Answer of(SdkPojo shape) {
    return new Shaped(200, shape);
  }
}
