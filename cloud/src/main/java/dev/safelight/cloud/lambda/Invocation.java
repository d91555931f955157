package dev.safelight.cloud.lambda;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// One event on its way through a function's process. The first ending counts.
///
/// @param requestId the id that the caller, the function and the log share
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record Invocation(
    String requestId,
    String arn,
    byte[] payload,
    Instant deadline,
    CompletableFuture<Ending> ending) {}
