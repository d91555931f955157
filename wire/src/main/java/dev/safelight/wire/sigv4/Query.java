package dev.safelight.wire.sigv4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The parameters of a raw query in order, repeats and empty ones included.
record Query(List<Parameter> parameters) {
  /// One `name=value` as sent; a name alone counts as an empty value.
  record Parameter(String rawName, String rawValue) {
    String name() {
      return PercentEncoding.decodeOctets(rawName, true);
    }

    String value() {
      return PercentEncoding.decodeOctets(rawValue, true);
    }

    boolean is(String other) {
      return name().equalsIgnoreCase(other);
    }

    /// One spelling for all encodings of the same octets. `+` is a blank, here as in the reader.
    Parameter canonical() {
      return new Parameter(
          PercentEncoding.encodeOctets(name(), false),
          PercentEncoding.encodeOctets(value(), false));
    }
  }

  static Query of(String raw) {
    var parameters = new ArrayList<Parameter>();
    for (var start = 0; start < raw.length(); ) {
      var end = raw.indexOf('&', start);
      end = end < 0 ? raw.length() : end;
      var equals = raw.indexOf('=', start);
      parameters.add(
          equals < 0 || equals >= end
              ? new Parameter(raw.substring(start, end), "")
              : new Parameter(raw.substring(start, equals), raw.substring(equals + 1, end)));
      start = end + 1;
      if (start == raw.length()) {
        parameters.add(new Parameter("", "")); // a trailing "&" is a byte that was sent
      }
    }
    return new Query(List.copyOf(parameters));
  }

  boolean has(String name) {
    return parameters.stream().anyMatch(parameter -> parameter.is(name));
  }

  /// The decoded value of the first parameter of that name, empty where there is none.
  String first(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.is(name))
        .map(Parameter::value)
        .findFirst()
        .orElse("");
  }

  /// Two readers may each believe another one of two `X-Amz-Credential`s, so none may be repeated.
  boolean repeatsAmz() {
    var seen = new HashSet<String>();
    return parameters.stream()
        .map(parameter -> parameter.name().toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.startsWith("x-amz-") && !seen.add(name));
  }

  /// Sorted by encoded octets, name first, without the signature itself.
  String canonical(Spelling spelling) {
    return parameters.stream()
        .filter(parameter -> !parameter.is("x-amz-signature"))
        .map(parameter ->
            switch (spelling) {
              case CANONICAL -> parameter.canonical();
              case AS_SENT -> parameter;
            })
        .sorted(Comparator.comparing(Parameter::rawName).thenComparing(Parameter::rawValue))
        .map(parameter -> parameter.rawName() + "=" + parameter.rawValue())
        .collect(Collectors.joining("&"));
  }
}
