package dev.safelight.template;

import dev.safelight.template.document.Function;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import java.util.List;
import java.util.stream.Stream;

/// What a value refers to, also inside `Fn::Sub`.
public final class References {
  private References() {}

  /// One reference.
  public sealed interface Reference {
    Place place();

    /// To a parameter, a resource or a pseudo parameter.
    record Ref(String name, Place place) implements Reference {}

    /// The attribute is empty where it is computed.
    record Attribute(String id, String attribute, Place place) implements Reference {}

    record Condition(String name, Place place) implements Reference {}

    record Mapping(String name, Place place) implements Reference {}
  }

  public static List<Reference> of(Node node) {
    return in(node).toList();
  }

  private static Stream<Reference> in(Node node) {
    return switch (node) {
      case Node.Scalar _, Node.Null _, Node.Absent _ -> Stream.empty();
      case Node.Items(var list, _) -> list.stream().flatMap(References::in);
      case Node.Fields(var list, _) -> list.stream().flatMap(field -> in(field.value()));
      case Node.Call call -> call(call);
    };
  }

  private static Stream<Reference> call(Node.Call call) {
    var place = call.place();
    var first = call.arguments().isEmpty() ? call.argument() : call.arguments().getFirst();
    var name = first instanceof Node.Text(var text, _) ? text : "";
    return switch (call.function()) {
      case REF, VALUE_OF -> Stream.of(new Reference.Ref(name, place));
      case CONDITION -> Stream.of(new Reference.Condition(name, place));
      case IF ->
          Stream.concat(
              Stream.of(new Reference.Condition(name, place)),
              call.arguments().stream().skip(1).flatMap(References::in));
      case GET_ATT -> {
        var last = call.arguments().getLast();
        var attribute = last instanceof Node.Text(var text, _) ? text : "";
        yield Stream.concat(Stream.of(new Reference.Attribute(name, attribute, place)), in(last));
      }
      case FIND_IN_MAP ->
          Stream.concat(
              name.isEmpty() ? Stream.empty() : Stream.of(new Reference.Mapping(name, place)),
              in(call.argument()));
      case SUB -> in(SubText.variables(call, ""));
      case JOIN,
          SELECT,
          SPLIT,
          AND,
          OR,
          NOT,
          EQUALS,
          IMPORT_VALUE,
          BASE64,
          CIDR,
          GET_AZS,
          CONTAINS,
          EACH_MEMBER_EQUALS,
          EACH_MEMBER_IN ->
          in(call.argument());
      case REF_ALL, VALUE_OF_ALL -> Stream.empty();
    };
  }

  static boolean uses(Node node, Function function) {
    return switch (node) {
      case Node.Scalar _, Node.Null _, Node.Absent _ -> false;
      case Node.Items(var list, _) -> list.stream().anyMatch(each -> uses(each, function));
      case Node.Fields(var list, _) -> list.stream().anyMatch(each -> uses(each.value(), function));
      case Node.Call call -> call.function() == function || uses(call.argument(), function);
    };
  }
}
