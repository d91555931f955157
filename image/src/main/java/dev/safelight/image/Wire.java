package dev.safelight.image;

import dev.safelight.image.Rendering.Thumbnail;
import dev.safelight.image.Thumbnailing.Corrupt;
import dev.safelight.image.Thumbnailing.Fatal;
import dev.safelight.image.Thumbnailing.NoDecoder;
import dev.safelight.image.Thumbnailing.NotAnImage;
import dev.safelight.image.Thumbnailing.TooLarge;
import dev.safelight.image.Thumbnailing.TooSlow;
import dev.safelight.image.Thumbnailing.Truncated;
import dev.safelight.image.Thumbnailing.Unsupported;
import dev.safelight.image.probe.Header;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;

/// What [Isolated] and its process say to each other. The answer comes from a process that a file
/// may have taken over: its lengths are bounded, and nothing in it is a class or a path.
final class Wire {
  /// Of one thumbnail: 4096 x 4096 in four samples.
  private static final int MOST = 4 * Rendition.LONGEST * Rendition.LONGEST + (1 << 20);

  private static final int MOST_THUMBNAILS = 1_000;

  private Wire() {}

  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Request(byte[] original, Renditions renditions, Limits limits) {}

  static void ask(DataOutputStream out, byte[] original, Renditions renditions, Limits limits)
      throws IOException {
    out.writeUTF(renditions.toString());
    out.writeLong(limits.bytes());
    out.writeLong(limits.pixels());
    out.writeLong(limits.heldBytes());
    out.writeInt(limits.side());
    out.writeInt(limits.frames());
    out.writeInt(limits.scans());
    out.writeLong(limits.scannedPixels());
    out.writeInt(limits.tiles());
    out.writeInt(original.length);
    out.write(original);
    out.flush();
  }

  static Request asked(DataInputStream in) throws IOException {
    var renditions = Renditions.parse(in.readUTF());
    var limits =
        new Limits(
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readInt(),
            in.readInt(),
            in.readInt(),
            in.readLong(),
            in.readInt());
    return new Request(in.readNBytes(in.readInt()), renditions, limits);
  }

  static void answer(DataOutputStream out, Rendering rendering) throws IOException {
    switch (rendering) {
      case Rendering.Made made -> {
        out.writeUTF("made");
        out.writeInt(made.thumbnails().size());
        for (var each : made.thumbnails()) {
          out.writeUTF(each.name());
          out.writeUTF(each.format().name());
          out.writeInt(each.width());
          out.writeInt(each.height());
          out.writeInt(each.bytes().length);
          out.write(each.bytes());
        }
      }
      case NotAnImage(var found) -> texts(out, "not an image", found, "");
      case Unsupported(var what) -> texts(out, "unsupported", what, "");
      case Truncated(var detail) -> texts(out, "truncated", detail, "");
      case Corrupt(var detail) -> texts(out, "corrupt", detail, "");
      case NoDecoder(var what, var install) -> texts(out, "no decoder", what, install);
      case Fatal(var how) -> texts(out, "fatal", how, "");
      case TooSlow(var allowed) -> numbers(out, "too slow", "", 0, allowed);
      case TooLarge(var what, var found, var allowed) ->
          numbers(out, "too large", what, found, allowed);
    }
    out.flush();
  }

  /// `header`: what our own probe read of the original.
  static Rendering answered(DataInputStream in, Header header) throws IOException {
    var kind = in.readUTF();
    return switch (kind) {
      case "made" -> new Rendering.Made(thumbnails(in), header);
      case "too large" -> new TooLarge(in.readUTF(), in.readLong(), in.readLong());
      case "too slow" -> {
        in.readUTF();
        in.readLong();
        yield new TooSlow(in.readLong());
      }
      default -> refused(kind, in.readUTF(), in.readUTF());
    };
  }

  private static Thumbnailing.Refused refused(String kind, String first, String second)
      throws IOException {
    return switch (kind) {
      case "not an image" -> new NotAnImage(first);
      case "unsupported" -> new Unsupported(first);
      case "truncated" -> new Truncated(first);
      case "corrupt" -> new Corrupt(first);
      case "no decoder" -> new NoDecoder(first, second);
      case "fatal" -> new Fatal(first);
      default -> throw new StreamCorruptedException("answer of kind " + kind);
    };
  }

  private static List<Thumbnail> thumbnails(DataInputStream in) throws IOException {
    var thumbnails = new ArrayList<Thumbnail>();
    for (int left = within(in.readInt(), MOST_THUMBNAILS); left > 0; left--) {
      var name = in.readUTF();
      var format =
          Format.named(in.readUTF())
              .orElseThrow(() -> new StreamCorruptedException("unknown format"));
      int width = in.readInt();
      int height = in.readInt();
      var bytes = in.readNBytes(within(in.readInt(), MOST));
      thumbnails.add(new Thumbnail(name, bytes, format, width, height));
    }
    return thumbnails;
  }

  private static int within(int value, int most) throws IOException {
    if (value < 0 || value > most) {
      throw new StreamCorruptedException("length " + value);
    }
    return value;
  }

  private static void texts(DataOutputStream out, String kind, String first, String second)
      throws IOException {
    out.writeUTF(kind);
    out.writeUTF(shortened(first));
    out.writeUTF(shortened(second));
  }

  private static void numbers(
      DataOutputStream out, String kind, String what, long found, long allowed) throws IOException {
    out.writeUTF(kind);
    out.writeUTF(what);
    out.writeLong(found);
    out.writeLong(allowed);
  }

  /// writeUTF takes 64 kB.
  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), 10_000));
  }
}
