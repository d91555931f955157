package dev.safelight.cli.demo;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.deploy.Deploying;
import dev.safelight.cli.deploy.Event;
import dev.safelight.cli.deploy.Order;
import dev.safelight.cli.deploy.Proposal;
import dev.safelight.cli.deploy.Refused;
import dev.safelight.cli.deploy.Stack;
import dev.safelight.cli.deploy.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A deployment as steps of the demo: the change set, each resource as its event says that it is
/// there, what that lets whom do, and the stack.
final class StackSteps implements Terminal {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Watcher watcher;
  private final List<Report.Step> steps;
  private final Map<String, String> begun = new HashMap<>();
  private String step = "change set";
  private String uploaded = "";
  private final SequencedMap<String, List<String>> access = new LinkedHashMap<>();
  private long began = System.nanoTime();
  private int made;

  StackSteps(Watcher watcher, List<Report.Step> steps) {
    this.watcher = watcher;
    this.steps = steps;
  }

  /// @throws Failed with the reason, after its step
  Stack deploy(Aws aws, String account, Order order, Deploying.Build build) {
    watcher.begins(step);
    try {
      return switch (new Deploying(aws, account, PAUSE, this).run(order, build)) {
        case Deploying.End.Deployed(var stack) -> {
          ended(millis(began), "%s, %d resources".formatted(stack.status(), made), true);
          access.forEach((who, what) -> add("access of " + who, 0, String.join("; ", what), true));
          yield stack;
        }
        case Deploying.End.Same(var stack) -> {
          ended(millis(began), "as its template says", true);
          yield stack;
        }
        case Deploying.End.Shown _ -> throw new Refused("not executed");
      };
    } catch (Refused | IllegalArgumentException refused) {
      ended(millis(began), String.valueOf(refused.getMessage()), false);
      throw new Failed(String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public void say(String line) {
    uploaded = line.contains("s3://") ? "; " + line.substring(line.indexOf("s3://")) : uploaded;
  }

  @Override
  public void shows(Proposal proposal) {
    var changes = proposal.changes().changes();
    ended(
        millis(began),
        "%d resources to make%s"
            .formatted(
                changes.size(),
                uploaded.isEmpty() ? "" : ", the function's package in" + uploaded.substring(1)),
        true);
    for (var change : proposal.access()) {
      access
          .computeIfAbsent(
              change.who().replaceFirst("arn:aws:iam::[0-9]{12}:(role|user)/", ""),
              _ -> new ArrayList<>())
          .add("%s %s%s".formatted(change.verb(), change.what(), change.how()));
    }
    step = "stack " + proposal.stack();
    began = System.nanoTime();
  }

  @Override
  public void event(Event event) {
    if (event.type().equals("AWS::CloudFormation::Stack")) {
      return;
    }
    switch (event.status()) {
      case "CREATE_IN_PROGRESS" -> begun.putIfAbsent(event.resource(), event.at());
      case "CREATE_COMPLETE" -> {
        made++;
        add(
            event.resource(),
            between(begun.getOrDefault(event.resource(), event.at()), event.at()),
            event.type() + " " + event.physicalId(),
            true);
      }
      case String status when status.endsWith("FAILED") ->
          add(event.resource(), 0, status + ": " + event.reason(), false);
      case String _ -> {}
    }
  }

  @Override
  public Answer ask(String question) {
    return Answer.YES;
  }

  private void ended(long millis, String outcome, boolean ok) {
    var ended = new Report.Step(step, millis, outcome, ok);
    steps.add(ended);
    watcher.ended(ended);
  }

  private void add(String name, long millis, String outcome, boolean ok) {
    var one = new Report.Step(name, millis, outcome, ok);
    steps.add(one);
    watcher.begins(name);
    watcher.ended(one);
  }

  private static long millis(long since) {
    return (System.nanoTime() - since) / 1_000_000;
  }

  private static long between(String from, String to) {
    try {
      return Duration.between(Instant.parse(from), Instant.parse(to)).toMillis();
    } catch (DateTimeParseException _) {
      return 0; // A service that writes its times otherwise; only what is shown suffers.
    }
  }
}
