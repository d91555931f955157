package dev.safelight.cli;

import dev.safelight.cli.ask.Plain;
import dev.safelight.cli.deploy.Event;
import dev.safelight.cli.deploy.Proposal;
import dev.safelight.cli.deploy.Terminal;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Follows a deployment on a terminal, or into a file: a line for each event.
final class Follower implements Terminal {
  private final PrintWriter out;
  private final boolean yes;

  /// @param yes whether every question is answered with yes
  Follower(PrintWriter out, boolean yes) {
    this.out = out;
    this.yes = yes;
  }

  @Override
  public void say(String line) {
    if (line.isEmpty()) {
      out.println();
    }
    line.lines().map(Plain::text).forEach(out::println);
    out.flush();
  }

  @Override
  public void shows(Proposal proposal) {
    proposal.lines().forEach(this::say);
  }

  @Override
  public void event(Event event) {
    var time = event.at().length() >= 19 ? event.at().substring(11, 19) : event.at();
    out.printf(
        "  %s  %-28s %-24s %s%n",
        Plain.text(time),
        Plain.text(event.status()),
        Plain.text(event.resource()),
        event.reason().isEmpty() ? Plain.text(event.type()) : Plain.text(event.reason()));
    out.flush();
  }

  @Override
  public Answer ask(String question) {
    if (yes) {
      return Answer.YES;
    }
    return ask(question, System.console());
  }

  private static Answer ask(String question, @Nullable Console console) {
    if (console == null || !console.isTerminal()) {
      return Answer.NOBODY;
    }
    var answer = console.readLine("%n%s [y/N] ", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")
        ? Answer.YES
        : Answer.NO;
  }
}
