package dev.safelight.wire.http;

import dev.safelight.wire.sigv4.Header;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// An answer of any status; its body is read from the connection as it is needed.
///
/// Read the body to its end and close it, so that the connection serves the next call.
public record Response(int status, List<Header> headers, InputStream body)
    implements AutoCloseable {
  public Response {
    headers = List.copyOf(headers);
  }

  /// The first value of a header, empty where there is none.
  public String header(String name) {
    return headers.stream()
        .filter(header -> header.is(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
