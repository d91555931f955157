package dev.safelight.conformance;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.deploy.Deploying;
import dev.safelight.cli.deploy.Event;
import dev.safelight.cli.deploy.Order;
import dev.safelight.cli.deploy.Proposal;
import dev.safelight.cli.deploy.Stack;
import dev.safelight.cli.deploy.Terminal;
import dev.safelight.cloud.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Safelight's own template, deployed as `deploy --yes` does.
public final class OwnStack {
  /// The package is linked for this machine.
  public static final Map<String, String> HERE =
      Map.of("Architecture", System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64");

  private OwnStack() {}

  /// What somebody who follows is told, and who says yes.
  static final class Follower implements Terminal {
    final List<String> said = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    private final Answer answer;

    Follower(Answer answer) {
      this.answer = answer;
    }

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void shows(Proposal proposal) {
      said.addAll(proposal.lines());
    }

    @Override
    public void event(Event event) {
      events.add(event);
    }

    @Override
    public Answer ask(String question) {
      said.add(question);
      return answer;
    }

    @Override
    public String toString() {
      return String.join("\n", said) + "\n" + events;
    }
  }

  public static Stack deploy(Aws by, String name, Map<String, String> parameters) {
    return deploy(by, Built.template(), name, parameters, new Follower(Terminal.Answer.YES));
  }

  static Stack deploy(
      Aws by, Path template, String name, Map<String, String> parameters, Follower follower) {
    return switch (run(by, template, name, parameters, follower)) {
      case Deploying.End.Same(var stack) -> stack;
      case Deploying.End.Deployed(var stack) -> stack;
      case Deploying.End.Shown shown -> throw new AssertionError(shown);
    };
  }

  static Deploying.End run(
      Aws by, Path template, String name, Map<String, String> parameters, Follower follower) {
    var all = new LinkedHashMap<>(HERE);
    all.putAll(parameters);
    return new Deploying(by, Settings.ACCOUNT, Duration.ofMillis(20), follower)
        .run(
            Order.of(template, name, all),
            named -> named.endsWith("target/function.zip") ? Built.functionZip() : named);
  }
}
