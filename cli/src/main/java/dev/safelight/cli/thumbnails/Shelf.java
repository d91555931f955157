package dev.safelight.cli.thumbnails;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;

/// Writes files whole or not at all: under a temporary name beside the place, then renamed. When
/// the process is told to end (Ctrl-C), what is half written goes. Thread-safe.
final class Shelf implements AutoCloseable {
  private final Set<Path> half = new HashSet<>();
  private final Thread sweeper = new Thread(this::sweep, "sweeper");
  private boolean closing;

  Shelf() {
    Runtime.getRuntime().addShutdownHook(sweeper);
  }

  /// Makes the folders that are missing; replaces what is there.
  void write(Path target, byte[] bytes) throws IOException {
    var parent = target.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    var temporary = begin(target.toAbsolutePath());
    try {
      Files.write(temporary, bytes);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      end(temporary);
    }
  }

  synchronized Path begin(Path target) throws IOException {
    if (closing) {
      throw new IOException("interrupted");
    }
    // createTempFile's files are only for their owner; a thumbnail is like any other new file.
    var temporary =
        target.resolveSibling(".safelight-" + System.nanoTime() + "-" + half.size() + ".tmp");
    Files.createFile(temporary);
    half.add(temporary);
    return temporary;
  }

  private synchronized void end(Path temporary) throws IOException {
    half.remove(temporary);
    Files.deleteIfExists(temporary);
  }

  synchronized void sweep() {
    closing = true;
    for (var temporary : half) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException _) {
        // The process ends; there is nobody to tell.
      }
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(sweeper);
    } catch (IllegalStateException _) {
      // It is running.
    }
  }
}
