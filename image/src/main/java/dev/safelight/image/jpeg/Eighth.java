package dev.safelight.image.jpeg;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A JPEG of an eighth of its width and height, without what is left of a block at its right and
/// lower edge: rows of RGB or grey without gaps, in memory of an arena. The same pixels, to the
/// last bit, as libvips has libjpeg make at that scale.
///
/// A pixel of brightness is the mean of a block, its DC coefficient. So the other coefficients of
/// two blocks in three, where colours are halved, are passed unread, several at a time, which a
/// decoder of everything cannot do; the blocks of colours are reduced to two by two.
///
/// This pays where code is compiled for its machine once it is hot; the first few images take
/// longer than they do otherwise.
public record Eighth(MemorySegment pixels, int width, int height, int bands) {
  private static final int RST0 = 0xD0;
  private static final int EOI = 0xD9;

  /// Of a whole file. Empty where it is another kind of JPEG, or not sound, or `stopped`.
  public static Optional<Eighth> of(MemorySegment file, Arena arena, BooleanSupplier stopped) {
    try {
      return Optional.of(new Decoding(file, Frame.read(file), arena).all(stopped));
    } catch (Irregular _) {
      return Optional.empty();
    }
  }

  private static final class Decoding {
    private final Frame frame;
    private final Component[] components;
    private final Compressed data;
    private final int across;
    private final int down;

    /// Pixels of an MCU's side.
    private final int side;

    private final int[] before;
    private final int[] block = new int[64];

    /// One row of MCUs of each component; a row of pixels has a multiple of MCUs.
    private final byte[][] planes;

    private final int stride;
    private final Eighth made;
    private final byte[] row;

    Decoding(MemorySegment file, Frame frame, Arena arena) throws Irregular {
      this.frame = frame;
      this.components = frame.components().toArray(new Component[0]);
      this.data = new Compressed(file, frame.scan());
      this.side = frame.halved() ? 2 : 1;
      this.across = Math.ceilDiv(frame.width(), 8 * side);
      this.down = Math.ceilDiv(frame.height(), 8 * side);
      this.stride = across * side;
      this.before = new int[components.length];
      this.planes = new byte[components.length][stride * side];
      int width = frame.width() / 8;
      int height = frame.height() / 8;
      if (width == 0 || height == 0) {
        throw new Irregular("nothing is left of a side");
      }
      this.row = new byte[width * components.length];
      var pixels = arena.allocate((long) row.length * height);
      this.made = new Eighth(pixels, width, height, components.length);
    }

    Eighth all(BooleanSupplier stopped) throws Irregular {
      int restart = 0;
      int until = frame.restart();
      for (int y = 0; y < down; y++) {
        if (stopped.getAsBoolean()) {
          throw new Irregular("stopped");
        }
        for (int x = 0; x < across; x++) {
          if (frame.restart() > 0 && until-- == 0) {
            data.marker(RST0 + restart);
            restart = (restart + 1) & 7;
            until = frame.restart() - 1;
            Arrays.fill(before, 0);
          }
          mcu(x);
        }
        for (int i = 0; i < side && y * side + i < made.height; i++) {
          write(y * side + i, i * stride);
        }
      }
      data.marker(EOI);
      return made;
    }

    private void mcu(int x) throws Irregular {
      for (int c = 0; c < planes.length; c++) {
        if (c > 0 && side == 2) {
          reduce(c, 2 * x);
        } else {
          means(c, x * side);
        }
      }
    }

    private void means(int c, int x) throws Irregular {
      var component = components[c];
      var plane = planes[c];
      int dc = before[c];
      for (int v = 0; v < component.down; v++) {
        for (int h = 0; h < component.across; h++) {
          dc += data.difference(component);
          plane[v * stride + x + h] = Reduced.one(multiplied(dc, component));
        }
      }
      before[c] = dc;
    }

    private void reduce(int c, int x) throws Irregular {
      var component = components[c];
      var plane = planes[c];
      before[c] += data.keep(component, block);
      int dc = multiplied(before[c], component);
      if (data.columns() != 0) {
        block[0] = dc;
        Reduced.four(block, data.columns(), plane, x, x + stride);
        Arrays.fill(block, 0);
      } else {
        byte all = Reduced.one(dc);
        plane[x] = all;
        plane[x + 1] = all;
        plane[x + stride] = all;
        plane[x + stride + 1] = all;
      }
    }

    private static int multiplied(int dc, Component component) throws Irregular {
      if (dc != (short) dc) {
        throw new Irregular("DC coefficient");
      }
      return dc * component.quanta[0];
    }

    private void write(int y, int from) {
      if (planes.length == 1) {
        MemorySegment.copy(
            planes[0], from, made.pixels, JAVA_BYTE, (long) y * row.length, row.length);
      } else {
        Ycc.toRgb(planes, from, row);
        MemorySegment.copy(row, 0, made.pixels, JAVA_BYTE, (long) y * row.length, row.length);
      }
    }
  }
}
