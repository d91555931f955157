package dev.safelight.cli.thumbnails;

import java.io.PrintWriter;
import java.util.function.Consumer;

/// One line on a terminal that counts, and goes when all is done.
public final class Progress implements Consumer<Outcome> {
  private final PrintWriter terminal;
  private final int all;
  private int done;

  public Progress(PrintWriter terminal, int all) {
    this.terminal = terminal;
    this.all = all;
  }

  @Override
  public void accept(Outcome outcome) {
    done++;
    var name = outcome.input().name().toString();
    terminal.printf("\r\u001b[K  %,d of %,d  %s", done, all, visible(name));
    terminal.flush();
  }

  public void end() {
    terminal.print("\r\u001b[K");
    terminal.flush();
  }

  /// A file's name may hold what moves cursors; and a line that wraps cannot be rewritten.
  private static String visible(String name) {
    var clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 60 ? clean : "…" + clean.substring(clean.length() - 59);
  }
}
