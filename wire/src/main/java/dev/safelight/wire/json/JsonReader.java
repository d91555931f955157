package dev.safelight.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON text strictly: what RFC 8259 leaves open is refused (a name twice, half a
/// surrogate pair, a byte order mark, bad UTF-8), because two readers could see two values.
///
/// It takes time and memory in proportion to the input, and the input is bounded.
public final class JsonReader {
  /// Of the text, in bytes: Lambda's own limit for an event is 6 MB.
  public static final int LONGEST = 6 << 20;

  /// Of arrays and objects in each other. S3's events are 6 deep.
  public static final int DEEPEST = 32;

  /// Stands for a character behind the last one; no token begins with it.
  private static final char END = '\uFFFF';

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  public static Json read(byte[] utf8) throws JsonException {
    if (utf8.length > LONGEST) {
      throw new JsonException("more than " + LONGEST + " bytes", LONGEST);
    }
    var reader = new JsonReader(decoded(utf8));
    var value = reader.value(0);
    reader.peek();
    if (reader.at < reader.text.length()) {
      throw reader.unexpected("the end");
    }
    return value;
  }

  private static String decoded(byte[] utf8) throws JsonException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException _) {
      throw new JsonException("not UTF-8", 0);
    }
  }

  private Json value(int depth) throws JsonException {
    if (depth == DEEPEST) {
      throw new JsonException("more than " + DEEPEST + " levels", at);
    }
    return switch (peek()) {
      case '{' -> new Json.Members(members(depth + 1));
      case '[' -> new Json.Items(items(depth + 1));
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Truth(true));
      case 'f' -> word("false", new Json.Truth(false));
      case 'n' -> word("null", new Json.Nothing());
      default -> new Json.Numeral(number());
    };
  }

  private Map<String, Json> members(int depth) throws JsonException {
    var members = new LinkedHashMap<String, Json>();
    at++;
    if (isNext('}')) {
      return members;
    }
    do {
      if (peek() != '"') {
        throw unexpected("a name");
      }
      var start = at;
      var name = string();
      expect(':');
      if (members.put(name, value(depth)) != null) {
        throw new JsonException("a name twice in one object", start);
      }
    } while (isNext(','));
    expect('}');
    return members;
  }

  private List<Json> items(int depth) throws JsonException {
    var items = new ArrayList<Json>();
    at++;
    if (isNext(']')) {
      return items;
    }
    do {
      items.add(value(depth));
    } while (isNext(','));
    expect(']');
    return items;
  }

  private String string() throws JsonException {
    var start = at++;
    var value = new StringBuilder();
    while (true) {
      if (at == text.length()) {
        throw new JsonException("a string without an end", start);
      }
      var c = text.charAt(at++);
      if (c == '"') {
        return paired(value.toString(), start);
      }
      if (c < ' ') {
        throw new JsonException("a control character in a string", at - 1);
      }
      value.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws JsonException {
    var c = at < text.length() ? text.charAt(at++) : END;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw new JsonException("an unknown escape", at - 1);
    };
  }

  private char unit() throws JsonException {
    int unit = 0;
    for (var end = at + 4; at < end; at++) {
      var c = at < text.length() ? text.charAt(at) : END;
      // Character.digit also takes digits of other scripts.
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new JsonException("\\u without four hexadecimal digits", at);
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  private static String paired(String value, int start) throws JsonException {
    if (!UTF_8.newEncoder().canEncode(value)) {
      throw new JsonException("half a surrogate pair in a string", start);
    }
    return value;
  }

  private String number() throws JsonException {
    var start = at;
    skip('-');
    if (!skip('0')) {
      digits();
    }
    if (skip('.')) {
      digits();
    }
    if (skip('e') || skip('E')) {
      if (!skip('+')) {
        skip('-');
      }
      digits();
    }
    return text.substring(start, at);
  }

  private void digits() throws JsonException {
    var start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw unexpected("a value");
    }
  }

  private boolean skip(char wanted) {
    var found = at < text.length() && text.charAt(at) == wanted;
    at += found ? 1 : 0;
    return found;
  }

  private Json word(String word, Json value) throws JsonException {
    if (!text.startsWith(word, at)) {
      throw unexpected("a value");
    }
    at += word.length();
    return value;
  }

  private boolean isNext(char wanted) {
    peek();
    return skip(wanted);
  }

  private void expect(char wanted) throws JsonException {
    if (!isNext(wanted)) {
      throw unexpected("'" + wanted + "'");
    }
  }

  /// The next character that is no white space, not taken.
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  private JsonException unexpected(String wanted) {
    return new JsonException("expected " + wanted, at);
  }
}
