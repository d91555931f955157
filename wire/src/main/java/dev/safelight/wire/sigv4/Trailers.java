package dev.safelight.wire.sigv4;

import dev.safelight.wire.sigv4.BodyException.Flaw;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The headers after the last chunk, gathered line by line and held to what was announced.
final class Trailers {
  static final String SIGNATURE = "x-amz-trailer-signature";
  static final int LONGEST_LINE = 1024;

  private final Set<String> announced;
  private final boolean signed;
  private final TreeMap<String, String> values = new TreeMap<>();
  private String signature = "";

  Trailers(Set<String> announced, boolean signed) {
    this.announced = Set.copyOf(announced);
    this.signed = signed;
  }

  /// Each announced name comes once, so their number bounds how many lines are read.
  void add(String line) throws BodyException {
    var colon = line.indexOf(':');
    if (colon < 1) {
      throw malformed("expecting name:value");
    }
    var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    var value = Canonical.fold(line.substring(colon + 1));
    if (!signature.isEmpty()) {
      throw malformed(SIGNATURE + " must come last");
    }
    if (signed && name.equals(SIGNATURE)) {
      if (!Sha256.isHex(value)) {
        throw malformed(SIGNATURE + " must be 64 hexadecimal digits");
      }
      signature = value;
      return;
    }
    if (!announced.contains(name)) {
      throw malformed("a header was not announced in x-amz-trailer");
    }
    if (values.putIfAbsent(name, value) != null) {
      throw malformed("a header must not be repeated");
    }
  }

  /// Whether all announced headers came, under a signature that rests on the last chunk's.
  void check(Chain chain) throws BodyException {
    if (!values.keySet().equals(announced)) {
      throw malformed("a header that x-amz-trailer announced is missing");
    }
    if (!Sha256.same(chain.trailer(Sha256.hex(canonical(values))), signature)) {
      throw new BodyException(Flaw.SIGNATURE_MISMATCH, Flaw.SIGNATURE_MISMATCH.error().text());
    }
  }

  static String canonical(Map<String, String> sorted) {
    var text = new StringBuilder();
    sorted.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    return text.toString();
  }

  Map<String, String> values() {
    return Map.copyOf(values);
  }

  private static BodyException malformed(String what) {
    return new BodyException(
        Flaw.MALFORMED_TRAILER, Flaw.MALFORMED_TRAILER.error().text() + " (" + what + ")");
  }
}
