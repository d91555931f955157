package dev.safelight.template;

import dev.safelight.template.document.Regex;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What a parameter's value must keep to. Each value of a list is checked on its own.
public sealed interface Constraint {
  /// What AWS says after `Parameter 'X' `; empty where the value is right.
  Optional<String> complaint(String value);

  record AllowedValues(List<String> values) implements Constraint {
    public AllowedValues {
      values = List.copyOf(values);
    }

    @Override
    public Optional<String> complaint(String value) {
      return unless(values.contains(value), "must be one of AllowedValues");
    }
  }

  /// A regular expression for the whole value.
  record AllowedPattern(Regex pattern) implements Constraint {
    @Override
    public Optional<String> complaint(String value) {
      return unless(pattern.matches(value), "must match pattern " + pattern);
    }
  }

  record MinLength(int least) implements Constraint {
    @Override
    public Optional<String> complaint(String value) {
      return unless(
          value.length() >= least, "must contain at least %d characters".formatted(least));
    }
  }

  record MaxLength(int most) implements Constraint {
    @Override
    public Optional<String> complaint(String value) {
      return unless(value.length() <= most, "must contain at most %d characters".formatted(most));
    }
  }

  record MinValue(BigDecimal least) implements Constraint {
    @Override
    public Optional<String> complaint(String value) {
      return unless(
          Regex.number(value).filter(number -> number.compareTo(least) >= 0).isPresent(),
          "must be a number not less than " + least.toPlainString());
    }
  }

  record MaxValue(BigDecimal most) implements Constraint {
    @Override
    public Optional<String> complaint(String value) {
      return unless(
          Regex.number(value).filter(number -> number.compareTo(most) <= 0).isPresent(),
          "must be a number not greater than " + most.toPlainString());
    }
  }

  private static Optional<String> unless(boolean right, String complaint) {
    return right ? Optional.empty() : Optional.of(complaint);
  }
}
