package dev.safelight.wire.client;

import dev.safelight.wire.sigv4.Header;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ServerSocketFactory;

/// A server of raw octets on a free loopback port: what it receives is what was sent, undigested.
final class StandIn implements AutoCloseable {
  record Received(String method, String target, List<Header> headers, String octets) {
    byte[] body() {
      return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    String header(String name) {
      return headers.stream()
          .filter(header -> header.is(name))
          .map(Header::value)
          .findFirst()
          .orElse("");
    }
  }

  final List<Received> received = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  private final boolean hangsUp;
  private final ServerSocket listener;
  private final Function<Received, String> answers;

  /// `answers` turns a request into a raw answer; an empty one breaks the connection off.
  StandIn(ServerSocketFactory sockets, boolean hangsUp, Function<Received, String> answers)
      throws IOException {
    this.hangsUp = hangsUp;
    this.listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.answers = answers;
    Thread.ofVirtual().start(this::accept);
  }

  static StandIn of(Function<Received, String> answers) throws IOException {
    return new StandIn(ServerSocketFactory.getDefault(), false, answers);
  }

  /// Closes each connection after one answer, though the answer promises to keep it.
  static StandIn hangingUp(Function<Received, String> answers) throws IOException {
    return new StandIn(ServerSocketFactory.getDefault(), true, answers);
  }

  static String answer(int status, String body, String... headers) {
    var text = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    text.append("Content-Length: ").append(body.length()).append("\r\n");
    for (var header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("\r\n").append(body).toString();
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var input = new BufferedInputStream(socket.getInputStream());
      for (var line = line(input); !line.isEmpty(); line = line(input)) {
        var request = read(line, input);
        received.add(request);
        var answer = answers.apply(request);
        if (answer.isEmpty()) {
          return;
        }
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        if (hangsUp || answer.contains("Connection: close")) {
          return;
        }
      }
    } catch (IOException gone) {
      // the client hung up, which some tests want
    }
  }

  private static Received read(String first, InputStream input) throws IOException {
    var words = first.split(" ", 3);
    var headers = new ArrayList<Header>();
    var length = 0;
    for (var line = line(input); !line.isEmpty(); line = line(input)) {
      var colon = line.indexOf(':');
      var header = new Header(line.substring(0, colon), line.substring(colon + 1).strip());
      headers.add(header);
      length = header.is("Content-Length") ? Integer.parseInt(header.value()) : length;
    }
    var body = new String(input.readNBytes(length), StandardCharsets.ISO_8859_1);
    return new Received(words[0], words[1], headers, body);
  }

  private static String line(InputStream input) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var octet = input.read(); octet >= 0 && octet != '\n'; octet = input.read()) {
      line.write(octet);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
