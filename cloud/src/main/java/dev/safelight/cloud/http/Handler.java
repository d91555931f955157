package dev.safelight.cloud.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import java.time.Instant;

/// What stands behind a door. Called on a virtual thread, one call at a time per connection;
/// thread-safe.
@FunctionalInterface
public interface Handler {
  /// The reply to a well-formed request. The payload can be read only until this returns; the door
  /// closes the reply's body.
  Reply handle(Request request);

  /// The reply to what the door refused by itself, in S3's error document: bytes that are no
  /// request, a foreign Host, a head or body too large, a client that stopped sending, a bug behind
  /// the door.
  ///
  /// @param id as for a request
  default Reply refused(String id, Instant at, Peer peer, Fault fault) {
    var document = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
    element(document, "Code", fault.code());
    element(document, "Message", fault.text());
    fault.details().forEach((name, value) -> element(document, name, value));
    element(document, "RequestId", id);
    return Reply.of(
        fault.status(),
        Headers.of("x-amz-request-id", id, "Content-Type", "application/xml"),
        document.append("</Error>").toString().getBytes(UTF_8));
  }

  private static void element(StringBuilder document, String name, String value) {
    document.append('<').append(name).append('>');
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      switch (letter) {
        case '<' -> document.append("&lt;");
        case '>' -> document.append("&gt;");
        case '&' -> document.append("&amp;");
        // A message may quote the client, and most control characters are no XML at all.
        default -> document.append(letter < ' ' ? '?' : letter);
      }
    }
    document.append("</").append(name).append('>');
  }
}
