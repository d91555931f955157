package dev.safelight.image.jpeg;

/// A colour of a JPEG's only scan.
final class Component {
  /// Blocks of it in an MCU, side by side and below one another.
  final int across;

  final int down;

  /// What coefficients are multiples of, in rows of eight.
  final int[] quanta;

  final Huffman dc;
  final Huffman ac;

  Component(int across, int down, int[] quanta, Huffman dc, Huffman ac) {
    this.across = across;
    this.down = down;
    this.quanta = quanta;
    this.dc = dc;
    this.ac = ac;
  }
}
