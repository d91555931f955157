package dev.safelight.wire.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// S3's `<Error>`, read without an XML parser: `java.xml` would double the function's image, and
/// nothing is decided by what stands here beyond the code.
record ErrorDocument(String code, String message, String requestId) {
  private static final Pattern REFERENCE = Pattern.compile("&(lt|gt|amp|quot|apos|#[0-9]{1,7});");

  static ErrorDocument read(String xml) {
    return new ErrorDocument(
        element(xml, "Code"), element(xml, "Message"), element(xml, "RequestId"));
  }

  private static String element(String xml, String name) {
    var start = xml.indexOf("<" + name + ">");
    var end = xml.indexOf("</" + name + ">", Math.max(start, 0));
    return start < 0 || end < 0
        ? ""
        : REFERENCE
            .matcher(xml.substring(start + name.length() + 2, end))
            .replaceAll(found -> Matcher.quoteReplacement(resolve(found.group(1))));
  }

  private static String resolve(String reference) {
    return switch (reference) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "amp" -> "&";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> {
        var point = Integer.parseInt(reference.substring(1));
        yield Character.isValidCodePoint(point) ? Character.toString(point) : "\uFFFD";
      }
    };
  }
}
