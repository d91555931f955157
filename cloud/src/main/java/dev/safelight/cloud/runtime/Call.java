package dev.safelight.cloud.runtime;

/// One event's circumstances.
///
/// @param deadline in milliseconds since 1970
record Call(String requestId, String functionArn, long deadline) {}
