package dev.safelight.wire.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A JSON value (RFC 8259). Immutable; members keep their order.
public sealed interface Json {
  /// An object.
  record Members(Map<String, Json> members) implements Json {
    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /// An array.
  record Items(List<Json> items) implements Json {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Text(String value) implements Json {}

  /// A number as it was written, so that none is rounded.
  record Numeral(String literal) implements Json {}

  record Truth(boolean value) implements Json {}

  /// `null`, and what [#at] finds where nothing is.
  record Nothing() implements Json {}

  static Json of(String text) {
    return new Text(text);
  }

  static Json of(long number) {
    return new Numeral(Long.toString(number));
  }

  /// What lies at the end of a path of member names; [Nothing] where the path leads nowhere.
  default Json at(String... path) {
    Json here = this;
    for (var name : path) {
      here =
          here instanceof Members(var members)
              ? members.getOrDefault(name, new Nothing())
              : new Nothing();
    }
    return here;
  }

  /// Empty where this is no text.
  default Optional<String> text() {
    return this instanceof Text(var value) ? Optional.of(value) : Optional.empty();
  }

  /// Empty where this is no number from 0 to 999,999,999,999,999,999 without fraction and exponent.
  default OptionalLong count() {
    return this instanceof Numeral(var literal) && literal.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(literal))
        : OptionalLong.empty();
  }
}
