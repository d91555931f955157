package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Originals for tests, drawn and encoded by the JDK.
public final class Originals {
  public static final Color TOP_LEFT = new Color(220, 30, 30);
  public static final Color TOP_RIGHT = new Color(30, 200, 40);
  public static final Color BOTTOM_LEFT = new Color(40, 60, 230);
  public static final Color BOTTOM_RIGHT = new Color(240, 220, 20);

  private Originals() {}

  /// A colour in each quarter.
  public static BufferedImage quarters(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean left = 2 * x < width;
        var colour =
            2 * y < height ? (left ? TOP_LEFT : TOP_RIGHT) : (left ? BOTTOM_LEFT : BOTTOM_RIGHT);
        image.setRGB(x, y, colour.getRGB());
      }
    }
    return image;
  }

  /// Gradients, edges, rings that grow finer, and grain: what a thumbnail must not spoil.
  public static BufferedImage detailed(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double dx = (double) x / width - 0.5;
        double dy = (double) y / height - 0.5;
        double ring = Math.sin(400 * (dx * dx + dy * dy));
        int edge = x * 9 / width % 2 == y * 7 / height % 2 ? 40 : 0;
        int grain = random.nextInt(24);
        int red = (int) (110 + 60 * ring) + edge + grain;
        int green = 200 * x / width + edge / 2 + grain;
        int blue = (int) (90 + 50 * Math.cos(9 * dx) * ring) + edge + grain;
        image.setRGB(x, y, new Color(clamp(red), clamp(green), clamp(blue)).getRGB());
      }
    }
    return image;
  }

  public static byte[] jpeg(BufferedImage image) {
    return encode("jpeg", image, false);
  }

  public static byte[] progressiveJpeg(BufferedImage image) {
    return encode("jpeg", image, true);
  }

  public static byte[] png(BufferedImage image) {
    return encode("png", image, false);
  }

  public static byte[] interlacedPng(BufferedImage image) {
    return encode("png", image, true);
  }

  /// As Photoshop writes it: with an Adobe marker, ink stored inverted.
  public static byte[] cmykJpeg(int width, int height, int c, int m, int y, int k) {
    var raster = Raster.createInterleavedRaster(0, width, height, 4, null);
    var inverted = new int[] {255 - c, 255 - m, 255 - y, 255 - k};
    for (int i = 0; i < width * height; i++) {
      raster.setPixel(i % width, i / width, inverted);
    }
    var adobe = "Adobe\0\144\0\0\0\0\0".getBytes(ISO_8859_1);
    return withSegment(encode("jpeg", new IIOImage(raster, null, null), false), 0xEE, adobe);
  }

  public static BufferedImage decode(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Inserts a segment after the JPEG's first marker.
  public static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
    var out = ByteBuffer.allocate(jpeg.length + body.length + 4);
    out.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker).putShort((short) (body.length + 2));
    return out.put(body).put(jpeg, 2, jpeg.length - 2).array();
  }

  public static byte[] withOrientation(byte[] jpeg, int orientation) {
    return withSegment(jpeg, 0xE1, join("Exif\0\0".getBytes(ISO_8859_1), exif(orientation)));
  }

  /// A TIFF block with that one field, big-endian.
  public static byte[] exif(int orientation) {
    var out = ByteBuffer.allocate(26).put("MM\0*".getBytes(ISO_8859_1)).putInt(8);
    out.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    return out.putShort((short) orientation).putShort((short) 0).putInt(0).array();
  }

  /// Inserts a chunk after the PNG's IHDR.
  public static byte[] withChunk(byte[] png, String type, byte[] body) {
    return splice(png, 33, chunk(type, body));
  }

  public static byte[] chunk(String type, byte[] body) {
    var typed = join(type.getBytes(ISO_8859_1), body);
    var crc = new CRC32();
    crc.update(typed);
    var out = ByteBuffer.allocate(typed.length + 8).putInt(body.length).put(typed);
    return out.putInt((int) crc.getValue()).array();
  }

  /// A PNG that claims a size and holds a few bytes of data.
  public static byte[] pngClaiming(int width, int height) {
    var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    return join(
        "\u0089PNG\r\n\u001A\n".getBytes(ISO_8859_1),
        chunk("IHDR", header.array()),
        chunk("IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1}),
        chunk("IEND", new byte[0]));
  }

  /// The JPEG with another size in its frame header.
  public static byte[] claiming(byte[] jpeg, int width, int height) {
    var lie = jpeg.clone();
    int frame = frame(lie);
    ByteBuffer.wrap(lie).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
    return lie;
  }

  /// Where the JPEG's frame header begins (its FF).
  public static int frame(byte[] jpeg) {
    int at = 2;
    while ((jpeg[at + 1] & 0xF0) != 0xC0 || (jpeg[at + 1] & 0x0F) == 4) {
      at += 2 + (ByteBuffer.wrap(jpeg).getShort(at + 2) & 0xFFFF);
    }
    return at;
  }

  /// A WebP of these chunks.
  public static byte[] webp(byte[]... chunks) {
    var body = join(chunks);
    var out = ByteBuffer.allocate(12 + body.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(ISO_8859_1)).putInt(4 + body.length);
    return out.put("WEBP".getBytes(ISO_8859_1)).put(body).array();
  }

  /// A chunk of a WebP, padded to an even length.
  public static byte[] riff(String type, byte[] body) {
    var out = ByteBuffer.allocate(8 + body.length + (body.length & 1));
    out.order(ByteOrder.LITTLE_ENDIAN);
    return out.put(type.getBytes(ISO_8859_1)).putInt(body.length).put(body).array();
  }

  public static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  public static byte[] splice(byte[] bytes, int at, byte[] more) {
    return ByteBuffer.allocate(bytes.length + more.length)
        .put(bytes, 0, at)
        .put(more)
        .put(bytes, at, bytes.length - at)
        .array();
  }

  private static byte[] encode(String format, BufferedImage image, boolean progressive) {
    return encode(format, new IIOImage(image, null, null), progressive);
  }

  private static byte[] encode(String format, IIOImage image, boolean progressive) {
    var writer = ImageIO.getImageWritersByFormatName(format).next();
    var out = new ByteArrayOutputStream();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      var parameters = writer.getDefaultWriteParam();
      if (progressive) {
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      if (format.equals("jpeg")) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(0.92f);
      }
      writer.setOutput(stream);
      writer.write(null, image, parameters);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static int clamp(int sample) {
    return Math.clamp(sample, 0, 255);
  }
}
