package dev.safelight.image.probe;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Counts what the compressed chunks of a PNG unpack to, which decoders hold: 400 MB of zeros are
/// 400 kB in a file. Keeps none of it.
final class Inflated {
  private final String what;
  private final int most;
  private final byte[] piece = new byte[8192];
  private long total;

  Inflated(String what, int most) {
    this.what = what;
    this.most = most;
  }

  /// Of iCCP or zTXt: a name, a method and a zlib stream.
  void named(Bytes chunk) throws Broken {
    inflate(chunk, after(chunk, 0) + 1);
  }

  /// Of iTXt: a keyword, whether it is compressed, a method, a language, the keyword translated.
  void international(Bytes chunk) throws Broken {
    long flag = after(chunk, 0);
    if (flag < chunk.size() && chunk.u8(flag) != 0) {
      inflate(chunk, after(chunk, after(chunk, flag + 2)));
    }
  }

  /// The place behind the next zero.
  private static long after(Bytes chunk, long at) throws Broken {
    long end = at;
    while (end < chunk.size() && chunk.u8(end) != 0) {
      end++;
    }
    return end + 1;
  }

  /// What is no such stream counts as far as it goes: decoders come no further.
  private void inflate(Bytes chunk, long from) throws Broken {
    if (from >= chunk.size()) {
      return;
    }
    var inflater = new Inflater();
    try {
      inflater.setInput(chunk.part(from, chunk.size() - from, "PNG chunk").buffer());
      int got;
      while ((got = inflater.inflate(piece)) > 0) {
        total += got;
        if (total > most) {
          throw Broken.tooLarge(what, total, most);
        }
      }
    } catch (DataFormatException _) {
      // It ends here for every decoder.
    } finally {
      inflater.end();
    }
  }
}
