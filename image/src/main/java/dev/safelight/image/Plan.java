package dev.safelight.image;

import dev.safelight.image.probe.Header;
import java.util.Comparator;
import java.util.List;

/// From which reduction of an original, the master, all renditions are made: decoding is what
/// costs.
///
/// `times` is the master's factor, `width` x `height` its size. The master is the largest rendition
/// itself where every other one has its size or at most half of it; Lanczos of Lanczos is as good
/// as Lanczos from there. Else it is twice as large, or what the decoder gives where that is less.
/// `largest` is the factor of the largest rendition, which says how much the decoder may do.
record Plan(double times, int width, int height, double largest, List<Reduction> reductions) {
  static final double ENOUGH = 2;

  static Plan of(Header header, List<Reduction> reductions) {
    var largest = reductions.getFirst();
    for (var each : reductions) {
      largest = each.times() < largest.times() ? each : largest;
    }
    double least = largest.times();
    boolean serves =
        reductions.stream()
            .allMatch(each -> each.times() == least || each.times() >= ENOUGH * least);
    if (serves && least >= 1) {
      return new Plan(least, largest.width(), largest.height(), least, reductions);
    }
    double times = Math.max(Loader.shrink(header, least), least / ENOUGH);
    return new Plan(
        times,
        Reduction.side(header.width(), times),
        Reduction.side(header.height(), times),
        least,
        reductions);
  }

  List<Reduction> largestFirst() {
    return reductions.stream().sorted(Comparator.comparingDouble(Reduction::times)).toList();
  }
}
