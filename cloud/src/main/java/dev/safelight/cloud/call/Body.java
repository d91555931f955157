package dev.safelight.cloud.call;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// The bytes of a reply. Whoever takes a body closes it, whether it was written or not.
public sealed interface Body extends AutoCloseable {
  Body EMPTY = new Bytes(new byte[0]);

  long length();

  void writeTo(OutputStream out) throws IOException;

  @Override
  void close();

  /// Bytes in memory.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Bytes(byte[] bytes) implements Body {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }

    @Override
    public void close() {}
  }

  /// Something that bytes can be read from again and again, such as an open file.
  interface Source extends AutoCloseable {
    /// Writes `length` bytes from `from` on.
    ///
    /// @throws IOException where they are not all there, or not what was kept
    void copyTo(OutputStream out, long from, long length) throws IOException;

    @Override
    void close();
  }

  /// A part of a source. It was opened in the transaction, so the bytes stay readable after the
  /// file is unlinked by a later write.
  record Part(Source source, long from, long length) implements Body {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      source.copyTo(out, from, length);
    }

    @Override
    public void close() {
      source.close();
    }
  }

  /// Several bodies, one after another, such as the parts of an object that was uploaded in parts.
  record Joined(List<Body> bodies) implements Body {
    public Joined {
      bodies = List.copyOf(bodies);
    }

    @Override
    public long length() {
      return bodies.stream().mapToLong(Body::length).sum();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      for (var body : bodies) {
        body.writeTo(out);
      }
    }

    @Override
    public void close() {
      bodies.forEach(Body::close);
    }
  }
}
