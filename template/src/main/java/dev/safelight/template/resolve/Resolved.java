package dev.safelight.template.resolve;

import dev.safelight.template.Output;
import dev.safelight.template.Resource;
import dev.safelight.template.Template;
import dev.safelight.template.document.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// A template with its parameters: what will be made, in which order. References to resources wait
/// as calls; [#late] answers them. Immutable.
///
/// @param resources those whose condition holds
/// @param outputs those whose condition holds
/// @param imports the names of the exports that were used
public record Resolved(
    Template template,
    SequencedMap<String, ParameterValue> parameters,
    Map<String, Boolean> conditions,
    SequencedMap<String, Resource> resources,
    SequencedMap<String, Output> outputs,
    Graph graph,
    Set<String> imports) {
  public Resolved {
    parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    conditions = Map.copyOf(conditions);
    resources = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(resources));
    outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
    imports = Set.copyOf(imports);
  }

  /// The properties of a resource, all of whose needs are there; without any call.
  public Node.Fields late(Resource resource, Attributes attributes) {
    return Late.fields(resource.properties(), attributes, resource.path() + "/Properties");
  }

  /// An output's text once all resources are there.
  public String late(Output output, Attributes attributes) {
    return Late.text(output.value(), attributes, "Outputs/" + output.name() + "/Value");
  }

  /// Under which name an output is exported; only for one that is.
  public String export(Output output, Attributes attributes) {
    return Late.text(output.export(), attributes, "Outputs/" + output.name() + "/Export/Name");
  }
}
