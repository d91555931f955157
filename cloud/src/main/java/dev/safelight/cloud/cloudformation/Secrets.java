package dev.safelight.cloud.cloudformation;

import dev.safelight.template.document.Document;
import dev.safelight.template.document.Node;
import dev.safelight.template.resolve.ParameterValue;
import dev.safelight.template.resolve.Resolved;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The values of parameters that are not to be shown (`NoEcho`), as they stand inside JSON. A short
/// one hides what happens to look like it too.
record Secrets(List<String> values) {
  Secrets {
    values = List.copyOf(values);
  }

  static Secrets of(Resolved resolved) {
    return new Secrets(
        resolved.parameters().values().stream()
            .filter(value -> value.parameter().noEcho())
            .flatMap(value -> Stream.concat(Stream.of(value.resolved()), value.values().stream()))
            .filter(value -> !value.isEmpty())
            .map(Secrets::inJson)
            .distinct()
            // The longest first: one may be part of another.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  private static String inJson(String value) {
    var quoted = Document.json(Node.text(value));
    return quoted.substring(1, quoted.length() - 1);
  }

  String hidden(String json) {
    var hidden = json;
    for (var value : values) {
      hidden = hidden.replace(value, ParameterValue.HIDDEN);
    }
    return hidden;
  }
}
