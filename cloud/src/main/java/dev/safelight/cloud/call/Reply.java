package dev.safelight.cloud.call;

/// What goes back to the client. A `HEAD` reply states its `Content-Length` as a header and has no
/// body.
public record Reply(int status, Headers headers, Body body) {
  public static Reply of(int status, Headers headers, byte[] body) {
    return new Reply(status, headers, new Body.Bytes(body));
  }
}
