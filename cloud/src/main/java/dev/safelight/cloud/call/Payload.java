package dev.safelight.cloud.call;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalLong;

/// The bytes that a call carries. [#open] may be called once; where the client waits for `100
/// Continue` it is sent then, so nothing opens a payload before the call was authorised. What is
/// read counts only when the end was reached without an exception: hashes, lengths and signatures
/// are verified there.
public interface Payload {
  Payload NONE = of(new byte[0]);

  InputStream open() throws IOException;

  /// How many bytes [#open] gives, where the client said so.
  OptionalLong length();

  /// Trailing headers, lower case, complete after the stream's end.
  default Map<String, String> trailers() {
    return Map.of();
  }

  static Payload of(byte[] bytes) {
    return new Payload() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public OptionalLong length() {
        return OptionalLong.of(bytes.length);
      }
    };
  }
}
