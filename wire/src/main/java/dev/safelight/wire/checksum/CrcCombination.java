package dev.safelight.wire.checksum;

/// Joins the CRCs of two neighbours: appending n zero bytes multiplies a CRC by x^8n modulo the
/// polynomial, and CRCs of equal length add up by exclusive or.
///
/// Polynomials are reflected: the highest of `width` bits is x^0.
record CrcCombination(int width, long polynomial) {
  /// The CRC of the bytes under `first` followed by the `length` bytes under `second`.
  long combine(long first, long second, long length) {
    return multiply(first, power(length)) ^ second;
  }

  /// x^(8 length), by squaring.
  private long power(long length) {
    var square = one() >>> 8; // x^8
    var power = one();
    for (var left = length; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        power = multiply(power, square);
      }
      square = multiply(square, square);
    }
    return power;
  }

  private long multiply(long left, long right) {
    var product = 0L;
    var shifted = left;
    for (var bit = one(); bit != 0; bit >>>= 1) {
      if ((right & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted >>> 1) ^ ((shifted & 1) == 0 ? 0 : polynomial);
    }
    return product;
  }

  private long one() {
    return 1L << (width - 1);
  }
}
