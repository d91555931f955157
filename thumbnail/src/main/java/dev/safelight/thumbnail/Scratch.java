package dev.safelight.thumbnail;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A file for one original that memory does not hold, made when it is asked for. Its name is gone
/// as soon as it is open, so that a process that is killed leaves nothing in a folder that outlives
/// it.
final class Scratch implements AutoCloseable {
  private final Path folder;
  private @Nullable FileChannel channel;

  Scratch(Path folder) {
    this.folder = folder;
  }

  /// In the system's folder for such files.
  static Scratch standard() {
    return new Scratch(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  FileChannel channel() throws IOException {
    var known = channel;
    if (known == null) {
      var file = Files.createTempFile(folder, "original", "");
      known =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE); // on Unix, deleted once it is open
      channel = known;
    }
    return known;
  }

  @Override
  public void close() {
    var known = channel;
    if (known != null) {
      try {
        known.close();
      } catch (IOException _) {
        // It has no name any more: there is nothing to tidy up.
      }
    }
  }
}
