package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.Parameter;
import dev.safelight.template.Template;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.Node;
import dev.safelight.template.resolve.ParameterValue;
import dev.safelight.template.resolve.Resolved;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The values of parameters that are not to be shown (`NoEcho`). A short one hides what happens to
/// look like it too.
///
/// @param whole as they were given, and each of a list
/// @param derived what a template has made of them; see [Derived]
record Secrets(List<String> whole, List<String> derived) {
  Secrets {
    whole = longestFirst(whole);
    derived = longestFirst(derived);
  }

  /// One may be part of another.
  private static List<String> longestFirst(List<String> texts) {
    return texts.stream()
        .filter(text -> !text.isEmpty())
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  static Secrets of(Resolved resolved) {
    var derived = Derived.of(resolved);
    return new Secrets(
        resolved.parameters().values().stream()
            .filter(value -> value.parameter().noEcho())
            .flatMap(value -> Stream.concat(Stream.of(value.resolved()), value.values().stream()))
            .toList(),
        resolved.resources().values().stream()
            .flatMap(each -> derived.texts(each.id(), each.properties()).stream())
            .toList());
  }

  /// Those of a template that cannot be resolved.
  static Secrets of(Template template, Map<String, String> given) {
    return new Secrets(
        template.parameters().values().stream()
            .filter(Parameter::noEcho)
            .flatMap(each ->
                Optional.ofNullable(given.get(each.name())).or(each::defaultValue).stream()
                    .flatMap(value -> Stream.concat(Stream.of(value), each.split(value).stream())))
            .toList(),
        List.of());
  }

  /// Those that one resource of a stack may have been made of, in any of the stack's versions.
  static Secrets of(Stack stack, Part part, Transaction transaction) {
    var whole = new ArrayList<String>();
    var derived = new ArrayList<String>();
    for (var version : Version.of(stack, transaction)) {
      var resolved = version.resolved(stack.pseudo());
      var secrets = of(resolved);
      whole.addAll(secrets.whole());
      derived.addAll(secrets.derived());
      derived.addAll(Derived.of(resolved).texts(part.logicalId(), part.applied().properties()));
    }
    return new Secrets(whole, derived);
  }

  private static String inJson(String value) {
    var quoted = Document.json(Node.text(value));
    return quoted.substring(1, quoted.length() - 1);
  }

  /// JSON without them. What is derived must be hidden in it already: it may be as short as a
  /// digit.
  String hidden(String json) {
    var hidden = json;
    for (var value : whole) {
      hidden = hidden.replace(inJson(value), ParameterValue.HIDDEN);
    }
    return hidden;
  }

  /// What somebody says of what was made of them, without them.
  String hiddenInWords(String words) {
    var hidden = words;
    for (var value : longestFirst(Stream.concat(whole.stream(), derived.stream()).toList())) {
      hidden = hidden.replace(value, ParameterValue.HIDDEN);
    }
    return hidden;
  }
}
