package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import java.util.regex.Pattern;

/// The part of an object that a `Range` header asks for. See RFC 9110, 14.1.2, and AWS:
/// "GetObject", which knows one range per request.
///
/// @param partial whether the answer is 206
record ByteRange(long from, long length, boolean partial) {
  private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d*)-(\\d*)\\s*");

  static ByteRange whole(long size) {
    return new ByteRange(0, size, false);
  }

  /// @param header empty where there was none; what is no single range of bytes is ignored, as AWS
  ///   does
  /// @throws Fault `InvalidRange` where no byte of the object lies in it
  static ByteRange of(String header, long size) {
    var match = ONE.matcher(header);
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return whole(size);
    }
    if (match.group(1).isEmpty()) {
      long last = number(match.group(2));
      if (last == 0 || size == 0) {
        throw Faults.invalidRange(header, size);
      }
      long length = Math.min(last, size);
      return new ByteRange(size - length, length, true);
    }
    long from = number(match.group(1));
    long to = match.group(2).isEmpty() ? Long.MAX_VALUE : number(match.group(2));
    if (to < from) {
      return whole(size);
    }
    if (from >= size) {
      throw Faults.invalidRange(header, size);
    }
    return new ByteRange(from, Math.min(to, size - 1) - from + 1, true);
  }

  /// `Content-Range`; empty for a whole object.
  String header(long size) {
    return partial ? "bytes " + from + "-" + (from + length - 1) + "/" + size : "";
  }

  /// Digits as far as a long holds them: what is longer lies behind every object.
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }
}
