package dev.safelight.cloud.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Header;
import dev.safelight.cloud.call.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The grammar of a head's lines (RFC 9112, 2 to 5), without the leniencies that it allows: no bare
/// line feeds, no folded lines, no space before a colon.
record Lines(String method, String target, String version, Headers headers) {
  static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");

  /// @param text a head, a letter for a byte, without the empty line that ends it
  static Lines parse(String text) {
    var lines = text.split("\r\n", -1);
    var words = lines[0].split(" ", -1);
    if (words.length != 3
        || !TOKEN.matcher(words[0]).matches()
        || !VERSION.matcher(words[2]).matches()) {
      throw bad(
          "The request line must be a method, a target and a version with one space between.");
    }
    if (!words[2].equals("HTTP/1.1") && !words[2].equals("HTTP/1.0")) {
      throw new Fault(505, "HttpVersionNotSupported", "The version must be HTTP/1.1 or HTTP/1.0.");
    }
    return new Lines(
        words[0], words[1], words[2], headers(Arrays.asList(lines).subList(1, lines.length)));
  }

  static Headers headers(List<String> lines) {
    var headers = new ArrayList<Header>();
    for (var line : lines) {
      if (line.startsWith(" ") || line.startsWith("\t")) {
        throw bad("A header must not be folded over two lines.");
      }
      int colon = line.indexOf(':');
      if (colon < 0 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
        throw bad("A header must be a name, directly followed by a colon, and a value.");
      }
      headers.add(new Header(line.substring(0, colon), value(line.substring(colon + 1))));
    }
    return new Headers(headers);
  }

  /// As the client meant it: SDKs send UTF-8, and those that send a byte for a letter sign UTF-8.
  private static String value(String bytes) {
    var value = trimmed(bytes);
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(value.getBytes(ISO_8859_1))).toString();
    } catch (CharacterCodingException _) {
      return value;
    }
  }

  private static String trimmed(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && isBlank(value.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }

  private static Fault bad(String message) {
    return new Fault(400, "BadRequest", message);
  }
}
