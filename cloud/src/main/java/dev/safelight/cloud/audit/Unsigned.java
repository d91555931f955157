package dev.safelight.cloud.audit;

import java.util.Locale;
import java.util.regex.Pattern;

/// Takes out of a header's value what would let its reader act as somebody else: a browser that
/// followed a presigned link sends the whole link as `Referer` to wherever it goes next.
final class Unsigned {
  private static final Pattern SECRET =
      Pattern.compile("(?i)(x-amz-(?:signature|security-token|credential)=)[^&#\\s]*");

  private Unsigned() {}

  static String value(String value) {
    return value.toLowerCase(Locale.ROOT).contains("x-amz-")
        ? SECRET.matcher(value).replaceAll("$1(left out)")
        : value;
  }
}
