package dev.safelight.cloud.s3;

import dev.safelight.wire.checksum.Checksum;
import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.io.OutputStream;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What bytes that are there already add up to, read once from the disk.
///
/// @param eTag their MD5
/// @param checksums base64 by algorithm
record PieceDigest(String eTag, Map<ChecksumAlgorithm, String> checksums) {
  PieceDigest {
    checksums = Map.copyOf(checksums);
  }

  static PieceDigest of(
      Pieces pieces, List<Pieces.Piece> taken, Collection<ChecksumAlgorithm> algorithms) {
    var md5 = ETag.md5();
    var running = new EnumMap<ChecksumAlgorithm, Checksum>(ChecksumAlgorithm.class);
    algorithms.forEach(algorithm -> running.put(algorithm, algorithm.start()));
    pieces.copyTo(
        taken,
        new OutputStream() {
          @Override
          public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            md5.update(bytes, offset, length);
            running.values().forEach(checksum -> checksum.update(bytes, offset, length));
          }
        });
    var finished = new EnumMap<ChecksumAlgorithm, String>(ChecksumAlgorithm.class);
    running.forEach((algorithm, checksum) -> finished.put(algorithm, checksum.base64()));
    return new PieceDigest(ETag.of(md5.digest()), finished);
  }
}
