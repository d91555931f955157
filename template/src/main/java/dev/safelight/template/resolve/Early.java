package dev.safelight.template.resolve;

import dev.safelight.template.Template;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import java.util.HashMap;
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

  /// Before anything else is worked out.
  Map<String, Boolean> decide() {
    var evaluator = new Evaluator(this);
    for (var name : Conditions.order(template.conditions())) {
      var node = template.conditions().get(name);
      if (node != null) {
        decided.put(name, evaluator.holds(node, "Conditions/" + name));
      }
    }
    return decided;
  }

  @Override
  public boolean condition(String name, String path) {
    var known = decided.get(name);
    if (known == null) {
      throw new IllegalStateException("the names were checked and put in order, but not " + name);
    }
    return known;
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
