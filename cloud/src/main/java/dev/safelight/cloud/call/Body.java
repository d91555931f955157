package dev.safelight.cloud.call;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
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

  /// A part of an open file. The channel was opened in the transaction, so the bytes stay readable
  /// after the file is unlinked by a later write.
  record FilePart(FileChannel file, long from, long length) implements Body {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      var buffer = java.nio.ByteBuffer.allocate(64 << 10);
      long at = from;
      for (long left = length; left > 0; ) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), left));
        int read = file.read(buffer, at);
        if (read < 0) {
          throw new IOException("the object's file ends " + left + " bytes early");
        }
        out.write(buffer.array(), 0, read);
        at += read;
        left -= read;
      }
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException closed) {
        throw new java.io.UncheckedIOException("an object's file cannot be closed", closed);
      }
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
