package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Payload;
import dev.safelight.wire.checksum.Checksum;
import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// A payload on its way to disk: counted, limited and digested as it is read. For one thread.
///
/// Its own exceptions are [Fault]s, so that an `IOException` of the file it is copied to remains
/// ours.
final class Intake extends InputStream {
  private final InputStream source;
  private final long limit;
  private final MessageDigest md5 = ETag.md5();
  private final Map<ChecksumAlgorithm, Checksum> running = new EnumMap<>(ChecksumAlgorithm.class);
  private final Map<ChecksumAlgorithm, String> finished = new EnumMap<>(ChecksumAlgorithm.class);
  private byte[] md5Value = new byte[0];
  private long count;

  Intake(InputStream source, long limit, Collection<ChecksumAlgorithm> algorithms) {
    this.source = source;
    this.limit = limit;
    algorithms.forEach(algorithm -> running.put(algorithm, algorithm.start()));
  }

  /// Opens a payload.
  ///
  /// @throws Fault `EntityTooLarge` where it says to be longer than `limit`
  static Intake of(Payload payload, long limit, Collection<ChecksumAlgorithm> algorithms) {
    payload
        .length()
        .ifPresent(length -> {
          if (length > limit) {
            throw tooLarge(limit);
          }
        });
    try {
      return new Intake(payload.open(), limit, algorithms);
    } catch (IOException broken) {
      throw incomplete(broken);
    }
  }

  @Override
  public int read() {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    int read;
    try {
      read = source.read(into, offset, length);
    } catch (IOException broken) {
      throw incomplete(broken);
    }
    if (read < 0) {
      finish();
      return read;
    }
    count += read;
    if (count > limit) {
      throw tooLarge(limit);
    }
    md5.update(into, offset, read);
    running.values().forEach(checksum -> checksum.update(into, offset, read));
    return read;
  }

  /// The end was reached: what was read counts from here on.
  private void finish() {
    if (md5Value.length == 0) {
      md5Value = md5.digest();
      running.forEach((algorithm, checksum) -> finished.put(algorithm, checksum.base64()));
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  long count() {
    return count;
  }

  byte[] md5() {
    return md5Value.clone();
  }

  Map<ChecksumAlgorithm, String> checksums() {
    return Collections.unmodifiableMap(finished);
  }

  private static Fault tooLarge(long limit) {
    return new Fault(
        400,
        "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed size",
        Map.of("MaxSizeAllowed", Long.toString(limit)));
  }

  static Fault incomplete(IOException broken) {
    return new Fault(
        400,
        "IncompleteBody",
        "The request body could not be read to its end: " + broken.getMessage());
  }
}
