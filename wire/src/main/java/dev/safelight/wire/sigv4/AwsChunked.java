package dev.safelight.wire.sigv4;

import dev.safelight.wire.sigv4.BodyException.Flaw;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/// Decodes an `aws-chunked` body and verifies it as it is read: sizes, the chain of signatures, the
/// trailing headers, the decoded length to the byte, and that nothing follows.
///
/// AWS: "Signature calculations for the Authorization header: transferring payload in multiple
/// chunks", and the same "Including trailing headers".
public final class AwsChunked extends VerifiedBody {
  /// AWS lets only the last chunk be smaller; without it a stranger could make each byte cost one
  /// signature.
  static final int SMALLEST = 8192;

  private final InputStream source;
  private final Framing framing;
  private final Chain chain;
  private final long decodedLength;
  private final Trailers trailers;
  private final MessageDigest digest = Sha256.digest();
  private long seen;
  private long left;
  private boolean smallSeen;
  private String signature = "";

  private AwsChunked(
      InputStream source, Framing framing, Chain chain, long decodedLength, Set<String> announced) {
    this.source = new BufferedInputStream(source);
    this.framing = framing;
    this.chain = chain;
    this.decodedLength = decodedLength;
    this.trailers = new Trailers(announced, framing.isSigned());
  }

  /// `STREAMING-AWS4-HMAC-SHA256-PAYLOAD`.
  public static AwsChunked signed(InputStream source, Seed seed, long decodedLength) {
    return new AwsChunked(source, Framing.SIGNED, new Chain.Signed(seed), decodedLength, Set.of());
  }

  /// `STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER`; `announced` are the lower-case names in
  /// `x-amz-trailer`.
  public static AwsChunked signed(
      InputStream source, Seed seed, long decodedLength, Set<String> announced) {
    return new AwsChunked(
        source, Framing.SIGNED_WITH_TRAILER, new Chain.Signed(seed), decodedLength, announced);
  }

  /// `STREAMING-UNSIGNED-PAYLOAD-TRAILER`.
  public static AwsChunked unsigned(InputStream source, long decodedLength, Set<String> announced) {
    return new AwsChunked(
        source, Framing.UNSIGNED_WITH_TRAILER, new Chain.Unsigned(), decodedLength, announced);
  }

  @Override
  int advance(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0 && !nextChunk()) {
      return -1;
    }
    var read = source.read(buffer, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw incomplete();
    }
    if (framing.isSigned()) {
      digest.update(buffer, offset, read);
    }
    left -= read;
    if (left == 0) {
      endChunk();
    }
    return read;
  }

  /// Reads the next chunk's header; false when the body has come to its proper end.
  private boolean nextChunk() throws IOException {
    var header = ChunkHeader.read(line(ChunkHeader.LONGEST), framing.isSigned());
    signature = header.signature();
    if (header.size() == 0) {
      end();
      return false;
    }
    if (smallSeen) {
      throw new BodyException(Flaw.CHUNK_TOO_SMALL, Flaw.CHUNK_TOO_SMALL.error().text());
    }
    smallSeen = header.size() < SMALLEST;
    if (header.size() > decodedLength - seen) {
      throw new BodyException(
          Flaw.LENGTH_MISMATCH, "The body is longer than x-amz-decoded-content-length.");
    }
    seen += header.size();
    left = header.size();
    return true;
  }

  private void readTrailerLines() throws IOException {
    var line = line(Trailers.LONGEST_LINE);
    while (!line.isEmpty()) {
      trailers.add(line);
      line = line(Trailers.LONGEST_LINE);
    }
    trailers.check(chain);
  }

  private void endChunk() throws IOException {
    line(0);
    checkSignature();
  }

  private void checkSignature() throws BodyException {
    var hash = framing.isSigned() ? HexFormat.of().formatHex(digest.digest()) : "";
    if (!Sha256.same(chain.chunk(hash), signature)) {
      throw new BodyException(Flaw.SIGNATURE_MISMATCH, Flaw.SIGNATURE_MISMATCH.error().text());
    }
  }

  private void end() throws IOException {
    checkSignature();
    if (seen != decodedLength) {
      throw new BodyException(
          Flaw.LENGTH_MISMATCH, "The body is shorter than x-amz-decoded-content-length.");
    }
    if (framing.hasTrailer()) {
      readTrailerLines();
    } else {
      line(0);
    }
    if (source.read() >= 0) {
      throw new BodyException(Flaw.TRAILING_GARBAGE, "Bytes follow the end of the body.");
    }
  }

  /// One line of at most `longest` octets (0: an empty one), without the CRLF that must end it.
  private String line(int longest) throws IOException {
    var line = new StringBuilder();
    for (var octet = source.read(); octet != '\r'; octet = source.read()) {
      if (octet < 0) {
        throw incomplete();
      }
      if (octet == '\n' || line.length() == longest) {
        throw new BodyException(
            Flaw.MALFORMED_CHUNK, "Malformed chunk: expecting CRLF within " + longest + " bytes.");
      }
      line.append((char) octet);
    }
    var last = source.read();
    if (last < 0) {
      throw incomplete();
    }
    if (last != '\n') {
      throw new BodyException(Flaw.MALFORMED_CHUNK, "Malformed chunk: CR without LF.");
    }
    return line.toString();
  }

  private static BodyException incomplete() {
    return new BodyException(Flaw.INCOMPLETE_BODY, Flaw.INCOMPLETE_BODY.error().text());
  }

  @Override
  Map<String, String> readTrailers() {
    return trailers.values();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
