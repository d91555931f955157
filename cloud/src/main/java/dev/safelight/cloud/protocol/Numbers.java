package dev.safelight.cloud.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Numbers as text: plain ASCII digits, and few of them, since the work of reading a number grows
/// faster than its length.
final class Numbers {
  private static final int LONGEST = 64;
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,2})?");

  private Numbers() {}

  /// Empty where the text is no whole number from `least` to `most`.
  static OptionalLong whole(String text, long least, long most) {
    if (!WHOLE.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    var number = new BigInteger(text);
    return number.compareTo(BigInteger.valueOf(least)) < 0
            || number.compareTo(BigInteger.valueOf(most)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(number.longValueExact());
  }

  static Optional<BigDecimal> decimal(String text) {
    return text.length() <= LONGEST && DECIMAL.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
