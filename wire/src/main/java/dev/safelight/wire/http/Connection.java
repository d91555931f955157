package dev.safelight.wire.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.function.Consumer;

/// One connection: a request, its answer, the next request. Used by one thread at a time.
final class Connection {
  /// A body that is sent with its head: fewer packets, and fewer records of TLS.
  private static final int SHORT = 16 << 10;

  /// `100 Continue` and the like come before an answer; more of them than this are a game.
  private static final int INTERIM = 8;

  private final Channel channel;
  private final InputStream input;
  private final Consumer<Connection> finished;
  private long since;

  /// @param finished takes a connection that may serve again
  Connection(Channel channel, Consumer<Connection> finished) throws IOException {
    this.channel = channel;
    this.finished = finished;
    this.input = new BufferedInputStream(channel.input());
  }

  /// Nanoseconds for which it was not used.
  long idle() {
    return System.nanoTime() - since;
  }

  /// Whether the other end has neither closed it nor said something out of turn.
  boolean isAlive() {
    var socket = channel.socket();
    try {
      int patience = socket.getSoTimeout();
      try {
        socket.setSoTimeout(1);
        // Never an octet: none is due. An end, or one out of turn, ends the connection's use.
        int _ = input.read();
        return false;
      } catch (SocketTimeoutException _) {
        socket.setSoTimeout(patience);
        return true;
      }
    } catch (IOException _) {
      return false;
    }
  }

  Response exchange(String method, byte[] head, byte[] body) throws IOException {
    try {
      var sent = write(head, body);
      return answer(method, sent);
    } catch (IOException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  /// Whether all was taken. An answer may come though it was not: "too large", and then the end.
  private boolean write(byte[] head, byte[] body) throws IOException {
    var output = channel.output();
    try {
      if (body.length <= SHORT) {
        var both = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, both, head.length, body.length);
        output.write(both);
      } else {
        output.write(head);
        output.write(body);
      }
      output.flush();
      return true;
    } catch (SocketTimeoutException late) {
      throw late;
    } catch (IOException _) {
      return false;
    }
  }

  private Response answer(String method, boolean sent) throws IOException {
    for (int interim = 0; interim <= INTERIM; interim++) {
      var head = AnswerHead.read(input);
      if (head.status() >= 200) {
        boolean empty = method.equals("HEAD") || head.status() == 204 || head.status() == 304;
        var framing = empty ? new AnswerHead.Sized(0) : head.framing();
        return new Response(head.status(), head.headers(), body(framing, sent && head.keeps()));
      }
      if (head.status() == 101) {
        throw new IOException("the server changed to another protocol");
      }
    }
    throw new IOException("the server sent interim answers alone");
  }

  private InputStream body(AnswerHead.Framing framing, boolean keeps) {
    return switch (framing) {
      case AnswerHead.Sized(var length) -> SizedBody.of(this, input, length, keeps);
      case AnswerHead.Chunked _ -> new ChunkedBody(this, input, keeps);
      case AnswerHead.ToTheEnd _ -> new EndlessBody(this, input);
    };
  }

  /// The answer was read to its end.
  void finish(boolean keeps) {
    since = System.nanoTime();
    if (keeps && isQuiet()) {
      finished.accept(this);
    } else {
      close();
    }
  }

  /// What nobody asked for would be taken for the answer to the next request.
  private boolean isQuiet() {
    try {
      return input.available() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // It is of no use either way, and what it was to say has been said.
    }
  }
}
