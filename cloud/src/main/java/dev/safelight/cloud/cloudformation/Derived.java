package dev.safelight.cloud.cloudformation;

import dev.safelight.template.References;
import dev.safelight.template.References.Reference;
import dev.safelight.template.document.Function;
import dev.safelight.template.document.Node;
import dev.safelight.template.resolve.ParameterValue;
import dev.safelight.template.resolve.Resolved;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What a template works out of secrets (`NoEcho`) by more than putting them into a text: a part of
/// one, or one in Base64, is found by nobody who looks for the whole.
///
/// @param names of the parameters that are secret
record Derived(Resolved resolved, Set<String> names) {
  /// What leaves a value whole, so that it is found.
  private static final Set<Function> WHOLE =
      EnumSet.of(Function.REF, Function.SUB, Function.JOIN, Function.IF);

  static Derived of(Resolved resolved) {
    return new Derived(
        resolved,
        resolved.parameters().values().stream()
            .filter(value -> value.parameter().noEcho())
            .map(value -> value.parameter().name())
            .collect(Collectors.toSet()));
  }

  /// A resource's properties with what is derived hidden.
  ///
  /// @param properties of the resource, as they are worked out by now
  Node masked(String logicalId, Node.Fields properties) {
    return masked(logicalId, properties, _ -> {});
  }

  /// The texts that are derived.
  List<String> texts(String logicalId, Node.Fields properties) {
    var texts = new ArrayList<String>();
    var _ = masked(logicalId, properties, texts::add);
    return texts;
  }

  private Node masked(String logicalId, Node.Fields properties, Consumer<String> found) {
    var resource = resolved.template().resources().get(logicalId);
    return resource == null ? properties : masked(resource.properties(), properties, found);
  }

  /// @param said as the template has it
  private Node masked(Node said, Node is, Consumer<String> found) {
    return switch (said) {
      case Node.Call call -> ofCall(call, is, found);
      case Node.Fields fields -> ofFields(fields, is, found);
      case Node.Items items -> ofItems(items, is, found);
      case Node.Scalar _, Node.Null _, Node.Absent _ -> is;
    };
  }

  private Node ofFields(Node.Fields said, Node is, Consumer<String> found) {
    if (!(is instanceof Node.Fields(var list, var place))) {
      return is;
    }
    return new Node.Fields(
        list.stream()
            .map(field ->
                new Node.Field(
                    field.name(),
                    field.place(),
                    said.get(field.name())
                        .map(each -> masked(each, field.value(), found))
                        .orElse(field.value())))
            .toList(),
        place);
  }

  private Node ofItems(Node.Items said, Node is, Consumer<String> found) {
    if (!(is instanceof Node.Items(var list, var place))) {
      return is;
    }
    if (said.list().size() != list.size()) {
      // Some are absent, so that it is open which is which.
      return isDerived(said) ? hidden(is, found) : is;
    }
    var items = new ArrayList<Node>();
    for (int i = 0; i < list.size(); i++) {
      items.add(masked(said.list().get(i), list.get(i), found));
    }
    return new Node.Items(items, place);
  }

  private Node ofCall(Node.Call call, Node is, Consumer<String> found) {
    if (call.function() == Function.IF
        && call.arguments().getFirst() instanceof Node.Text(var condition, _)) {
      int branch = resolved.conditions().getOrDefault(condition, false) ? 1 : 2;
      return masked(call.arguments().get(branch), is, found);
    }
    return isDerived(call) ? hidden(is, found) : is;
  }

  private static Node hidden(Node is, Consumer<String> found) {
    collect(is, found);
    return new Node.Text(ParameterValue.HIDDEN, is.place());
  }

  private static void collect(Node node, Consumer<String> found) {
    switch (node) {
      case Node.Scalar scalar -> found.accept(scalar.text());
      case Node.Items(var list, _) -> list.forEach(each -> collect(each, found));
      case Node.Fields(var list, _) -> list.forEach(each -> collect(each.value(), found));
      // One that waits for a resource is no text yet.
      case Node.Call _, Node.Null _, Node.Absent _ -> {}
    }
  }

  private boolean isDerived(Node said) {
    return switch (said) {
      case Node.Scalar _, Node.Null _, Node.Absent _ -> false;
      case Node.Items(var list, _) -> list.stream().anyMatch(this::isDerived);
      case Node.Fields(var list, _) -> list.stream().anyMatch(field -> isDerived(field.value()));
      case Node.Call call ->
          (!WHOLE.contains(call.function()) && refersToSecrets(call)) || isDerived(call.argument());
    };
  }

  private boolean refersToSecrets(Node said) {
    return References.of(said).stream()
        .anyMatch(each -> each instanceof Reference.Ref(var name, _) && names.contains(name));
  }
}
