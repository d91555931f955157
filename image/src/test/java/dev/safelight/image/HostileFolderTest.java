package dev.safelight.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Each file of [Hostile], through a process that may take 512 MB and has a deadline.
///
/// `-Dsafelight.hostile=docs/hostile-images.md` writes what came of each within two seconds, with a
/// fresh process for each file so that its memory is its own. Without it nothing is measured: a
/// busy machine's clock proves nothing, and the deadline only ends what would go on for ever.
class HostileFolderTest {
  private static final int MEGABYTES = 512;
  private static final Duration MOST = Duration.ofSeconds(2);
  private static final Duration FOR_EVER = Duration.ofSeconds(60);

  /// What is left of 512 MB for pixels beside Java, the file and its copy.
  private static final Limits LIMITS = Limits.within(256L << 20);

  private static final Path NATIVES = Path.of(System.getProperty("safelight.natives"));
  private static final Renditions SET = Renditions.of("thumbnail", Rendition.standard());

  private record Row(String name, int bytes, Rendering answer, long millis, long megabytes) {}

  @Test
  void eachFileIsRefusedOrBoundedAndLeavesNothing() throws IOException {
    var before = temporary();
    var report = System.getProperty("safelight.hostile", "");
    var rows = new ArrayList<Row>();
    var isolated = Isolated.start(report.isEmpty() ? FOR_EVER : MOST, MEGABYTES, NATIVES);
    try {
      warm(isolated);
      for (var file : Hostile.folder().entrySet()) {
        if (!report.isEmpty()) {
          isolated.close();
          isolated = Isolated.start(MOST, MEGABYTES, NATIVES);
          warm(isolated);
        }
        long start = System.nanoTime();
        var answer = isolated.render(file.getValue(), SET, LIMITS);
        long millis = (System.nanoTime() - start) / 1_000_000;
        rows.add(new Row(file.getKey(), file.getValue().length, answer, millis, peak(isolated)));
      }
    } finally {
      isolated.close();
    }
    if (!report.isEmpty()) {
      Files.writeString(Path.of(report), table(rows));
    }
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.answer).isNotInstanceOf(Thumbnailing.Fatal.class));
    if (report.isEmpty()) {
      assertThat(rows)
          .allSatisfy(row -> assertThat(row.answer).isNotInstanceOf(Thumbnailing.TooSlow.class));
    }
    assertThat(rows.stream().filter(row -> row.name.startsWith("cut")))
        .allSatisfy(row -> assertThat(row.answer).isInstanceOf(Thumbnailing.Refused.class));
    assertThat(temporary()).isEqualTo(before);
  }

  private static void warm(Isolated isolated) {
    var answer =
        isolated.render(Originals.jpeg(Originals.quarters(60, 40)), SET, Limits.standard());
    assertThat(answer).isInstanceOf(Rendering.Made.class);
  }

  private static Set<String> temporary() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      var names = new TreeSet<String>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name ->
              name.startsWith("vips") || name.startsWith("magick") || name.startsWith("heif"))
          .forEach(names::add);
      return names;
    }
  }

  /// Of the process since it began, Java included; 0 where it was killed or is no Linux.
  private static long peak(Isolated isolated) {
    var status = isolated.process().map(process -> Path.of("/proc/" + process.pid() + "/status"));
    if (status.isEmpty() || !Files.exists(status.get())) {
      return 0;
    }
    try {
      for (var line : Files.readAllLines(status.get())) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
      return 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String table(List<Row> rows) {
    var text = new StringBuilder();
    text.append("# The hostile folder\n\n");
    text.append("Written by `mvn -pl image test -Dtest=HostileFolderTest ");
    text.append("-Dsafelight.hostile=../docs/hostile-images.md`: each file through a process of\n");
    text.append(
        "its own (`Isolated`), 512 MB and 2 s, `Limits.within(256 MiB)`. MB is the peak of ");
    text.append("that process, Java\nincluded (about 70 before any file).\n\n");
    text.append(System.getProperty("os.name")).append(' ').append(System.getProperty("os.arch"));
    text.append(", ").append(Runtime.getRuntime().availableProcessors()).append(" cores, Java ");
    text.append(Runtime.version()).append(", libvips ").append(Bench.THUMBNAILER.version());
    text.append(", ").append(LocalDate.now(ZoneOffset.UTC)).append(".\n\n");
    text.append("| input | bytes | outcome | ms | MB |\n|---|---:|---|---:|---:|\n");
    for (var row : rows) {
      var outcome =
          switch (row.answer) {
            case Rendering.Made made ->
                "made "
                    + made.thumbnails().getFirst().width()
                    + " x "
                    + made.thumbnails().getFirst().height();
            case Thumbnailing.Refused refused -> refused.message().lines().findFirst().orElse("");
          };
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %s | %d | %s |\n",
              row.name,
              row.bytes,
              outcome.replace("|", "\\|"),
              row.millis,
              row.megabytes == 0 ? "killed" : "" + row.megabytes));
    }
    return text.toString();
  }
}
