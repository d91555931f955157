package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// An S3 down to its octets, that does to each request what it was told, and serves the rest well.
final class HostileS3 implements AutoCloseable {
  record Asked(String line, byte[] body) {}

  /// What it does instead of answering; what it returns from, ends the connection.
  interface Act {
    void on(OutputStream out, CountDownLatch over) throws IOException, InterruptedException;
  }

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final byte[] photo;
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Queue<String> methods = new ArrayDeque<>();
  private final Queue<Act> acts = new ArrayDeque<>();
  private final CountDownLatch over = new CountDownLatch(1);

  HostileS3(byte[] photo) throws IOException {
    this.photo = photo;
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /// To the next request of that method for which nothing was told yet.
  synchronized HostileS3 to(String method, Act act) {
    methods.add(method);
    acts.add(act);
    return this;
  }

  static Act says(String octets) {
    return (out, _) -> out.write(octets.getBytes(ISO_8859_1));
  }

  static Act saysAndWaits(String octets) {
    return (out, over) -> {
      out.write(octets.getBytes(ISO_8859_1));
      out.flush();
      over.await();
    };
  }

  /// `octets`, and then one more every few milliseconds, for ever.
  static Act drips(String octets) {
    return (out, over) -> {
      out.write(octets.getBytes(ISO_8859_1));
      while (!over.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        out.write('x');
        out.flush();
      }
    };
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var input = new BufferedInputStream(socket.getInputStream());
      for (var line = line(input); !line.isEmpty(); line = line(input)) {
        int length = 0;
        for (var header = line(input); !header.isEmpty(); header = line(input)) {
          length =
              header.startsWith("Content-Length: ")
                  ? Integer.parseInt(header.substring(16))
                  : length;
        }
        asked.add(new Asked(line, input.readNBytes(length)));
        var method = line.substring(0, line.indexOf(' '));
        var act = act(method);
        if (act != null) {
          act.on(socket.getOutputStream(), over);
          return;
        }
        answer(method, socket.getOutputStream());
      }
    } catch (IOException | InterruptedException _) {
      // the function hung up, which is what most tests want
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Act act(String method) {
    if (method.equals(methods.peek())) {
      methods.remove();
      return acts.remove();
    }
    return null;
  }

  private void answer(String method, OutputStream out) throws IOException {
    boolean get = method.equals("GET");
    out.write(head(get ? photo.length : 0).getBytes(ISO_8859_1));
    out.write(get ? photo : new byte[0]);
    out.flush();
  }

  static String head(long length) {
    return "HTTP/1.1 200 OK\r\nETag: \"abc123\"\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static String line(InputStream input) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int octet = input.read(); octet >= 0 && octet != '\n'; octet = input.read()) {
      line.write(octet);
    }
    return line.toString(ISO_8859_1).strip();
  }

  @Override
  public void close() throws IOException {
    over.countDown();
    listener.close();
  }
}
