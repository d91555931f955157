package dev.safelight.cloud;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;

/// Where an environment that runs on a data directory is found.
///
/// @param http the plain endpoint
/// @param https the endpoint that the bucket policy demands
/// @param ca the file with the CA that signed its certificate, PEM
public record Running(URI http, URI https, Path ca) {
  static final String FILE = "running";

  /// Whether an environment runs on a data directory.
  public static boolean isIn(Path data) {
    return Files.exists(data.resolve(FILE)) && isLocked(data);
  }

  /// What runs on a data directory.
  ///
  /// @throws IllegalStateException where none runs there, as a sentence
  public static Running in(Path data) {
    var file = data.resolve(FILE);
    if (!isIn(data)) {
      throw new IllegalStateException(
          "No environment runs on %s. Start one: ./safelight up%s"
              .formatted(data, data.endsWith(".safelight") ? "" : " --data " + data));
    }
    try {
      var lines = new Properties();
      lines.load(new StringReader(Files.readString(file)));
      return new Running(
          URI.create(lines.getProperty("http", "")),
          URI.create(lines.getProperty("https", "")),
          data.resolve("ca.pem").toAbsolutePath());
    } catch (IOException broken) {
      throw new IllegalStateException(file + " cannot be read: " + broken, broken);
    }
  }

  static String text(URI http, URI https) {
    return "http=" + http + "\nhttps=" + https + "\n";
  }

  /// A file that a killed process left says nothing; the lock ends with its process.
  private static boolean isLocked(Path data) {
    try (var channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      return lock == null;
    } catch (IOException | java.nio.channels.OverlappingFileLockException _) {
      return true;
    }
  }
}
