package dev.safelight.image.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the directories of a TIFF ("TIFF", revision 6.0; SubIFDs: "Adobe PageMaker 6.0 TIFF
/// Technical Notes"). The classic kind, of at most 4 GB.
final class TiffReader {
  /// More pages, or levels of a page, are a loop or an attack.
  private static final int MOST_PAGES = 1_000;

  private final TiffField.Order order;
  private final Set<Long> seen = new HashSet<>();

  private TiffReader(Bytes bytes) {
    this.order = new TiffField.Order(bytes, bytes.has(0, "II"));
  }

  static boolean begins(Bytes bytes) {
    return bytes.has(0, "II*\0") || bytes.has(0, "MM\0*");
  }

  static Header read(Bytes bytes) throws Broken {
    return new TiffReader(bytes).read();
  }

  private Header read() throws Broken {
    var first = page(order.u32(4));
    var levels = new ArrayList<Header.Level>();
    long row = first.row();
    for (int i = 0; i < first.sub().size(); i++) {
      row = Math.max(row, add(levels, first, page(first.sub().get(i)), 0, i));
    }
    int pages = 1;
    for (long next = first.next(); next != 0; pages++) {
      var page = page(next);
      row = Math.max(row, add(levels, first, page, pages, -1));
      next = page.next();
    }
    return new Header.Tiff(
        first.width(),
        first.height(),
        first.bits(),
        first.samples(),
        first.tiled(),
        row,
        first.alpha(),
        first.orientation(),
        first.profiled(),
        first.metadata(),
        levels);
  }

  private TiffPage page(long at) throws Broken {
    if (!seen.add(at)) {
      throw Broken.corrupt("TIFF directories in a loop");
    }
    if (seen.size() > MOST_PAGES) {
      throw Broken.tooLarge("TIFF directories", seen.size(), MOST_PAGES);
    }
    return TiffPage.read(order, at);
  }

  /// A page that is a smaller copy of the first, as far as sizes and samples tell: both sides by
  /// the same factor, rounded either way. Returns the bytes of its rows, 0 for other pages.
  private static long add(
      List<Header.Level> levels, TiffPage first, TiffPage page, int number, int subifd)
      throws Broken {
    double times = (double) first.width() / Math.max(1, page.width());
    double height = first.height() / times;
    boolean copy =
        page.width() >= 1
            && page.width() < first.width()
            && Math.abs(height - page.height()) <= 1 + 1 / times
            && page.samples() == first.samples()
            && page.bits() == first.bits();
    if (!copy) {
      return 0;
    }
    page.check();
    levels.add(new Header.Level(page.width(), page.height(), number, subifd));
    return page.row();
  }
}
