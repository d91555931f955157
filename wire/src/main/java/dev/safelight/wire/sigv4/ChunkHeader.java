package dev.safelight.wire.sigv4;

import dev.safelight.wire.sigv4.BodyException.Flaw;

/// The line before a chunk: `SIZE[;chunk-signature=HEX]`, the size in hexadecimal.
record ChunkHeader(long size, String signature) {
  static final String EXTENSION = ";chunk-signature=";

  /// Room for a size of 15 digits, which no `long` overflows, and one signature.
  static final int LONGEST = 15 + EXTENSION.length() + 64;

  static ChunkHeader read(String line, boolean signed) throws BodyException {
    var end = line.indexOf(';');
    var size = end < 0 ? line : line.substring(0, end);
    var extension = end < 0 ? "" : line.substring(end);
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw malformed("a chunk must begin with its size in hexadecimal");
    }
    if (!signed) {
      if (!extension.isEmpty()) {
        throw malformed("an unsigned chunk must not have an extension");
      }
      return new ChunkHeader(Long.parseLong(size, 16), "");
    }
    var signature = extension.startsWith(EXTENSION) ? extension.substring(EXTENSION.length()) : "";
    if (!Sha256.isHex(signature)) {
      throw malformed("a signed chunk must have a chunk-signature of 64 hexadecimal digits");
    }
    return new ChunkHeader(Long.parseLong(size, 16), signature);
  }

  private static BodyException malformed(String what) {
    return new BodyException(Flaw.MALFORMED_CHUNK, "Malformed chunk: " + what + ".");
  }
}
