package dev.safelight.cloud.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Names and values of a query string or a form, decoded once. See WHATWG: "URL", 5.1
/// application/x-www-form-urlencoded parsing.
final class Parameters {
  private static final int MOST = 5_000;

  private Parameters() {}

  /// Every name with its value, in the order sent. Given twice, one reader could authorise the
  /// first and another act on the second: it is refused.
  ///
  /// @param text raw, such as `list-type=2&prefix=a%2Fb`
  static Map<String, String> parse(String text, Complaint complaint) {
    var parameters = new LinkedHashMap<String, String>();
    all(text, complaint)
        .forEach((name, values) -> parameters.put(name, only(name, values, complaint)));
    return parameters;
  }

  /// Every name with its values: lists are sent as one parameter for each member.
  static Map<String, List<String>> all(String text, Complaint complaint) {
    var parameters = new LinkedHashMap<String, List<String>>();
    if (text.isEmpty()) {
      return parameters;
    }
    int count = 0;
    for (var pair : text.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      var name = decode("parameter", equals < 0 ? pair : pair.substring(0, equals), complaint);
      var value = equals < 0 ? "" : decode(name, pair.substring(equals + 1), complaint);
      parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      if (++count > MOST) {
        throw complaint.of(name, "there are more than " + MOST + " parameters");
      }
    }
    return parameters;
  }

  static String only(String name, List<String> values, Complaint complaint) {
    if (values.size() > 1) {
      throw complaint.of(name, "this parameter may be given once");
    }
    return values.getFirst();
  }

  private static String decode(String member, String text, Complaint complaint) {
    var octets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == '%') {
        if (i + 2 >= text.length()
            || !HexFormat.isHexDigit(text.charAt(i + 1))
            || !HexFormat.isHexDigit(text.charAt(i + 2))) {
          throw complaint.of(member, "% must be followed by two hexadecimal digits");
        }
        octets.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 3;
      } else {
        octets.writeBytes((c == '+' ? " " : Character.toString(c)).getBytes(UTF_8));
        i += Character.charCount(c);
      }
    }
    return utf8(octets.toByteArray())
        .orElseThrow(() -> complaint.of(member, "this is not UTF-8 when decoded"));
  }

  /// Empty where the bytes are not UTF-8.
  static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty(); // Not UTF-8 is an answer here.
    }
  }
}
