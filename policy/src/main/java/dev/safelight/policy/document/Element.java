package dev.safelight.policy.document;

import dev.safelight.policy.document.MalformedPolicy.Fault;
import dev.safelight.policy.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON value together with the path that leads to it, so that every complaint names its place.
///
/// `name` is the member's of its parent, or the beginning of a path; `item` counts from 1 in a list
/// and is 0 elsewhere.
record Element(@Nullable Element parent, String name, int item, Json json) {
  Element(String path, Json json) {
    this(null, path, 0, json);
  }

  /// Such as `Statement[2].Condition.StringEquals`; put together for complaints only.
  String path() {
    if (parent == null) {
      return name;
    }
    if (item > 0) {
      return parent.path() + "[" + item + "]";
    }
    var before = parent.path();
    // A member without a name has a place, too.
    var own = name.isEmpty() ? "\"\"" : name;
    return before.equals(PolicyReader.ROOT) ? own : before + "." + own;
  }

  MalformedPolicy fault(Fault fault, String reason) {
    return new MalformedPolicy(fault, path(), reason, json.line());
  }

  /// The members of an object in their order, none other than the allowed.
  List<Element> members(List<String> allowed) throws MalformedPolicy {
    var members = members();
    for (var member : members) {
      if (!allowed.contains(member.name())) {
        throw member.fault(
            Fault.UNKNOWN_ELEMENT, "unknown element" + Spelling.didYouMean(member.name(), allowed));
      }
    }
    return members;
  }

  /// The members of an object in their order, whatever their names.
  List<Element> members() throws MalformedPolicy {
    if (!(json instanceof Json.Obj(var written, _))) {
      throw fault(Fault.WRONG_TYPE, "must be an object, was " + json.kind());
    }
    var members = new ArrayList<Element>(written.size());
    for (var member : written) {
      members.add(new Element(this, member.name(), 0, member.value()));
    }
    return members;
  }

  /// The items of a list, or this one value: AWS lets a list of one be written bare.
  List<Element> items() {
    if (!(json instanceof Json.Arr(var written, _))) {
      return List.of(this);
    }
    var items = new ArrayList<Element>(written.size());
    for (var item : written) {
      items.add(new Element(this, "", items.size() + 1, item));
    }
    return items;
  }

  String text() throws MalformedPolicy {
    if (json instanceof Json.Text(var value, _)) {
      return value;
    }
    throw fault(Fault.WRONG_TYPE, "must be a string, was " + json.kind());
  }

  /// A condition's value: a string, or a number or boolean as it was written.
  String scalar() throws MalformedPolicy {
    return switch (json) {
      case Json.Text(var value, _) -> value;
      case Json.Num(var text, _) -> text;
      case Json.Bool(var value, _) -> Boolean.toString(value);
      case Json.Obj _, Json.Arr _, Json.Null _ ->
          throw fault(
              Fault.WRONG_TYPE, "must be a string, a number or a boolean, was " + json.kind());
    };
  }

  /// One or more strings.
  List<Element> texts() throws MalformedPolicy {
    var items = items();
    if (items.isEmpty()) {
      throw fault(Fault.WRONG_VALUE, "must not be an empty list");
    }
    for (var item : items) {
      item.text();
    }
    return items;
  }

  /// The one of a few members that has this name.
  static Optional<Element> optional(List<Element> members, String name) {
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).name().equals(name)) {
        return Optional.of(members.get(i));
      }
    }
    return Optional.empty();
  }
}
