package dev.safelight.cloud.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.safelight.cloud.call.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalLong;

/// A request's body on its socket. It belongs to one call: after the reply nothing can be read from
/// it, or a forgotten stream would eat the next request.
final class Incoming implements Payload {
  private final Head head;
  private final BodyStream body;
  private final Outbound out;
  private boolean opened;

  Incoming(Head head, Inbound in, Outbound out, Limits limits) {
    this.head = head;
    this.out = out;
    this.body =
        switch (head.framing()) {
          case Framing.Fixed(long length) -> new FixedBody(in, limits, length);
          case Framing.Chunked() -> new ChunkedBody(in, limits);
        };
  }

  @Override
  public InputStream open() throws IOException {
    if (opened) {
      throw new IllegalStateException("a payload can be opened once");
    }
    opened = true;
    if (head.expects() && !body.isFinished()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
      out.flush();
    }
    return body;
  }

  @Override
  public OptionalLong length() {
    return switch (head.framing()) {
      case Framing.Fixed(long length) -> OptionalLong.of(length);
      case Framing.Chunked() -> OptionalLong.empty();
    };
  }

  @Override
  public Map<String, String> trailers() {
    return body.trailers();
  }

  /// Whether the next request can follow on this connection. Not where the client still waits for a
  /// `100 Continue`: it may send the body or not, and what comes next could be either.
  boolean canBePassed(long drain) {
    return body.isFinished()
        || (body.isSound() && body.least() <= drain && !(head.expects() && !opened));
  }

  /// Whether the client failed to send what it announced.
  boolean isBroken() {
    return !body.isSound();
  }

  /// Skips what was not read; false where that is more than `drain`.
  boolean pass(long drain) throws IOException {
    return body.pass(drain);
  }

  void detach() {
    body.detach();
  }
}
