package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.store.ObjectFiles;
import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/// Takes payloads in: objects' bytes into a staged file, documents into memory. Thread-safe.
final class Receiving {
  /// The most that one request may put. AWS: "Amazon S3 multipart upload limits".
  static final long LARGEST_PUT = 5L << 30;

  /// A bulk delete of 1,000 long keys fits.
  static final long LARGEST_DOCUMENT = 2L << 20;

  private final ObjectFiles files;

  Receiving(ObjectFiles files) {
    this.files = files;
  }

  /// Bytes on disk that no transaction has kept yet.
  record Staged(
      ObjectFiles.Staged file,
      String md5,
      Integrity integrity,
      Map<ChecksumAlgorithm, String> checksums)
      implements Content {
    Staged {
      checksums = new EnumMap<>(checksums);
    }

    @Override
    public void close() {
      file.close();
    }
  }

  Content receive(Arrival arrival, Payload payload) {
    return switch (arrival) {
      case Arrival.Nothing _ -> Content.NONE;
      case Arrival.Whole<?> _ -> Content.NONE;
      case Arrival.Coming<?> coming -> coming.read(document(coming.integrity(), payload));
      case Arrival.Bytes(var integrity) -> stage(integrity, payload);
    };
  }

  /// @throws Fault where the payload is not what its headers say; no file is left then
  private Staged stage(Integrity integrity, Payload payload) {
    if (payload.length().isEmpty()) {
      throw new Fault(
          411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
    }
    var algorithms = EnumSet.of(ChecksumAlgorithm.CRC64NVME);
    algorithms.addAll(integrity.algorithms());
    try (var intake = Intake.of(payload, LARGEST_PUT, algorithms)) {
      var file = files.stage(intake);
      boolean good = false;
      try {
        requireLength(intake, payload);
        integrity.verify(intake, payload);
        good = true;
        return new Staged(file, ETag.of(intake.md5()), integrity, intake.checksums());
      } finally {
        if (!good) {
          file.close();
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("an object cannot be written", broken);
    }
  }

  /// @throws Fault as above
  static byte[] document(Integrity integrity, Payload payload) {
    try (var intake = Intake.of(payload, LARGEST_DOCUMENT, integrity.algorithms())) {
      var bytes = intake.readAllBytes();
      requireLength(intake, payload);
      integrity.verify(intake, payload);
      return bytes;
    } catch (IOException broken) {
      throw Intake.incomplete(broken);
    }
  }

  private static void requireLength(Intake intake, Payload payload) {
    payload
        .length()
        .ifPresent(length -> {
          if (length != intake.count()) {
            throw new Fault(
                400,
                "IncompleteBody",
                "You did not provide the number of bytes specified by the Content-Length HTTP"
                    + " header");
          }
        });
  }
}
