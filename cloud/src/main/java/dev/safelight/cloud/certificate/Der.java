package dev.safelight.cloud.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The few values of ASN.1 that a certificate is made of, in their distinguished encoding (X.690, 8
/// and 10).
final class Der {
  static final byte[] TRUE = tagged(0x01, new byte[] {(byte) 0xff});

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(0x30, joined(parts));
  }

  static byte[] set(byte[] only) {
    return tagged(0x31, only);
  }

  static byte[] integer(BigInteger value) {
    return tagged(0x02, value.toByteArray());
  }

  static byte[] octets(byte[] bytes) {
    return tagged(0x04, bytes);
  }

  /// @param unused bits at the end of the last byte
  static byte[] bits(int unused, byte[] bytes) {
    return tagged(0x03, joined(new byte[] {(byte) unused}, bytes));
  }

  static byte[] text(String text) {
    return tagged(0x0c, text.getBytes(UTF_8));
  }

  /// @param dotted such as `2.5.29.19`
  static byte[] oid(String dotted) {
    var arcs = dotted.split("\\.", -1);
    var bytes = new ByteArrayOutputStream();
    base128(bytes, Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      base128(bytes, Integer.parseInt(arcs[i]));
    }
    return tagged(0x06, bytes.toByteArray());
  }

  /// Two digits for the year until 2049, four after (RFC 5280, 4.1.2.5).
  static byte[] time(Instant at) {
    var utc = at.atZone(ZoneOffset.UTC);
    return utc.getYear() < 2050
        ? tagged(
            0x17, DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").format(utc).getBytes(US_ASCII))
        : tagged(
            0x18, DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").format(utc).getBytes(US_ASCII));
  }

  /// `[number] EXPLICIT`, or `IMPLICIT` of something constructed.
  static byte[] context(int number, byte[]... parts) {
    return tagged(0xa0 | number, joined(parts));
  }

  /// `[number] IMPLICIT` of something primitive.
  static byte[] primitive(int number, byte[] bytes) {
    return tagged(0x80 | number, bytes);
  }

  private static void base128(ByteArrayOutputStream bytes, int arc) {
    for (int shift = 28; shift > 0; shift -= 7) {
      if (arc >> shift > 0) {
        bytes.write(((arc >> shift) & 0x7f) | 0x80);
      }
    }
    bytes.write(arc & 0x7f);
  }

  private static byte[] tagged(int tag, byte[] content) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(tag);
    if (content.length < 0x80) {
      bytes.write(content.length);
    } else {
      var length = BigInteger.valueOf(content.length).toByteArray();
      int from = length[0] == 0 ? 1 : 0;
      bytes.write(0x80 | (length.length - from));
      bytes.write(length, from, length.length - from);
    }
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (var part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
