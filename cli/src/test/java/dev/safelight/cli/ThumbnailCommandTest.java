package dev.safelight.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void home() {
    System.setProperty("safelight.home", Path.of("..").toAbsolutePath().normalize().toString());
  }

  @Test
  void oneFileBecomesAFileOfTheFormatThatItsNameSays() throws Exception {
    image("a.png");
    assertThat(run("a.png", "small.webp", "--box", "40x40")).isZero();
    assertThat(out.toString()).matches("(?s).*small\\.webp: 40 x 30 WEBP, \\d+ bytes\\R");
    assertThat(
            Files.readString(
                folder.resolve("small.webp"), java.nio.charset.StandardCharsets.ISO_8859_1))
        .startsWith("RIFF");
  }

  @Test
  void whatIsNotDoneByItsDeadlineIsRefused() throws Exception {
    large("a.png");
    assertThat(run("a.png", "small.webp", "--deadline=0.02")).isEqualTo(1);
    assertThat(err.toString()).contains("too slow: stopped after the 20 ms allowed");
    assertThat(folder.resolve("small.webp")).doesNotExist();
    assertThat(run("a.png", "small.webp", "--deadline=0")).isEqualTo(2);
  }

  @Test
  void aFolderBecomesAFolderOfAllRenditions() throws Exception {
    image("in/a.png");
    image("in/deep/b.jpg");
    image("in/.hidden/c.png");
    image("in/.d.png");
    Files.writeString(folder.resolve("in/notes.txt"), "no image");
    assertThat(run("in", "out", "--renditions", "s=20x20,m=40x40:webp")).isZero();
    assertThat(files("out"))
        .containsExactlyInAnyOrder("a-s.png", "a-m.webp", "deep/b-s.jpg", "deep/b-m.webp");
    assertThat(out.toString())
        .contains("2 of 2 images, 4 thumbnails")
        .contains("0 refused, 0 failed, 1 no images");
  }

  @Test
  void theFolderOfThumbnailsIsNoInput() throws Exception {
    image("in/a.png");
    assertThat(run("in", "in/out/", "--box", "20x20")).isZero();
    assertThat(run("in", "in/out/", "--box", "20x20")).isZero();
    assertThat(files("in")).containsExactlyInAnyOrder("a.png", "out/a.png");
  }

  @Test
  void refusalsAreToldAndTheRestIsMade() throws Exception {
    image("a.png");
    Files.writeString(folder.resolve("b.png"), "no image");
    assertThat(run("a.png", "b.png", "out")).isEqualTo(1);
    assertThat(err.toString()).contains("b.png: not an image: found text");
    assertThat(files("out")).containsExactly("a.png");
  }

  @Test
  void originalsOfOneNameKeepTheirExtensions() throws Exception {
    image("in/a.png");
    image("in/a.jpg");
    assertThat(run("in", "out", "--format", "webp")).isZero();
    assertThat(files("out")).containsExactlyInAnyOrder("a.png.webp", "a.jpg.webp");
  }

  @Test
  void whatWouldCollideIsRefusedBeforeAnyWork() throws Exception {
    image("x/a.png");
    image("y/A.jpg");
    image("z.png");
    assertThat(run("z.png", "x/a.png", "y/A.png", "out")).isEqualTo(2);
    image("y/A.png");
    assertThat(run("z.png", "x/a.png", "y/A.png", "out")).isEqualTo(2);
    assertThat(err.toString()).contains("would both become");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void anOriginalIsNeverWrittenOver() throws Exception {
    image("in/a.png");
    image("in/b.jpg");
    var before = Files.readAllBytes(folder.resolve("in/a.png"));
    assertThat(run("in", "in")).isEqualTo(2);
    assertThat(run("in/a.png", "in/b.jpg", "in")).isEqualTo(2);
    assertThat(run("in/a.png", "in/../in/a.png")).isEqualTo(2);
    Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("in/a.png"));
    assertThat(run("in/a.png", "link.png")).isEqualTo(2);
    assertThat(err.toString()).contains("a.png is an original");
    assertThat(folder.resolve("in/a.png")).hasBinaryContent(before);
    assertThat(files("in")).containsExactlyInAnyOrder("a.png", "b.jpg");
  }

  @Test
  void wrongCallsAreExplained() throws Exception {
    image("a.png");
    assertThat(run("a.png", "b.png", "--renditions", "s=20")).isEqualTo(2);
    assertThat(err.toString()).contains("--renditions, character 3: \"20\" stands where");
    assertThat(run("a.png", "b.png", "--renditions", "s=20x20", "--box", "1x1")).isEqualTo(2);
    assertThat(run("missing.png", "b.png")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no file").contains("missing.png");
    assertThat(run("a.png", "a.png", "a.png/x")).isEqualTo(2);
  }

  /// Grey, 16,000 x 16,000, which takes some hundred milliseconds.
  private void large(String name) throws IOException {
    var file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    var header = ByteBuffer.allocate(13).putInt(16_000).putInt(16_000);
    chunk(file, "IHDR", header.put(new byte[] {8, 0, 0, 0, 0}).array());
    var packed = new ByteArrayOutputStream();
    try (var rows = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_SPEED))) {
      for (int row = 0; row < 16_000; row++) {
        rows.write(new byte[16_001]);
      }
    }
    chunk(file, "IDAT", packed.toByteArray());
    chunk(file, "IEND", new byte[0]);
    Files.write(folder.resolve(name), file.toByteArray());
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] body) {
    var typed = ByteBuffer.allocate(4 + body.length).put(type.getBytes(UTF_8)).put(body).array();
    var crc = new CRC32();
    crc.update(typed);
    file.writeBytes(
        ByteBuffer.allocate(8 + typed.length - 4 + 4)
            .putInt(body.length)
            .put(typed)
            .putInt((int) crc.getValue())
            .array());
  }

  private int run(String... arguments) {
    var resolved =
        Stream.of(arguments)
            .map(each ->
                (each.contains(".") && !each.startsWith("--")) || each.matches("in.*|out")
                    ? path(each)
                    : each)
            .toList();
    var all = Stream.concat(Stream.of("thumbnail"), resolved.stream()).toArray(String[]::new);
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }

  private String path(String name) {
    return folder.resolve(name) + (name.endsWith("/") ? "/" : "");
  }

  private List<String> files(String name) throws IOException {
    var root = folder.resolve(name);
    try (var found = Files.walk(root)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .filter(file -> !file.contains(".hidden") && !file.startsWith("."))
          .toList();
    }
  }

  private void image(String name) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    var image = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, name.endsWith("png") ? "png" : "jpg", file.toFile());
  }
}
