package dev.safelight.template.resolve;

import dev.safelight.template.References;
import dev.safelight.template.Template;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// The first phase: parameters, conditions, mappings and pseudo parameters are known.
final class Early implements Scope {
  private final Template template;
  private final SequencedMap<String, ParameterValue> parameters;
  private final Pseudo pseudo;
  private final Surroundings surroundings;
  private final Map<String, Boolean> decided = new HashMap<>();
  private final Set<String> imports = new TreeSet<>();

  Early(
      Template template,
      SequencedMap<String, ParameterValue> parameters,
      Pseudo pseudo,
      Surroundings surroundings) {
    this.template = template;
    this.parameters = parameters;
    this.pseudo = pseudo;
    this.surroundings = surroundings;
  }

  Set<String> imports() {
    return imports;
  }

  @Override
  public Node ref(Node.Call call, String name, String path) {
    var place = call.place();
    var parameter = parameters.get(name);
    return parameter != null ? parameter.node(place) : named(call, name, place);
  }

  private Node named(Node.Call call, String name, Place place) {
    return switch (name) {
      case "AWS::AccountId" -> new Node.Text(pseudo.accountId(), place);
      case "AWS::Region" -> new Node.Text(pseudo.region(), place);
      case "AWS::Partition" -> new Node.Text(pseudo.partition(), place);
      case "AWS::URLSuffix" -> new Node.Text(pseudo.urlSuffix(), place);
      case "AWS::StackName" -> new Node.Text(pseudo.stackName(), place);
      case "AWS::StackId" -> new Node.Text(pseudo.stackId(), place);
      case "AWS::NotificationARNs" ->
          new Node.Items(
              pseudo.notificationArns().stream()
                  .<Node>map(each -> new Node.Text(each, place))
                  .toList(),
              place);
      case "AWS::NoValue" -> new Node.Absent(place);
      default -> call; // a resource: later
    };
  }

  @Override
  public Node attribute(Node.Call call, String id, String attribute, String path) {
    var pair =
        List.<Node>of(new Node.Text(id, call.place()), new Node.Text(attribute, call.place()));
    return new Node.Call(
        call.function(), new Node.Items(pair, call.argument().place()), call.place());
  }

  /// Those that a condition needs are decided first, on a stack of our own: a template may chain as
  /// many as it likes, and Java's stack would end before them.
  @Override
  public boolean condition(String name, String path) {
    var known = decided.get(name);
    if (known != null) {
      return known;
    }
    var open = new LinkedHashSet<String>();
    var ahead = new ArrayDeque<String>();
    ahead.push(name);
    while (!ahead.isEmpty()) {
      var next = ahead.peek();
      if (!decided.containsKey(next) && open.add(next)) {
        needed(stated(next)).stream()
            .filter(it -> !decided.containsKey(it))
            .forEach(it -> {
              if (open.contains(it)) {
                throw circular(open, next);
              }
              ahead.push(it);
            });
      } else {
        ahead.pop();
        if (open.remove(next)) {
          decided.put(next, new Evaluator(this).holds(stated(next), "Conditions/" + next));
        }
      }
    }
    return condition(name, path);
  }

  private Node stated(String name) {
    var node = template.conditions().get(name);
    if (node == null) {
      throw new IllegalStateException("the names were checked, but not " + name);
    }
    return node;
  }

  private InvalidTemplate circular(Collection<String> names, String at) {
    return Problem.of(
            "Circular dependency between conditions: [%s]".formatted(String.join(", ", names)),
            "Conditions/" + at,
            stated(at).place())
        .thrown();
  }

  private static List<String> needed(Node node) {
    var names = new ArrayList<String>();
    for (var reference : References.of(node)) {
      if (reference instanceof References.Reference.Condition(var name, _)) {
        names.add(name);
      }
    }
    return names;
  }

  @Override
  public Node mapping(Node.Call call, String map, String key, String attribute, String path) {
    return template.mappings().find(map, key, attribute, path, call.place());
  }

  @Override
  public Node imported(Node.Call call, String name, String path) {
    imports.add(name);
    return surroundings
        .export(name)
        .<Node>map(value -> new Node.Text(value, call.place()))
        .orElseThrow(
            () -> Problem.of("No export named " + name + " found.", path, call.place()).thrown());
  }

  @Override
  public Node zones(Node.Call call, String region) {
    var wanted = region.isEmpty() ? pseudo.region() : region;
    return new Node.Items(
        surroundings.availabilityZones(wanted).stream()
            .<Node>map(each -> new Node.Text(each, call.place()))
            .toList(),
        call.place());
  }

  @Override
  public Node rule(Node.Call call, String path) {
    return new RuleFunctions(parameters, new Evaluator(this)).value(call, path);
  }
}
