package dev.safelight.cloud.cloudformation;

/// Ends a process at a chosen moment: from then on nobody in it gets anything done.
final class Fuse {
  static final int NEVER = Integer.MAX_VALUE;

  private final int last;
  private int burnt;

  /// What ends a process; nobody may take it for a failure.
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
      super("crash", null, false, false);
    }
  }

  /// @param last the moment that is not survived, from 1
  Fuse(int last) {
    this.last = last;
  }

  synchronized void burn() {
    if (burnt < last) {
      burnt++;
    }
    if (burnt == last) {
      throw new Crash();
    }
  }

  /// Ends the process at this moment.
  synchronized void blow() {
    burnt = last;
  }

  synchronized boolean isBlown() {
    return burnt >= last;
  }
}
