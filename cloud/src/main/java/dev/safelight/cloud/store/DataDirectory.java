package dev.safelight.cloud.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A folder that one process owns while it runs, readable by its user alone (0700).
public final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /// Why a data directory cannot be used, as a sentence for its user.
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  static DataDirectory claim(Path root) {
    try {
      if (Files.exists(root) && !Files.isDirectory(root)) {
        throw new Unusable("The data directory %s is a file.".formatted(root));
      }
      if (Files.exists(root) && !Files.isWritable(root)) {
        throw new Unusable(
            "The data directory %s is not writable by this user: choose another with --data."
                .formatted(root));
      }
      if (!Files.exists(root)) {
        Files.createDirectories(
            root,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      var channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      var lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new Unusable(
            "The data directory %s is in use by another process: stop it, or choose another with --data."
                .formatted(root));
      }
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      return new DataDirectory(root, channel, lock);
    } catch (IOException broken) {
      throw new Unusable("The data directory %s cannot be used: %s".formatted(root, broken));
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel)
      throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // Another environment in this same process.
    }
  }

  public Path root() {
    return root;
  }

  Path database() {
    return root.resolve("safelight.db");
  }

  /// Writes a whole file or nothing: temporary file, fsync, rename. Mode 0600.
  public void write(String name, byte[] bytes) {
    try {
      var temporary = root.resolve(name + ".new");
      Files.deleteIfExists(temporary);
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (var file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          file.write(buffer);
        }
        file.force(true);
      }
      Files.move(temporary, root.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException broken) {
      throw new StoreException("cannot write " + name, broken);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException broken) {
      throw new StoreException("cannot release " + root, broken);
    }
  }
}
