package dev.safelight.policy.condition;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// Bytes, written as base64 on both sides.
enum BinaryOperator implements Operator {
  EQUALS;

  @Override
  public String spelling() {
    return "BinaryEquals";
  }

  @Override
  public boolean isNegated() {
    return false;
  }

  @Override
  public Comparison comparison(String operand, boolean variables) {
    return bytes(operand)
        .<Comparison>map(wanted ->
            (value, _) ->
                bytes(value)
                    .map(bytes -> Truth.of(Arrays.equals(bytes, wanted)))
                    .orElse(Truth.UNKNOWN))
        .orElse(Comparison.UNREADABLE);
  }

  private static Optional<byte[]> bytes(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
