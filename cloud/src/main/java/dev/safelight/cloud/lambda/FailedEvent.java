package dev.safelight.cloud.lambda;

import java.time.Instant;

/// An asynchronous event that was given up after its last attempt.
///
/// @param function its ARN
/// @param failure what the last attempt said
public record FailedEvent(
    String requestId, String function, Instant at, int attempts, String failure) {}
