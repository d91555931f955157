package dev.safelight.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Originals that the JDK cannot write: made by the libvips of the build, or kept in
/// `src/test/fixtures`.
public final class Fixtures {
  private Fixtures() {}

  /// 256 x 192, the quarters of [Originals].
  public static byte[] heic() {
    return file("quarters.heic");
  }

  /// 500 x 380 out of 8 x 6 tiles of 64 x 64, as phones write it.
  public static byte[] heicOfTiles() {
    return file("tiles.heic");
  }

  public static byte[] avif() {
    var box = Bench.box(400, 400, Fit.CONTAIN, Format.AVIF);
    return Bench.made(Originals.png(Originals.detailed(320, 240)), box).bytes();
  }

  public static byte[] webp() {
    return Bench.webp(Originals.detailed(320, 240));
  }

  /// In a format and a compression of the JDK's writers.
  public static byte[] written(BufferedImage image, String format, String compression) {
    var writer = ImageIO.getImageWritersByFormatName(format).next();
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      var parameters = writer.getDefaultWriteParam();
      if (!compression.isEmpty()) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionType(compression);
      }
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /// A good file of each kind that is read, by name.
  public static Map<String, byte[]> all() {
    var image = Originals.detailed(320, 240);
    var files = new LinkedHashMap<String, byte[]>();
    files.put("baseline.jpg", Originals.jpeg(image));
    files.put("progressive.jpg", Originals.progressiveJpeg(image));
    files.put("plain.png", Originals.png(image));
    files.put("interlaced.png", Originals.interlacedPng(image));
    files.put("lossy.webp", webp());
    files.put("one.avif", avif());
    files.put("one.gif", written(image, "gif", ""));
    files.put("lzw.tif", written(image, "tiff", "LZW"));
    files.put("deflate.tif", written(image, "tiff", "Deflate"));
    files.put("jpeg.tif", written(image, "tiff", "JPEG"));
    files.put("plain.tif", written(image, "tiff", ""));
    files.put("one.heic", heic());
    files.put("tiles.heic", heicOfTiles());
    return files;
  }

  private static byte[] file(String name) {
    try {
      return Files.readAllBytes(Path.of("src/test/fixtures", name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
