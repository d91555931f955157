package dev.safelight.template.resolve;

import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Problem;
import java.util.Optional;

/// The second phase: everything is known but what the resources answer.
record Late(Attributes attributes) implements Scope {
  static Node.Fields fields(Node.Fields node, Attributes attributes, String path) {
    return new Evaluator(new Late(attributes)).fields(node, path);
  }

  static String text(Node node, Attributes attributes, String path) {
    return switch (new Evaluator(new Late(attributes)).value(node, path)) {
      case Node.Scalar scalar -> scalar.text();
      case Node.Null _, Node.Absent _, Node.Items _, Node.Fields _, Node.Call _ ->
          throw noText(node, path);
    };
  }

  static InvalidTemplate noText(Node node, String path) {
    return Problem.of(
            "Template format error: The Value field of every Outputs member must evaluate to a"
                + " String.",
            path,
            node.place())
        .thrown();
  }

  @Override
  public Node ref(Node.Call call, String name, String path) {
    return answer(call, attributes.ref(name), name, "Ref", path);
  }

  @Override
  public Node attribute(Node.Call call, String id, String attribute, String path) {
    return answer(call, attributes.attribute(id, attribute), id, attribute, path);
  }

  private static Node answer(
      Node.Call call, Optional<String> answer, String id, String attribute, String path) {
    return new Node.Text(
        answer.orElseThrow(() ->
            Problem.of(
                    "Template error: resource %s does not support attribute type %s in Fn::GetAtt"
                        .formatted(id, attribute),
                    path,
                    call.place())
                .thrown()),
        call.place());
  }

  @Override
  public boolean condition(String name, String path) {
    throw decided("the condition " + name);
  }

  @Override
  public Node mapping(Node.Call call, String map, String key, String attribute, String path) {
    throw decided("the mapping " + map);
  }

  @Override
  public Node imported(Node.Call call, String name, String path) {
    throw decided("the import " + name);
  }

  @Override
  public Node zones(Node.Call call, String region) {
    throw decided("the zones of " + region);
  }

  @Override
  public Node rule(Node.Call call, String path) {
    throw decided("a rule");
  }

  private static IllegalStateException decided(String what) {
    return new IllegalStateException(what + " was decided before there were resources");
  }
}
