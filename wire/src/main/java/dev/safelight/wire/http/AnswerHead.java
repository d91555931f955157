package dev.safelight.wire.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.safelight.wire.sigv4.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The head of an answer. What does not read as one, or frames its body in two ways, is refused:
/// the next answer on the connection would begin who knows where.
record AnswerHead(int status, boolean persistent, List<Header> headers) {
  private static final int LONGEST = 64 << 10;

  /// How a body ends.
  sealed interface Framing {}

  record Sized(long length) implements Framing {}

  record Chunked() implements Framing {}

  record ToTheEnd() implements Framing {}

  /// @throws Unanswered where nothing came
  static AnswerHead read(InputStream input) throws IOException {
    int first;
    try {
      first = input.read();
    } catch (SocketTimeoutException late) {
      throw late;
    } catch (IOException broken) {
      throw new Unanswered(broken);
    }
    if (first < 0) {
      throw new Unanswered("the connection was closed before an answer came");
    }
    var lines = new Lines(input, LONGEST);
    var line = lines.next(first);
    // HTTP/1.1 200 OK
    boolean persistent = line.startsWith("HTTP/1.1 ");
    boolean version = persistent || line.startsWith("HTTP/1.0 ");
    var code = line.length() >= 12 ? line.substring(9, 12) : "";
    if (!version || !isDigits(code) || (line.length() > 12 && line.charAt(12) != ' ')) {
      throw new IOException("the answer is not HTTP");
    }
    var headers = new ArrayList<Header>();
    for (line = lines.next(); !line.isEmpty(); line = lines.next()) {
      int colon = line.indexOf(':');
      if (colon < 1 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
        throw new IOException("the answer has a line that is no header");
      }
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new AnswerHead(Integer.parseInt(code), persistent, headers);
  }

  Framing framing() throws IOException {
    var encoding = values("Transfer-Encoding");
    var lengths = values("Content-Length");
    if (!encoding.isEmpty()) {
      if (encoding.size() > 1
          || !encoding.getFirst().equalsIgnoreCase("chunked")
          || !lengths.isEmpty()) {
        throw new IOException("the answer says in two ways where its body ends");
      }
      return new Chunked();
    }
    if (lengths.isEmpty()) {
      return new ToTheEnd();
    }
    var length = lengths.getFirst();
    if (lengths.size() > 1 || length.length() > 18 || !isDigits(length)) {
      throw new IOException("the answer's Content-Length is no length: " + lengths);
    }
    return new Sized(Long.parseLong(length));
  }

  /// RFC 9110, 7.6.1: the options are a list, `keep-alive, close` too.
  boolean keeps() {
    return persistent
        && values("Connection").stream()
            .flatMap(value -> Arrays.stream(value.split(",")))
            .noneMatch(option -> option.strip().equalsIgnoreCase("close"));
  }

  private List<String> values(String name) {
    return headers.stream().filter(header -> header.is(name)).map(Header::value).toList();
  }

  static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Lines of octets, all of them together not longer than a head may be.
  static final class Lines {
    private final InputStream input;
    private int left;

    Lines(InputStream input, int most) {
      this.input = input;
      this.left = most;
    }

    String next() throws IOException {
      return next(input.read());
    }

    /// Without its end, which is LF after CR or alone.
    String next(int first) throws IOException {
      var line = new ByteArrayOutputStream(128);
      for (int octet = first; octet != '\n'; octet = input.read()) {
        if (octet < 0) {
          throw new IOException("the answer broke off in its head");
        }
        if (--left < 0) {
          throw new IOException("the answer's head is too long");
        }
        line.write(octet);
      }
      var text = line.toString(ISO_8859_1);
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
  }
}
