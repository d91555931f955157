package dev.safelight.template.schema;

import dev.safelight.template.document.Regex;
import java.math.BigDecimal;
import java.util.List;

/// What a property's single values must keep to.
public sealed interface Limit {
  boolean allows(String value);

  /// What CloudFormation's model validation calls it: the JSON schema's keyword.
  String keyword();

  /// For a person: what is expected.
  String text();

  record Enumerated(List<String> values) implements Limit {
    public Enumerated {
      values = List.copyOf(values);
    }

    @Override
    public boolean allows(String value) {
      return values.contains(value);
    }

    @Override
    public String keyword() {
      return "enum";
    }

    @Override
    public String text() {
      return "one of " + String.join(", ", values);
    }
  }

  record Matching(String pattern) implements Limit {
    @Override
    public boolean allows(String value) {
      return Regex.trusted(pattern, value);
    }

    @Override
    public String keyword() {
      return "pattern";
    }

    @Override
    public String text() {
      return "the form " + pattern;
    }
  }

  record Shortest(int length) implements Limit {
    @Override
    public boolean allows(String value) {
      return value.length() >= length;
    }

    @Override
    public String keyword() {
      return "minLength";
    }

    @Override
    public String text() {
      return "at least " + length + " characters";
    }
  }

  record Longest(int length) implements Limit {
    @Override
    public boolean allows(String value) {
      return value.length() <= length;
    }

    @Override
    public String keyword() {
      return "maxLength";
    }

    @Override
    public String text() {
      return "at most " + length + " characters";
    }
  }

  record Least(BigDecimal number) implements Limit {
    @Override
    public boolean allows(String value) {
      return Regex.number(value).filter(each -> each.compareTo(number) >= 0).isPresent();
    }

    @Override
    public String keyword() {
      return "minimum";
    }

    @Override
    public String text() {
      return "at least " + number.toPlainString();
    }
  }

  record Most(BigDecimal number) implements Limit {
    @Override
    public boolean allows(String value) {
      return Regex.number(value).filter(each -> each.compareTo(number) <= 0).isPresent();
    }

    @Override
    public String keyword() {
      return "maximum";
    }

    @Override
    public String text() {
      return "at most " + number.toPlainString();
    }
  }
}
