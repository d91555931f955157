package dev.safelight.cli.design;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// The function's package for a Java runtime of Lambda: its classes, and the libvips of one
/// architecture in `lib`. The same input gives the same bytes.
public final class ManagedZip {
  /// As the build has it: a zip knows no time zone.
  private static final LocalDateTime MODIFIED = LocalDateTime.of(2026, 1, 1, 0, 0);

  private ManagedZip() {}

  /// The package as bytes.
  ///
  /// @param classes the zip that the build made, without libvips
  public static byte[] of(Path classes, Path libvips) throws IOException {
    var entries = new TreeMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(classes)))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    entries.put("lib/" + libvips.getFileName(), Files.readAllBytes(libvips));
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : entries.entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(MODIFIED);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
