package dev.safelight.template.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A value of a template, which knows where it stands; immutable.
///
/// A template as read has [Fields] where a function is called; in the sections where functions
/// count they become [Call]s. What is fully resolved has none left. Numbers keep their text: AWS
/// passes `1.0` on as it was written.
public sealed interface Node {
  Place place();

  /// A value of which there is just one text.
  sealed interface Scalar extends Node {
    /// As a parameter or [Function#JOIN] sees it.
    String text();
  }

  record Text(String text, Place place) implements Scalar {}

  record Num(String text, Place place) implements Scalar {}

  record Bool(boolean value, Place place) implements Scalar {
    @Override
    public String text() {
      return Boolean.toString(value);
    }
  }

  record Null(Place place) implements Node {}

  /// What `Ref AWS::NoValue` leaves: the list or map around it drops it.
  record Absent(Place place) implements Node {}

  record Items(List<Node> list, Place place) implements Node {
    public Items {
      list = List.copyOf(list);
    }
  }

  record Field(String name, Place place, Node value) {}

  /// In the order written; no name twice.
  record Fields(List<Field> list, Place place) implements Node {
    public Fields {
      list = List.copyOf(list);
    }

    public Optional<Node> get(String name) {
      return field(name).map(Field::value);
    }

    public Optional<Field> field(String name) {
      return list.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    public SequencedMap<String, Node> map() {
      var map = new LinkedHashMap<String, Node>();
      list.forEach(each -> map.put(each.name(), each.value()));
      return map;
    }
  }

  record Call(Function function, Node argument, Place place) implements Node {
    public List<Node> arguments() {
      return argument instanceof Items(var list, _) ? list : List.of(argument);
    }
  }

  /// The kind in a message: "a string", "a list".
  default String kind() {
    return switch (this) {
      case Text _ -> "a string";
      case Num _ -> "a number";
      case Bool _ -> "a boolean";
      case Null _ -> "null";
      case Absent _ -> "nothing";
      case Items _ -> "a list";
      case Fields _ -> "a map";
      case Call call -> call.function().fullName();
    };
  }

  /// Whether both say the same, wherever they stand; the order of a map's members does not count.
  default boolean says(Node other) {
    return switch (this) {
      case Scalar one -> other instanceof Scalar two && one.text().equals(two.text());
      case Null _ -> other instanceof Null;
      case Absent _ -> other instanceof Absent;
      case Items one -> other instanceof Items two && same(one.list(), two.list());
      case Fields one -> other instanceof Fields two && same(one.map(), two.map());
      case Call one ->
          other instanceof Call two
              && one.function() == two.function()
              && one.argument().says(two.argument());
    };
  }

  private static boolean same(List<Node> one, List<Node> two) {
    if (one.size() != two.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!one.get(i).says(two.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Map<String, Node> one, Map<String, Node> two) {
    return one.keySet().equals(two.keySet())
        && same(new ArrayList<>(one.values()), one.keySet().stream().map(two::get).toList());
  }

  /// A text that stands nowhere.
  static Node text(String value) {
    return new Text(value, Place.NOWHERE);
  }
}
