package dev.safelight.template.resolve;

import dev.safelight.template.Parameter;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import java.util.List;

/// A parameter and what it was given.
///
/// @param given the text given, or the default
/// @param resolved what a Systems Manager parameter of that name holds; otherwise as given
public record ParameterValue(Parameter parameter, String given, String resolved) {
  public static final String HIDDEN = "****";

  /// What `DescribeStacks` shows.
  public String shown() {
    return parameter.noEcho() ? HIDDEN : given;
  }

  /// One value, or those of a list.
  public List<String> values() {
    return parameter.split(resolved);
  }

  /// What `Ref` gives.
  Node node(Place place) {
    return parameter.type().isList()
        ? new Node.Items(
            values().stream().<Node>map(each -> new Node.Text(each, place)).toList(), place)
        : new Node.Text(resolved, place);
  }

  /// Not the value: a parameter may be a secret.
  @Override
  public String toString() {
    return parameter.name() + '=' + shown();
  }
}
