package dev.safelight.cloud.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Writes an object file. For one thread.
final class SealedWriter {
  private final FileChannel file;
  private final Sealing sealing;
  private final byte[] plain = new byte[Sealing.CHUNK];
  private final byte[] sealed = new byte[Sealing.CHUNK + Sealing.TAG];
  private int filled;
  private long chunks;

  SealedWriter(FileChannel file, ObjectKey key, String id, byte[] salt) throws IOException {
    this.file = file;
    this.sealing = new Sealing(key.of(id, salt));
    write(ByteBuffer.wrap(Sealing.header(salt)));
  }

  void write(byte[] bytes, int from, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (filled == Sealing.CHUNK) {
        // There is more, so that this is not the last one.
        seal(false);
      }
      int some = Math.min(Sealing.CHUNK - filled, length - done);
      System.arraycopy(bytes, from + done, plain, filled, some);
      filled += some;
      done += some;
    }
  }

  /// Writes the last chunk.
  ///
  /// @return how many bytes of plaintext the file has
  long finish() throws IOException {
    long size = chunks * Sealing.CHUNK + filled;
    seal(true);
    return size;
  }

  private void seal(boolean last) throws IOException {
    int length = sealing.seal(chunks++, last, plain, filled, sealed);
    filled = 0;
    write(ByteBuffer.wrap(sealed, 0, length));
  }

  private void write(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }
}
