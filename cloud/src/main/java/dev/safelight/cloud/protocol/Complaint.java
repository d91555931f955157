package dev.safelight.cloud.protocol;

import dev.safelight.cloud.call.Fault;

/// How a protocol says that a part of a request cannot be read.
@FunctionalInterface
interface Complaint {
  /// The fault for a member that cannot be read.
  ///
  /// @param member where in the request, such as `Delete.Object[2].Key`
  /// @param problem such as `a whole number is expected, was "x"`
  Fault of(String member, String problem);

  /// A value as it may be shown: whole where it is short.
  static String quoted(String text) {
    int most = 64;
    return '"' + (text.length() <= most ? text : text.substring(0, most) + "...") + '"';
  }
}
