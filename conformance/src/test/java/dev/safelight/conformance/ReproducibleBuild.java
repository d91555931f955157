package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who builds the sources again gets the function that was deployed, byte for byte. Two builds take
/// minutes: `mvn -pl conformance -am verify -Dtest=ReproducibleBuild`.
class ReproducibleBuild {
  @TempDir private Path scratch;

  @Test
  void twoBuildsInTwoFoldersGiveTheSameBytes() throws Exception {
    var one = built(scratch.resolve("one"));
    // Longer, so that a path that got into the result is seen.
    var other = built(scratch.resolve("another folder"));
    for (var zip : List.of("function.zip", "java25.zip")) {
      // Names what differs before it says that something does.
      assertThat(entries(other.resolve(zip))).isEqualTo(entries(one.resolve(zip)));
      assertThat(Files.mismatch(one.resolve(zip), other.resolve(zip))).as(zip).isEqualTo(-1);
    }
  }

  /// From a copy of the sources, without anything that was built before.
  private Path built(Path folder) throws IOException, InterruptedException {
    copy(Built.root(), folder);
    var log = scratch.resolve(folder.getFileName() + ".log");
    var maven =
        new ProcessBuilder("mvn", "-B", "-o", "-DskipTests", "-pl", "thumbnail", "-am", "package")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    assertThat(maven.start().waitFor()).as(() -> text(log)).isZero();
    return folder.resolve("thumbnail/target");
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException unread) {
      return unread.toString();
    }
  }

  private static void copy(Path root, Path folder) throws IOException {
    var left = Set.of("target", ".git");
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes)
              throws IOException {
            boolean others =
                left.contains(source.getFileName().toString())
                    // The image library stays: it came from npm, by its lock.
                    || (source.endsWith("node_modules")
                        && !source.startsWith(root.resolve("image")));
            if (others && !source.equals(root)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(folder.resolve(root.relativize(source)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path source, BasicFileAttributes attributes)
              throws IOException {
            if (!source.getFileName().toString().equals(".git")) {
              Files.copy(
                  source,
                  folder.resolve(root.relativize(source)),
                  java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Length and checksum of each entry, by name.
  private static TreeMap<String, String> entries(Path zip) throws IOException {
    var entries = new TreeMap<String, String>();
    try (var file = new ZipFile(zip.toFile())) {
      for (var entry : file.stream().toList()) {
        var crc = new CRC32();
        crc.update(file.getInputStream(entry).readAllBytes());
        entries.put(entry.getName(), entry.getSize() + " bytes, CRC " + crc.getValue());
      }
    }
    return entries;
  }
}
