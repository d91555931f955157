package dev.safelight.wire.sigv4;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Writes an `aws-chunked` body, the counterpart of [AwsChunked]. For one thread; [#finish] writes
/// the last chunk and the trailing headers, closing without it leaves a body that every server
/// refuses.
public final class AwsChunkedOutput extends OutputStream {
  private final OutputStream target;
  private final Framing framing;
  private final Chain chain;
  private final byte[] chunk;
  private int filled;

  private AwsChunkedOutput(OutputStream target, Framing framing, Chain chain, int chunkSize) {
    if (chunkSize < AwsChunked.SMALLEST) {
      throw new IllegalArgumentException(
          "a chunk must hold %d bytes or more, was %d".formatted(AwsChunked.SMALLEST, chunkSize));
    }
    this.target = target;
    this.framing = framing;
    this.chain = chain;
    this.chunk = new byte[chunkSize];
  }

  /// In one of the two signed framings.
  public static AwsChunkedOutput signed(
      OutputStream target, Framing framing, Seed seed, int chunkSize) {
    if (!framing.isSigned()) {
      throw new IllegalArgumentException(framing + " is not signed");
    }
    return new AwsChunkedOutput(target, framing, new Chain.Signed(seed), chunkSize);
  }

  /// In the unsigned framing.
  public static AwsChunkedOutput unsigned(OutputStream target, int chunkSize) {
    return new AwsChunkedOutput(
        target, Framing.UNSIGNED_WITH_TRAILER, new Chain.Unsigned(), chunkSize);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (var done = 0; done < length; ) {
      var part = Math.min(length - done, chunk.length - filled);
      System.arraycopy(bytes, offset + done, chunk, filled, part);
      filled += part;
      done += part;
      if (filled == chunk.length) {
        writeChunk();
      }
    }
  }

  /// Ends the body. `trailers` must be what `x-amz-trailer` announced, empty without a trailer.
  public void finish(Map<String, String> trailers) throws IOException {
    if (!framing.hasTrailer() && !trailers.isEmpty()) {
      throw new IllegalArgumentException(framing + " has no trailer");
    }
    if (filled > 0) {
      writeChunk();
    }
    writeHeader(0);
    var sorted = new TreeMap<String, String>();
    trailers.forEach((name, value) -> sorted.put(name.toLowerCase(Locale.ROOT), value));
    for (var trailer : sorted.entrySet()) {
      ascii(trailer.getKey() + ":" + trailer.getValue() + "\r\n");
    }
    if (framing == Framing.SIGNED_WITH_TRAILER) {
      var signature = chain.trailer(Sha256.hex(Trailers.canonical(sorted)));
      ascii(Trailers.SIGNATURE + ":" + signature + "\r\n");
    }
    ascii("\r\n");
    target.flush();
  }

  private void writeChunk() throws IOException {
    writeHeader(filled);
    target.write(chunk, 0, filled);
    ascii("\r\n");
    filled = 0;
  }

  private void writeHeader(int size) throws IOException {
    var signature =
        framing.isSigned()
            ? ChunkHeader.EXTENSION + chain.chunk(Sha256.hex(Arrays.copyOf(chunk, size)))
            : "";
    ascii(Integer.toHexString(size) + signature + "\r\n");
  }

  private void ascii(String text) throws IOException {
    target.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
