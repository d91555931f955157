package dev.safelight.cloud.lambda;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Unpacked deployment packages, one folder per SHA-256 of the zip, shared by all functions with
/// that code. A cache: what is missing or was tampered with is unpacked again from the kept zip.
/// Thread-safe.
final class CodeFolders {
  /// Where a zip is read again.
  interface Zip {
    byte[] read() throws IOException;
  }

  private final Path root;

  // Those that were found or made whole since this process started.
  private final Set<String> verified = ConcurrentHashMap.newKeySet();

  CodeFolders(Path root) {
    this.root = root;
  }

  /// Lower-case hex.
  static String hash(byte[] zip) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The unpacked folder of a zip.
  ///
  /// @throws BadZip where it may not be unpacked; nothing is left of it then
  Path unpacked(String hash, Zip zip) throws BadZip, IOException {
    var folder = root.resolve(hash);
    // Without the lock: whoever runs a function waits for nobody's unpacking.
    if (!verified.contains(hash) || !Files.isDirectory(folder)) {
      verify(hash, zip);
    }
    return folder;
  }

  private synchronized void verify(String hash, Zip zip) throws BadZip, IOException {
    var folder = root.resolve(hash);
    if (!isWhole(hash)) {
      delete(folder);
      unpack(hash, zip.read());
    }
    permit(folder, "r-xr-xr-x");
    verified.add(hash);
  }

  /// Makes folders writable again, so that their owner can delete them as any others.
  synchronized void release() throws IOException {
    for (var hash : verified) {
      if (Files.isDirectory(root.resolve(hash))) {
        permit(root.resolve(hash), "rwxr-xr-x");
      }
    }
    verified.clear();
  }

  /// Deletes what no function has any more, and what a crash left half unpacked.
  synchronized void sweep(Set<String> hashes) throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (var children = Files.newDirectoryStream(root)) {
      for (var child : children) {
        var name = child.getFileName().toString();
        if (!hashes.contains(name.replace(".whole", ""))) {
          delete(child);
        }
      }
    }
  }

  private void unpack(String hash, byte[] zip) throws BadZip, IOException {
    Files.createDirectories(
        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var part = Files.createDirectory(root.resolve(hash + "." + UUID.randomUUID() + ".part"));
    try {
      Unpacking.unpack(zip, part, Unpacking.MOST_BYTES);
      var tally = tally(part);
      Files.move(part, root.resolve(hash), StandardCopyOption.ATOMIC_MOVE);
      Files.writeString(marker(hash), tally);
    } finally {
      delete(part);
    }
  }

  /// After a power failure a renamed folder may hold empty files: the marker says what must be
  /// there.
  private boolean isWhole(String hash) throws IOException {
    var folder = root.resolve(hash);
    return Files.isDirectory(folder)
        && Files.isRegularFile(marker(hash))
        && Files.readString(marker(hash)).equals(tally(folder));
  }

  private Path marker(String hash) {
    return root.resolve(hash + ".whole");
  }

  private static String tally(Path folder) throws IOException {
    long files = 0;
    long bytes = 0;
    try (var all = Files.walk(folder)) {
      for (var path : (Iterable<Path>) all::iterator) {
        if (Files.isRegularFile(path)) {
          files++;
          bytes += Files.size(path);
        }
      }
    }
    return files + " files, " + bytes + " bytes";
  }

  /// Sets the mode of a folder and of those in it.
  private static void permit(Path folder, String mode) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : (Iterable<Path>) all::iterator) {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
      }
    }
  }

  /// Deletes a folder with everything in it; a missing one is fine.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, java.io.@org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
