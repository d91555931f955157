package dev.safelight.cloud.store;

import dev.safelight.cloud.call.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// An object file that is open for reading. What it hands out is what was written: every chunk is
/// verified before its first byte goes out. Thread-safe.
public final class SealedFile implements Body.Source {
  private static final int FULL = Sealing.CHUNK + Sealing.TAG;

  private final FileChannel file;
  private final ObjectKey key;
  private final String id;
  private final byte[] salt;
  private final long chunks;
  private final int lastLength;

  /// @throws IOException where the file is no object file; it is closed then
  SealedFile(FileChannel file, ObjectKey key, String id) throws IOException {
    this.file = file;
    this.key = key;
    this.id = id;
    boolean good = false;
    try {
      long body = file.size() - Sealing.HEADER;
      this.chunks = Math.max(1, Math.ceilDiv(body, (long) FULL));
      this.lastLength = (int) (body - (chunks - 1) * FULL);
      // Only a file without bytes has a chunk without bytes.
      if (lastLength < Sealing.TAG || (lastLength == Sealing.TAG && chunks > 1)) {
        throw new Sealing.Damaged("its end is missing");
      }
      this.salt = Sealing.salt(read(0, new byte[Sealing.HEADER], Sealing.HEADER));
      verifyEnd();
      good = true;
    } finally {
      if (!good) {
        file.close();
      }
    }
  }

  /// The last chunk says that it is one, and which: a file that was cut is found before any part of
  /// it is read, also one that was cut to nothing.
  private void verifyEnd() throws IOException {
    var sealed = read(Sealing.HEADER + (chunks - 1) * FULL, new byte[lastLength], lastLength);
    new Sealing(key.of(id, salt))
        .unseal(chunks - 1, true, sealed, lastLength, new byte[lastLength]);
  }

  /// In bytes of plaintext.
  public long size() {
    return (chunks - 1) * Sealing.CHUNK + lastLength - Sealing.TAG;
  }

  @Override
  public void copyTo(OutputStream out, long from, long length) throws IOException {
    if (from < 0 || length < 0 || length > size() - from) {
      throw new Sealing.Damaged(
          "%d bytes from %d on are asked for, it has %d".formatted(length, from, size()));
    }
    var sealing = new Sealing(key.of(id, salt));
    var sealed = new byte[FULL];
    var plain = new byte[Sealing.CHUNK];
    long at = from;
    for (long left = length; left > 0; ) {
      long chunk = at / Sealing.CHUNK;
      boolean last = chunk == chunks - 1;
      int stored = last ? lastLength : FULL;
      read(Sealing.HEADER + chunk * FULL, sealed, stored);
      int got = sealing.unseal(chunk, last, sealed, stored, plain);
      int skip = (int) (at - chunk * Sealing.CHUNK);
      int some = (int) Math.min(got - skip, left);
      out.write(plain, skip, some);
      at += some;
      left -= some;
    }
  }

  /// The whole file. For files that are known to fit into memory.
  public byte[] bytes() throws IOException {
    var out = new ByteArrayOutputStream(Math.toIntExact(size()));
    copyTo(out, 0, size());
    return out.toByteArray();
  }

  private byte[] read(long at, byte[] into, int length) throws IOException {
    var buffer = ByteBuffer.wrap(into, 0, length);
    for (long position = at; buffer.hasRemaining(); ) {
      int read = file.read(buffer, position);
      if (read < 0) {
        throw new Sealing.Damaged("it ends early");
      }
      position += read;
    }
    return into;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException closed) {
      throw new UncheckedIOException("an object's file cannot be closed", closed);
    }
  }
}
