package dev.safelight.image.probe;

/// Ends a reading early; never leaves this package. An exception, because a parser that checks an
/// answer after every byte cannot be read.
final class Broken extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Finding.Problem problem;

  Broken(Finding.Problem problem) {
    super(problem.toString(), null, false, false);
    this.problem = problem;
  }

  Finding.Problem problem() {
    return problem;
  }

  static Broken corrupt(String detail) {
    return new Broken(new Finding.Corrupt(detail));
  }

  static Broken unsupported(String what) {
    return new Broken(new Finding.Unsupported(what));
  }

  static Broken tooLarge(String what, long found, long allowed) {
    return new Broken(new Finding.TooLarge(what, found, allowed));
  }
}
