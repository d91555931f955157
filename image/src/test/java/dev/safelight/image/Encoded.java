package dev.safelight.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Originals of the rarer formats: TIFF and GIF by the JDK, AVIF by this engine.
final class Encoded {
  private Encoded() {}

  static byte[] avif(BufferedImage image) {
    return Bench.made(Originals.png(image), Rendition.parse("4096x4096:avif:q90")).bytes();
  }

  /// Pages in strips.
  static byte[] tiff(String compression, BufferedImage... pages) {
    return write(
        "tiff",
        List.of(pages),
        parameters -> {
          parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          parameters.setCompressionType(compression);
        });
  }

  /// Pages in tiles, each half as large as the one before: a pyramid.
  static byte[] tiled(BufferedImage... pages) {
    return write(
        "tiff",
        List.of(pages),
        parameters -> {
          parameters.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
          parameters.setTiling(128, 128, 0, 0);
          parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
          parameters.setCompressionType("Deflate");
        });
  }

  /// Frames of 70 ms.
  static byte[] gif(BufferedImage... frames) {
    return write("gif", List.of(frames), _ -> {});
  }

  private static byte[] write(
      String format, List<BufferedImage> pages, Consumer<ImageWriteParam> settings) {
    var writer = ImageIO.getImageWritersByFormatName(format).next();
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      var parameters = writer.getDefaultWriteParam();
      settings.accept(parameters);
      if (pages.size() == 1) {
        writer.write(null, new IIOImage(pages.getFirst(), null, null), parameters);
      } else {
        writer.prepareWriteSequence(null);
        for (var page : pages) {
          var type = ImageTypeSpecifier.createFromRenderedImage(page);
          var metadata = writer.getDefaultImageMetadata(type, parameters);
          if (format.equals("gif")) {
            timed(metadata);
          }
          writer.writeToSequence(new IIOImage(page, null, metadata), parameters);
        }
        writer.endWriteSequence();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static void timed(IIOMetadata metadata) throws IOException {
    var name = metadata.getNativeMetadataFormatName();
    var root = (IIOMetadataNode) metadata.getAsTree(name);
    var control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    control.setAttribute("delayTime", "7");
    metadata.setFromTree(name, root);
  }
}
