package dev.safelight.cloud.call;

/// Something to be told after the commit, kept in the outbox until its destination has it.
///
/// @param principal the service that tells it, such as `s3.amazonaws.com`
/// @param sourceArn the resource it happened to, such as `arn:aws:s3:::photos`
/// @param sourceAccount the account of that resource
/// @param destination the ARN of the function or the queue that is told
/// @param document the event's JSON
public record Event(
    String principal,
    String sourceArn,
    String sourceAccount,
    String destination,
    String document) {}
