package dev.safelight.cloud.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A client that sends exactly the bytes it is told to.
final class Dial implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  Dial(Door door) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), door.port()));
  }

  Dial(Socket socket) throws IOException {
    this.socket = socket;
    // So that a defect is a failure and not a build that hangs.
    socket.setSoTimeout(20_000);
    this.in = socket.getInputStream();
  }

  record Answer(int status, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, UTF_8);
    }
  }

  /// A letter for a byte.
  Dial send(String text) throws IOException {
    return send(text.getBytes(ISO_8859_1));
  }

  Dial send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  Dial shutOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  Answer read() throws IOException {
    return read(true);
  }

  Answer read(boolean hasBody) throws IOException {
    var status = line();
    if (!status.startsWith("HTTP/1.1 ")) {
      throw new IOException("not a reply: " + status);
    }
    var headers = new TreeMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(": ");
      var twice =
          headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
      if (twice != null) {
        throw new IOException("twice: " + line);
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = hasBody ? in.readNBytes(length) : new byte[0];
    if (hasBody && body.length < length) {
      throw new IOException("the body ended early");
    }
    return new Answer(Integer.parseInt(status.substring(9, 12)), headers, body);
  }

  String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("ended after: " + line);
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(ISO_8859_1);
  }

  InputStream in() {
    return in;
  }

  /// Whether the other end has closed.
  boolean isOver() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
