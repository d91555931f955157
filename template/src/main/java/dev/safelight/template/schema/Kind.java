package dev.safelight.template.schema;

import java.util.List;

/// What a property's value is.
public sealed interface Kind {
  enum Simple implements Kind {
    STRING("a string"),
    INTEGER("an integer"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    TIME("a date and time"),
    /// Anything: a policy document, for example.
    JSON("a map"),
    /// `Key` and `Value`.
    TAG("a tag");

    private final String text;

    Simple(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  record ListOf(Kind item) implements Kind {
    @Override
    public String text() {
      return "a list";
    }
  }

  record MapOf(Kind value) implements Kind {
    @Override
    public String text() {
      return "a map";
    }
  }

  /// A map whose members the type's definition of that name has.
  record Defined(String name) implements Kind {
    @Override
    public String text() {
      return "a map (" + name + ")";
    }
  }

  record OneOf(List<Kind> kinds) implements Kind {
    public OneOf {
      kinds = List.copyOf(kinds);
    }

    @Override
    public String text() {
      return String.join(" or ", kinds.stream().map(Kind::text).toList());
    }
  }

  /// For a message: what is expected.
  String text();
}
