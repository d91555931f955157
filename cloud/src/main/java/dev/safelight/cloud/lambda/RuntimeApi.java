package dev.safelight.cloud.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lambda's Runtime API for one execution environment, on a loopback port of its own: what a
/// function's process asks for events and tells its answers to. Thread-safe; one event is
/// outstanding at a time.
///
/// Whoever else reaches the port (another process, a web page) can answer only if it knows the
/// outstanding request's id; a browser is turned away by its headers. See AWS: "Using the Lambda
/// runtime API for custom runtimes".
final class RuntimeApi implements AutoCloseable {
  /// AWS's limit of a synchronous answer: 6 MB and 100 bytes.
  static final int MOST_BYTES = 6_291_556;

  private static final String ROOT = "/2018-06-01/runtime/";
  private static final long DRAINED = 64L << 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String address;
  private final CompletableFuture<Optional<Ending>> ready = new CompletableFuture<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Invocation outstanding;
  private boolean delivered;
  private long polls;
  private boolean closed;

  private RuntimeApi(HttpServer server) {
    this.server = server;
    this.address = "127.0.0.1:" + server.getAddress().getPort();
  }

  static RuntimeApi open() throws IOException {
    var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    var api = new RuntimeApi(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    api.server.setExecutor(api.threads);
    api.server.createContext("/", api::handle);
    api.server.start();
    return api;
  }

  /// Host and port, as `AWS_LAMBDA_RUNTIME_API` names them.
  String address() {
    return address;
  }

  /// Empty once the function asked for its first event; how it ended where its initialisation
  /// failed.
  CompletableFuture<Optional<Ending>> ready() {
    return ready;
  }

  /// Hands an event to the process; its ending is told through the invocation.
  void offer(Invocation invocation) {
    lock.lock();
    try {
      outstanding = invocation;
      delivered = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Accepts no more answers to whatever is outstanding.
  void withdraw() {
    lock.lock();
    try {
      outstanding = null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isLocal(exchange)) {
        refuse(exchange, 403, "Forbidden", "only the function's own process is answered");
        return;
      }
      var path = exchange.getRequestURI().getRawPath();
      boolean post = exchange.getRequestMethod().equals("POST");
      if (exchange.getRequestMethod().equals("GET") && path.equals(ROOT + "invocation/next")) {
        next(exchange);
      } else if (post && path.equals(ROOT + "init/error")) {
        initError(exchange);
      } else if (post && path.startsWith(ROOT + "invocation/") && path.endsWith("/response")) {
        answer(exchange, id(path, "/response"), Ending.Answered::new);
      } else if (post && path.startsWith(ROOT + "invocation/") && path.endsWith("/error")) {
        answer(exchange, id(path, "/error"), Ending.Failed::new);
      } else {
        refuse(exchange, 404, "NotFound", "no such path");
      }
    }
  }

  private static String id(String path, String end) {
    int from = (ROOT + "invocation/").length();
    int to = path.length() - end.length();
    return from <= to ? path.substring(from, to) : "";
  }

  /// A page in a browser can send requests to any port; it cannot leave out what the browser adds.
  private boolean isLocal(HttpExchange exchange) {
    var headers = exchange.getRequestHeaders();
    return List.of(address).equals(headers.get("Host"))
        && headers.keySet().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .noneMatch(name -> name.equals("origin") || name.startsWith("sec-fetch-"));
  }

  private void next(HttpExchange exchange) throws IOException {
    ready.complete(Optional.empty());
    var invocation = awaited();
    if (invocation == null) {
      return; // Closed, or the process asked again: this connection has no use any more.
    }
    try {
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", "application/json");
      headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
      headers.set(
          "Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
      headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.arn());
      send(exchange, 200, invocation.payload());
    } catch (IOException gone) {
      redeliver(invocation);
      throw gone;
    }
  }

  private @Nullable Invocation awaited() {
    lock.lock();
    try {
      long mine = ++polls;
      changed.signalAll();
      while (!closed && mine == polls && (outstanding == null || delivered)) {
        changed.awaitUninterruptibly();
      }
      if (closed || mine != polls) {
        return null;
      }
      delivered = true;
      return outstanding;
    } finally {
      lock.unlock();
    }
  }

  private void redeliver(Invocation invocation) {
    lock.lock();
    try {
      if (outstanding != null && outstanding.requestId().equals(invocation.requestId())) {
        delivered = false;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void initError(HttpExchange exchange) throws IOException {
    var body = bounded(exchange.getRequestBody());
    if (body.isEmpty() || !ready.complete(Optional.of(new Ending.Failed(body.get())))) {
      refuse(exchange, 400, "InvalidStateTransition", "the initialisation is over");
    } else {
      send(exchange, 202, status());
    }
  }

  private interface Made {
    Ending of(byte[] body);
  }

  private void answer(HttpExchange exchange, String id, Made made) throws IOException {
    if (taken(id, false) == null) {
      drain(exchange.getRequestBody());
      refuse(exchange, 400, "InvalidRequestID", "Invalid request ID");
      return;
    }
    var body = bounded(exchange.getRequestBody());
    var invocation = taken(id, true);
    if (invocation == null) {
      refuse(exchange, 400, "InvalidRequestID", "Invalid request ID");
    } else if (body.isEmpty()) {
      refuse(
          exchange,
          413,
          "RequestEntityTooLarge",
          "Exceeded maximum allowed payload size (%d bytes).".formatted(MOST_BYTES));
      invocation.ending().complete(new Ending.TooLarge(MOST_BYTES));
    } else {
      send(exchange, 202, status());
      invocation.ending().complete(made.of(body.get()));
    }
  }

  /// The outstanding invocation, if its id is this one and the process has been given it.
  private @Nullable Invocation taken(String id, boolean end) {
    lock.lock();
    try {
      var invocation = outstanding;
      if (invocation == null || !delivered || !invocation.requestId().equals(id)) {
        return null;
      }
      if (end) {
        outstanding = null;
      }
      return invocation;
    } finally {
      lock.unlock();
    }
  }

  /// The whole body; empty where it is too large.
  private static Optional<byte[]> bounded(InputStream body) throws IOException {
    var bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length <= MOST_BYTES) {
      return Optional.of(bytes);
    }
    drain(body);
    return Optional.empty();
  }

  /// Reads a body away, so that its sender gets to see the answer.
  private static void drain(InputStream body) throws IOException {
    var buffer = new byte[64 << 10];
    long left = DRAINED;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = body.read(buffer);
    }
  }

  private static byte[] status() {
    return "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.UTF_8);
  }

  private static void refuse(HttpExchange exchange, int status, String type, String message)
      throws IOException {
    var document = "{\"errorMessage\":\"%s\",\"errorType\":\"%s\"}\n".formatted(message, type);
    send(exchange, status, document.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
