package dev.safelight.image;

import dev.safelight.image.Thumbnailing.Corrupt;
import dev.safelight.image.probe.Header;
import dev.safelight.image.vips.Darkroom;
import dev.safelight.image.vips.Original;
import dev.safelight.image.vips.Picture;
import dev.safelight.image.vips.VipsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// From an original to its thumbnails: decoded once to a master, reduced from there to each size,
/// and finished by [Printer]. Animations, which need all frames, are decoded for themselves.
final class Enlarger {
  private final Darkroom darkroom;
  private final Header header;
  private final Renditions renditions;
  private final Original file;
  private final boolean hot;

  Enlarger(Darkroom darkroom, Header header, Renditions renditions, Original file, boolean hot) {
    this.darkroom = darkroom;
    this.header = header;
    this.renditions = renditions;
    this.file = file;
    this.hot = hot;
  }

  /// Fails where sound pixels could not be written: that is no fault of the original.
  Rendering expose(BooleanSupplier avif) throws VipsException {
    List<List<Picture>> reduced;
    try {
      reduced = reduced();
    } catch (VipsException broken) {
      return new Corrupt(broken.getMessage());
    }
    var printer = new Printer(darkroom, header, file, avif);
    var thumbnails = new ArrayList<Rendering.Thumbnail>();
    for (int i = 0; i < reduced.size(); i++) {
      thumbnails.add(printer.thumbnail(renditions.list().get(i), reduced.get(i)));
    }
    return new Rendering.Made(thumbnails, header);
  }

  /// The frames of each rendition, one of a still, in its size before it is cropped.
  private List<List<Picture>> reduced() throws VipsException {
    var stills = new ArrayList<Reduction>();
    for (var each : renditions.list()) {
      if (!Film.isOne(header, each.rendition())) {
        stills.add(Reduction.of(header, each.rendition()));
      }
    }
    var prints = stills.isEmpty() ? List.<Picture>of() : stills(Plan.of(header, stills));
    var all = new ArrayList<List<Picture>>();
    int next = 0;
    for (var each : renditions.list()) {
      boolean film = Film.isOne(header, each.rendition());
      all.add(film ? film(each.rendition()) : List.of(prints.get(next++)));
    }
    return all;
  }

  private List<Picture> stills(Plan plan) throws VipsException {
    var decoded = new Loader(darkroom, header, file, hot).still(plan.largest());
    var master = darkroom.develop(darkroom.scale(decoded, plan.width(), plan.height()));
    var made = new TreeMap<Double, Picture>(Map.of(plan.times(), master));
    for (var reduction : plan.largestFirst()) {
      if (!made.containsKey(reduction.times())) {
        // The smallest that is at least twice as large: Lanczos of Lanczos costs nothing then.
        var source = made.floorEntry(reduction.times() / Plan.ENOUGH);
        made.put(reduction.times(), reduce(source == null ? master : source.getValue(), reduction));
      }
    }
    return plan.reductions().stream().map(each -> made.getOrDefault(each.times(), master)).toList();
  }

  private List<Picture> film(Rendition rendition) throws VipsException {
    var reduction = Reduction.of(header, rendition);
    var film = darkroom.develop(new Loader(darkroom, header, file, hot).film(reduction.times()));
    var frames = new ArrayList<Picture>();
    for (var frame : darkroom.frames(film)) {
      frames.add(reduce(frame, reduction));
    }
    return frames;
  }

  private Picture reduce(Picture picture, Reduction reduction) throws VipsException {
    return darkroom.develop(darkroom.scale(picture, reduction.width(), reduction.height()));
  }
}
