package dev.safelight.cli.deploy;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.template.AccessChange;
import dev.safelight.cli.template.TemplateFile;
import dev.safelight.template.Capabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Deploys a template: packages it, lets CloudFormation work out what changes, shows that and what
/// it does to access, asks, and follows what happens. A failure is a [Refused].
public final class Deploying {
  private static final int LONGEST_BODY = 51_200;

  private final Aws aws;
  private final String account;
  private final Duration pause;
  private final Terminal terminal;

  /// A deployment to an account.
  ///
  /// @param pause between two looks at what happens
  public Deploying(Aws aws, String account, Duration pause, Terminal terminal) {
    this.aws = aws;
    this.account = account;
    this.pause = pause;
    this.terminal = terminal;
  }

  /// How it ended, where it did not fail.
  public sealed interface End {
    /// Nothing differed.
    record Same(Stack stack) implements End {}

    record Deployed(Stack stack) implements End {}

    /// Shown and not executed.
    ///
    /// @param changeSet its id where it was left to be executed; empty where it was removed
    record Shown(String changeSet) implements End {}
  }

  /// Gives the file to upload for one that the template names: that one, or what is built for it.
  @FunctionalInterface
  public interface Build {
    Path of(Path named);
  }

  /// Deploys.
  ///
  /// @throws IllegalArgumentException where the template is wrong, with file and line
  public End run(Order order, Build build) {
    var text = read(order.template());
    var name = order.template().getFileName().toString();
    var file = TemplateFile.parse(name, text);
    var where = new TemplateFile.Where(account, aws.session().region(), order.stack());
    var stacks = new Stacks(aws, order.stack());
    var there = stacks.find();
    there
        .flatMap(Advice::refusal)
        .ifPresent(why -> {
          throw new Refused(why);
        });
    boolean update = there.isPresent() && !there.get().isEmpty();
    var previous = update ? kept(file, order, there.get()) : Map.<String, String>of();
    var all = new LinkedHashMap<>(previous);
    all.putAll(order.parameters());
    // What is wrong with it is known before anything is built or sent.
    var resolved = file.resolve(all, where);
    var packaged = packaged(order, text, file, build);
    var needed = Capabilities.of(resolved.resources().values()).needed();
    var wanted =
        new Stacks.Wanted(
            update ? "UPDATE" : "CREATE",
            packaged,
            order.parameters(),
            List.copyOf(previous.keySet()),
            order.capabilities().isEmpty() ? needed : order.capabilities(),
            order.role());
    var made = stacks.createChangeSet("safelight-" + UUID.randomUUID(), wanted);
    var set = stacks.awaitChangeSet(made.getKey(), pause);
    if (set.isUnchanged()) {
      stacks.forget(set.id());
      return new End.Same(there.orElseThrow());
    }
    if (set.status().equals("FAILED")) {
      forget(stacks, set, there, made.getValue());
      throw failed(set.reason());
    }
    terminal.shows(
        proposal(set, update ? Optional.of(stacks) : Optional.empty(), there, file, all, where));
    return switch (terminal.ask(question(order, needed))) {
      case YES -> execute(stacks, set, made.getValue(), update);
      case NO -> {
        forget(stacks, set, there, made.getValue());
        yield new End.Shown("");
      }
      case NOBODY -> new End.Shown(set.id());
    };
  }

  /// A stack that was there before, though empty, is not ours to remove.
  private static void forget(Stacks stacks, ChangeSet set, Optional<Stack> there, String stackId) {
    if (there.isPresent()) {
      stacks.forget(set.id());
    } else {
      stacks.forget(set.id(), stackId);
    }
  }

  /// The stack's parameters that keep their value: all that the template still has and that are not
  /// given, as `aws cloudformation deploy` does.
  private static Map<String, String> kept(TemplateFile file, Order order, Stack stack) {
    var kept = new LinkedHashMap<>(stack.parameters());
    kept.keySet().retainAll(file.template().parameters().keySet());
    kept.keySet().removeAll(order.parameters().keySet());
    return kept;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new Refused("The template %s cannot be read: %s".formatted(file, broken.getMessage()));
    }
  }

  private String packaged(Order order, String text, TemplateFile file, Build build) {
    var packaging =
        Packaging.of(text, file.template(), order.template().toAbsolutePath().resolveSibling(""));
    var artifacts =
        order.bucket().isEmpty()
            ? Artifacts.of(aws, account)
            : new Artifacts(aws, account, order.bucket(), false);
    Map<Path, String> keys = new LinkedHashMap<>();
    for (var path : packaging.files()) {
      var built = build.of(path);
      if (!Files.isRegularFile(built)) {
        throw new Refused(
            "The template names %s, which is no file. A folder must be zipped first."
                .formatted(built));
      }
      keys.put(path, artifacts.upload(built, terminal::say));
    }
    var packaged = packaging.rewritten(artifacts.bucket(), path -> keys.getOrDefault(path, ""));
    return packaged.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= LONGEST_BODY
        ? packaged
        : artifacts.template(packaged, terminal::say);
  }

  private static Proposal proposal(
      ChangeSet set,
      Optional<Stacks> stacks,
      Optional<Stack> there,
      TemplateFile file,
      Map<String, String> parameters,
      TemplateFile.Where where) {
    boolean update = stacks.isPresent();
    try {
      var ids = stacks.map(Stacks::physicalIds).orElse(Map.of());
      var before =
          stacks.map(it ->
              TemplateFile.parse("the stack's template", it.template())
                  .plan(there.map(Stack::parameters).orElseThrow(), where, ids));
      var access = AccessChange.between(before, file.plan(parameters, where, ids));
      return new Proposal(where.stack(), update, set, access, "");
    } catch (IllegalArgumentException unclear) {
      return new Proposal(
          where.stack(), update, set, List.of(), String.valueOf(unclear.getMessage()));
    }
  }

  private static String question(Order order, List<String> needed) {
    return order.capabilities().isEmpty() && !needed.isEmpty()
        ? "Do it? This acknowledges %s, since IAM is changed".formatted(String.join(", ", needed))
        : "Do it?";
  }

  private End execute(Stacks stacks, ChangeSet set, String stackId, boolean update) {
    var earlier = stacks.events(stackId, "");
    var seen = earlier.isEmpty() ? "" : earlier.getLast().id();
    stacks.execute(set.id());
    var events = new ArrayList<Event>();
    while (events.isEmpty() || !isEnd(events.getLast(), stacks.name())) {
      for (var event : stacks.events(stackId, seen)) {
        terminal.event(event);
        events.add(event);
        seen = event.id();
      }
      if (events.isEmpty() || !isEnd(events.getLast(), stacks.name())) {
        Stacks.rest(pause);
      }
    }
    var stack =
        stacks
            .find(stackId)
            .orElseThrow(() -> new Refused("The stack " + stacks.name() + " is gone."));
    if (stack.isWell()) {
      return new End.Deployed(stack);
    }
    var cause = events.stream().filter(Event::isCause).findFirst();
    throw failed(
        cause
            .map(it -> "%s (%s): %s".formatted(it.resource(), it.type(), it.reason()))
            .orElse(stack.reason()),
        stack,
        update);
  }

  private static boolean isEnd(Event event, String stack) {
    return event.type().equals("AWS::CloudFormation::Stack")
        && event.resource().equals(stack)
        && !event.status().endsWith("_IN_PROGRESS");
  }

  private static Refused failed(String reason) {
    return new Refused(reason + Advice.about(reason).map(it -> "\n" + it).orElse(""));
  }

  private static Refused failed(String reason, Stack stack, boolean update) {
    var after =
        update
            ? "The stack %s is as it was before (%s).".formatted(stack.name(), stack.status())
            : Advice.refusal(stack).orElse("");
    return new Refused(
        "%s%s\n%s"
            .formatted(reason, Advice.about(reason).map(it -> "\n" + it).orElse(""), after)
            .stripTrailing());
  }
}
