package dev.safelight.cloud.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.call.Header;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A reply's bytes.
final class ReplyWriter {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Set<String> OURS = Set.of("connection", "keep-alive", "transfer-encoding");
  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(202, "Accepted"),
          Map.entry(204, "No Content"),
          Map.entry(206, "Partial Content"),
          Map.entry(304, "Not Modified"),
          Map.entry(307, "Temporary Redirect"),
          Map.entry(400, "Bad Request"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(409, "Conflict"),
          Map.entry(411, "Length Required"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(416, "Range Not Satisfiable"),
          Map.entry(417, "Expectation Failed"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "HTTP Version Not Supported"));

  private final Outbound out;

  ReplyWriter(Outbound out) {
    this.out = out;
  }

  /// How the connection goes on, as the reply says it.
  enum Then {
    OPEN,
    /// To an HTTP/1.0 client, who expects a close where nothing is said.
    KEPT_OPEN,
    CLOSED
  }

  /// The head's bytes.
  ///
  /// @param method of the request: a reply to `HEAD` has the headers of a body and none
  /// @throws IllegalArgumentException for a header that could not be told from the next one
  static byte[] head(Reply reply, String method, Instant now, Then then) {
    var lines = new ArrayList<Header>();
    for (var line : reply.headers().lines()) {
      if (!OURS.contains(line.name().toLowerCase(Locale.ROOT)) && !isLength(line, reply, method)) {
        lines.add(checked(line));
      }
    }
    if (hasBody(reply, method) || (method.equals("HEAD") && reply.body().length() > 0)) {
      lines.add(new Header("Content-Length", Long.toString(reply.body().length())));
    }
    addMissing(lines, reply.headers(), "Date", DATE.format(now));
    addMissing(lines, reply.headers(), "Server", "Safelight");
    switch (then) {
      case OPEN -> {}
      case KEPT_OPEN -> lines.add(new Header("Connection", "keep-alive"));
      case CLOSED -> lines.add(new Header("Connection", "close"));
    }
    var text =
        new StringBuilder()
            .append("HTTP/1.1 ")
            .append(reply.status())
            .append(' ')
            .append(PHRASES.getOrDefault(reply.status(), ""))
            .append("\r\n");
    lines.forEach(
        line -> text.append(line.name()).append(": ").append(line.value()).append("\r\n"));
    return text.append("\r\n").toString().getBytes(UTF_8);
  }

  /// A length is the handler's to state only where no body follows that has one.
  private static boolean isLength(Header line, Reply reply, String method) {
    return line.name().equalsIgnoreCase("Content-Length")
        && (hasBody(reply, method) || reply.status() == 204 || reply.body().length() > 0);
  }

  private static void addMissing(List<Header> lines, Headers given, String name, String value) {
    if (given.first(name).isEmpty()) {
      lines.add(new Header(name, value));
    }
  }

  /// Values come from clients (object metadata, `response-content-type`): a line end among them
  /// would let one client write another's headers.
  private static Header checked(Header line) {
    if (!Lines.TOKEN.matcher(line.name()).matches()
        || line.value()
            .chars()
            .anyMatch(letter -> (letter < ' ' && letter != '\t') || letter == 0x7f)) {
      throw new IllegalArgumentException("not a header: " + line.name());
    }
    return line;
  }

  static boolean hasBody(Reply reply, String method) {
    return !method.equals("HEAD") && reply.status() != 204 && reply.status() != 304;
  }

  void write(byte[] head, Reply reply, String method) throws IOException {
    out.write(head);
    if (hasBody(reply, method)) {
      var body = reply.body();
      var counted = new Counted(out, body.length());
      body.writeTo(counted);
      counted.finish();
    }
    out.flush();
  }

  /// Holds a body to its length: a byte more would be read as the next reply, a byte less be waited
  /// for.
  private static final class Counted extends OutputStream {
    private final OutputStream out;
    private long left;

    Counted(OutputStream out, long left) {
      this.out = out;
      this.left = left;
    }

    @Override
    public void write(int single) throws IOException {
      count(1);
      out.write(single);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      count(length);
      out.write(bytes, from, length);
    }

    private void count(int bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new IOException("a reply's body is longer than its length");
      }
    }

    void finish() throws IOException {
      if (left > 0) {
        throw new IOException("a reply's body is %d bytes shorter than its length".formatted(left));
      }
    }
  }
}
