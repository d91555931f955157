package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Request;

/// Where a request came from, as the events that it causes tell it.
///
/// @param requestId empty for calls from inside
/// @param address the client's IP address
record Origin(String requestId, String address) {
  static final Origin INSIDE = new Origin("", "127.0.0.1");

  static Origin of(Request request) {
    return new Origin(request.id(), request.peer().address());
  }
}
