package dev.safelight.cloud.lambda;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks a deployment package into a new folder, counting every byte that comes out: what a zip
/// claims about its sizes is not believed. Files end up read-only, executable where the zip says
/// so.
final class Unpacking {
  /// AWS's quota: "250 MB (262,144,000 bytes), unzipped".
  static final long MOST_BYTES = 262_144_000;

  private static final int LONGEST_LINK = 4096;

  private final Path root;
  private final long most;
  private final byte[] buffer = new byte[64 << 10];
  private long total;

  private Unpacking(Path root, long most) {
    this.root = root;
    this.most = most;
  }

  /// Unpacks a zip.
  ///
  /// @param root an existing, empty folder that nobody else writes to
  /// @return how many bytes all files have together
  static long unpack(byte[] zip, Path root, long most) throws BadZip, IOException {
    var unpacking = new Unpacking(root, most);
    var entries = ZipEntries.of(zip);
    for (var entry : entries) {
      switch (entry.kind()) {
        case FOLDER -> Files.createDirectories(root.resolve(entry.name()));
        case FILE -> unpacking.file(entry);
        case LINK -> {}
      }
    }
    // Last, so that nothing is ever written through a link.
    for (var entry : entries) {
      if (entry.kind() == ZipEntries.Kind.LINK) {
        unpacking.link(entry);
      }
    }
    return unpacking.total;
  }

  private void file(ZipEntries.Entry entry) throws BadZip, IOException {
    var path = root.resolve(entry.name());
    Files.createDirectories(path.getParent());
    try (var file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      copy(entry, bytes -> write(file, bytes));
    }
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(entry.executable() ? "r-xr-xr-x" : "r--r--r--"));
  }

  private void link(ZipEntries.Entry entry) throws BadZip, IOException {
    var bytes = ByteBuffer.allocate(LONGEST_LINK);
    copy(
        entry,
        part -> {
          if (part.remaining() > bytes.remaining()) {
            throw new BadZip("the link %s is too long".formatted(entry.name()));
          }
          bytes.put(part);
        });
    var target = text(entry, bytes.flip());
    requireInside(entry.name(), target);
    var path = root.resolve(entry.name());
    Files.createDirectories(path.getParent());
    Files.createSymbolicLink(path, Path.of(target));
  }

  private static String text(ZipEntries.Entry entry, ByteBuffer bytes) throws BadZip {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      throw new BadZip("the target of the link %s is not UTF-8".formatted(entry.name()));
    }
  }

  /// A target may climb at its beginning only, and not above the root. `a/../..` could leave the
  /// root where `a` is itself a link to somewhere deep; no folder above the link itself is one.
  private static void requireInside(String name, String target) throws BadZip {
    int depth = (int) name.chars().filter(c -> c == '/').count();
    boolean climbing = true;
    if (target.isEmpty() || target.startsWith("/") || target.indexOf('\0') >= 0) {
      throw new BadZip("the link %s leaves the package's root".formatted(name));
    }
    for (var part : target.split("/", -1)) {
      if (!part.equals("..")) {
        climbing = climbing && (part.isEmpty() || part.equals("."));
      } else if (!climbing || --depth < 0) {
        throw new BadZip("the link %s leaves the package's root".formatted(name));
      }
    }
  }

  private interface Sink {
    void take(ByteBuffer bytes) throws BadZip, IOException;
  }

  private void copy(ZipEntries.Entry entry, Sink sink) throws BadZip, IOException {
    var crc = new CRC32();
    if (entry.deflated()) {
      inflate(entry, crc, sink);
    } else {
      count(entry.data().remaining());
      crc.update(entry.data().duplicate());
      sink.take(entry.data().duplicate());
    }
    if (crc.getValue() != entry.crc()) {
      throw new BadZip("the entry %s is damaged: its checksum differs".formatted(entry.name()));
    }
  }

  private void inflate(ZipEntries.Entry entry, CRC32 crc, Sink sink) throws BadZip, IOException {
    var inflater = new Inflater(true);
    try {
      inflater.setInput(entry.data().duplicate());
      while (!inflater.finished()) {
        int made = inflater.inflate(buffer);
        if (made == 0 && !inflater.finished()) {
          throw new BadZip("the entry %s is damaged: it ends early".formatted(entry.name()));
        }
        count(made);
        crc.update(buffer, 0, made);
        sink.take(ByteBuffer.wrap(buffer, 0, made));
      }
    } catch (DataFormatException damaged) {
      throw new BadZip("the entry %s is damaged: %s".formatted(entry.name(), damaged.getMessage()));
    } finally {
      inflater.end();
    }
  }

  private void count(int bytes) throws BadZip {
    total += bytes;
    if (total > most) {
      throw new BadZip("Unzipped size must be smaller than %d bytes".formatted(most));
    }
  }

  private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }
}
