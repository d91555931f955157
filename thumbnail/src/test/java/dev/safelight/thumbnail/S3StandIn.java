package dev.safelight.thumbnail;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/// Gives the answers that it was told, in their order, and remembers what was asked.
final class S3StandIn implements AutoCloseable {
  record Asked(String method, String path, Headers headers, byte[] body) {}

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final HttpServer server;

  /// `length` is what the answer says, whatever it holds.
  private record Answer(int status, byte[] body, long length, String... headers) {}

  S3StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static final String E_TAG = "\"abc123\"";

  /// To a GET: an object whose entity tag is the one that the tests' events tell of.
  S3StandIn object(byte[] body, String... headers) {
    return version(body, E_TAG, headers);
  }

  S3StandIn version(byte[] body, String eTag, String... headers) {
    var all = new java.util.ArrayList<>(List.of(headers));
    all.addAll(List.of("ETag", eTag));
    answers.add(new Answer(200, body, body.length, all.toArray(String[]::new)));
    return this;
  }

  /// To a HEAD.
  S3StandIn current() {
    answers.add(new Answer(200, new byte[0], 0, "ETag", E_TAG));
    return this;
  }

  /// To a HEAD, whose errors have no body.
  S3StandIn status(int status) {
    answers.add(new Answer(status, new byte[0], 0));
    return this;
  }

  S3StandIn truncated(byte[] body, long length) {
    answers.add(new Answer(200, body, length));
    return this;
  }

  S3StandIn stored() {
    answers.add(new Answer(200, new byte[0], 0, "ETag", "\"new\""));
    return this;
  }

  S3StandIn redirect(String location) {
    var xml = "<Error><Code>TemporaryRedirect</Code><Message>Elsewhere.</Message></Error>";
    answers.add(new Answer(307, xml.getBytes(), xml.length(), "Location", location));
    return this;
  }

  S3StandIn error(int status, String code) {
    var xml = "<Error><Code>%s</Code><Message>As told.</Message></Error>".formatted(code);
    answers.add(new Answer(status, xml.getBytes(), xml.length(), "x-amz-request-id", "R1"));
    return this;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              exchange.getRequestHeaders(),
              exchange.getRequestBody().readAllBytes()));
      var answer = answers.remove();
      for (int name = 0; name < answer.headers().length; name += 2) {
        exchange.getResponseHeaders().add(answer.headers()[name], answer.headers()[name + 1]);
      }
      exchange.sendResponseHeaders(answer.status(), answer.length() == 0 ? -1 : answer.length());
      exchange.getResponseBody().write(answer.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
