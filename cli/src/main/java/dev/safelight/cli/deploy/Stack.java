package dev.safelight.cli.deploy;

import dev.safelight.cli.api.Xml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A stack as DescribeStacks shows it.
///
/// @param reason why it has this status; empty where that needs no reason
public record Stack(
    String id,
    String name,
    String status,
    String reason,
    SequencedMap<String, String> parameters,
    List<Output> outputs) {
  public Stack {
    parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    outputs = List.copyOf(outputs);
  }

  /// One output.
  public record Output(String key, String value, String description) {}

  static Stack of(Xml member) {
    var parameters = new LinkedHashMap<String, String>();
    for (var one : member.members("Parameters")) {
      parameters.put(one.text("ParameterKey"), one.text("ParameterValue"));
    }
    var outputs = new ArrayList<Output>();
    for (var one : member.members("Outputs")) {
      outputs.add(
          new Output(one.text("OutputKey"), one.text("OutputValue"), one.text("Description")));
    }
    return new Stack(
        member.text("StackId"),
        member.text("StackName"),
        member.text("StackStatus"),
        member.text("StackStatusReason"),
        parameters,
        outputs);
  }

  /// Whether it waits for its first change set.
  public boolean isEmpty() {
    return status.equals("REVIEW_IN_PROGRESS");
  }

  public boolean isAtWork() {
    return status.endsWith("_IN_PROGRESS") && !isEmpty();
  }

  /// Whether it is as its template says.
  public boolean isWell() {
    return status.equals("CREATE_COMPLETE") || status.equals("UPDATE_COMPLETE");
  }

  /// The value of an output; empty where it has none.
  public String output(String key) {
    return outputs.stream()
        .filter(it -> it.key().equals(key))
        .map(Output::value)
        .findFirst()
        .orElse("");
  }
}
