package dev.safelight.cli.deploy;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.api.Result;
import dev.safelight.cli.api.Xml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// One stack by its name, through CloudFormation's API. Whatever is refused is a [Refused] in AWS's
/// words. AWS: "AWS CloudFormation API Reference".
public record Stacks(Aws aws, String name) {
  /// What a new change set is made of.
  ///
  /// @param type `CREATE` or `UPDATE`
  /// @param template its text, or the `https://` address of it
  /// @param parameters those given
  /// @param previous those that keep their value
  /// @param role the service role's ARN; empty for none
  public record Wanted(
      String type,
      String template,
      Map<String, String> parameters,
      List<String> previous,
      List<String> capabilities,
      String role) {
    public Wanted {
      parameters = Map.copyOf(parameters);
      previous = List.copyOf(previous);
      capabilities = List.copyOf(capabilities);
    }
  }

  public Optional<Stack> find() {
    return find(name);
  }

  /// By name or by id: a deleted stack has only that.
  public Optional<Stack> find(String nameOrId) {
    var answer = aws.cloudFormation("DescribeStacks", Map.of("StackName", nameOrId));
    if (!answer.ok() && answer.error().endsWith("does not exist")) {
      return Optional.empty();
    }
    return demand(answer).members("Stacks").stream().map(Stack::of).findFirst();
  }

  /// The template as it was submitted.
  public String template() {
    return demand(aws.cloudFormation("GetTemplate", Map.of("StackName", name)))
        .text("TemplateBody");
  }

  /// What its resources are called, by their logical ids.
  public Map<String, String> physicalIds() {
    var ids = new LinkedHashMap<String, String>();
    for (var one :
        demand(aws.cloudFormation("DescribeStackResources", Map.of("StackName", name)))
            .members("StackResources")) {
      ids.put(one.text("LogicalResourceId"), one.text("PhysicalResourceId"));
    }
    return ids;
  }

  /// The ids of the new change set and of its stack.
  public Map.Entry<String, String> createChangeSet(String changeSet, Wanted wanted) {
    SequencedMap<String, String> all = new LinkedHashMap<>();
    all.put("StackName", name);
    all.put("ChangeSetName", changeSet);
    all.put("ChangeSetType", wanted.type());
    all.put(
        wanted.template().startsWith("http") ? "TemplateURL" : "TemplateBody", wanted.template());
    int number = 1;
    for (var parameter : wanted.parameters().entrySet()) {
      all.put("Parameters.member." + number + ".ParameterKey", parameter.getKey());
      all.put("Parameters.member." + number++ + ".ParameterValue", parameter.getValue());
    }
    for (var parameter : wanted.previous()) {
      all.put("Parameters.member." + number + ".ParameterKey", parameter);
      all.put("Parameters.member." + number++ + ".UsePreviousValue", "true");
    }
    number = 1;
    for (var capability : wanted.capabilities()) {
      all.put("Capabilities.member." + number++, capability);
    }
    if (!wanted.role().isEmpty()) {
      all.put("RoleARN", wanted.role());
    }
    var made = demand(aws.cloudFormation("CreateChangeSet", all));
    return Map.entry(made.text("Id"), made.text("StackId"));
  }

  /// A change set once it is worked out.
  public ChangeSet awaitChangeSet(String id, Duration pause) {
    while (true) {
      var changes = new ArrayList<ChangeSet.Change>();
      var request = new LinkedHashMap<>(Map.of("ChangeSetName", id, "StackName", name));
      Xml page;
      do {
        page = demand(aws.cloudFormation("DescribeChangeSet", request));
        page.members("Changes").forEach(it -> changes.add(ChangeSet.change(it)));
        request.put("NextToken", page.text("NextToken"));
      } while (!page.text("NextToken").isEmpty());
      var status = page.text("Status");
      if (!status.endsWith("_PENDING") && !status.endsWith("_IN_PROGRESS")) {
        return new ChangeSet(id, status, page.text("StatusReason"), changes);
      }
      rest(pause);
    }
  }

  public void execute(String changeSet) {
    demand(
        aws.cloudFormation(
            "ExecuteChangeSet", Map.of("ChangeSetName", changeSet, "StackName", name)));
  }

  /// Removes a change set.
  public void forget(String changeSet) {
    demand(
        aws.cloudFormation(
            "DeleteChangeSet", Map.of("ChangeSetName", changeSet, "StackName", name)));
  }

  /// Removes a change set, and with it the stack that it was to make, unless somebody has made that
  /// stack meanwhile: a person may think for long about a question.
  ///
  /// @param stackId of the change set's stack: one that has its name by now may be another
  public void forget(String changeSet, String stackId) {
    forget(changeSet);
    if (find(stackId).filter(Stack::isEmpty).isPresent()) {
      demand(aws.cloudFormation("DeleteStack", Map.of("StackName", stackId)));
    }
  }

  public void delete() {
    demand(aws.cloudFormation("DeleteStack", Map.of("StackName", name)));
  }

  /// Events after one that was seen, the oldest first.
  ///
  /// @param seen an event's id; empty for all
  public List<Event> events(String stackId, String seen) {
    var events = new ArrayList<Event>();
    var request = new LinkedHashMap<>(Map.of("StackName", stackId));
    while (true) {
      var page = demand(aws.cloudFormation("DescribeStackEvents", request));
      for (var member : page.members("StackEvents")) {
        var event = Event.of(member);
        if (event.id().equals(seen)) {
          return events.reversed();
        }
        events.add(event);
      }
      if (page.text("NextToken").isEmpty()) {
        return events.reversed();
      }
      request.put("NextToken", page.text("NextToken"));
    }
  }

  private static Xml demand(Result answer) {
    if (!answer.ok()) {
      throw new Refused(answer.error());
    }
    return answer.xml();
  }

  static void rest(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refused("interrupted; what was begun goes on without this command");
    }
  }
}
