package dev.safelight.cloud.http;

import java.time.Duration;

/// What a client may ask of a door before it is refused or left.
///
/// @param headBytes of request line and headers together
/// @param bodyBytes of a request's body
/// @param drainBytes of an unread body that are skipped to keep the connection
/// @param lingerBytes that are thrown away after a last reply, so that a client still sending sees
///   the reply and not a reset
/// @param connections that are open at once; further ones are closed unanswered
/// @param idle how long a connection waits for its next request
/// @param head how long a request's head may take from its first byte on
/// @param stall how long a body may stand still, in either direction
/// @param linger how long a client may go on sending after a last reply
/// @param grace how long a closing door waits for the calls in flight
public record Limits(
    int headBytes,
    long bodyBytes,
    long drainBytes,
    long lingerBytes,
    int connections,
    Duration idle,
    Duration head,
    Duration stall,
    Duration linger,
    Duration grace) {
  /// S3's sizes (8 KB of head, objects of 5 GB in one call), and times that suit clients on the
  /// same machine.
  public static Limits standard() {
    return new Limits(
        8 << 10,
        5L << 30,
        256 << 10,
        16 << 20,
        2_000,
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5));
  }
}
