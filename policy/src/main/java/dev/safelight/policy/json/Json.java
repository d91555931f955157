package dev.safelight.policy.json;

import java.util.List;

/// A JSON value that remembers the line it began on (1-based); immutable.
///
/// Numbers stay text: a policy's numbers are condition values, and `1.0` must not become `1`.
public sealed interface Json {
  int line();

  /// Members in the order written; names are unique, the reader sees to that.
  record Obj(List<Member> members, int line) implements Json {
    public Obj {
      members = List.copyOf(members);
    }
  }

  record Arr(List<Json> items, int line) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  record Text(String value, int line) implements Json {}

  record Num(String text, int line) implements Json {}

  record Bool(boolean value, int line) implements Json {}

  record Null(int line) implements Json {}

  record Member(String name, Json value) {}

  /// A text that was not read from anywhere, for writing.
  static Json text(String value) {
    return new Text(value, 1);
  }

  static Member member(String name, String value) {
    return new Member(name, text(value));
  }

  static Json object(Member... members) {
    return new Obj(List.of(members), 1);
  }

  /// What a person calls this kind of value in an error message.
  default String kind() {
    return switch (this) {
      case Obj _ -> "an object";
      case Arr _ -> "a list";
      case Text _ -> "a string";
      case Num _ -> "a number";
      case Bool _ -> "a boolean";
      case Null _ -> "null";
    };
  }
}
