package dev.safelight.template.document;

import java.util.List;

/// A template, or what was given with it, that AWS would refuse: the caller's fault. The message is
/// AWS's `ValidationError` text; [#problems] say more.
public final class InvalidTemplate extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public InvalidTemplate(Problem problem) {
    this(List.of(problem));
  }

  /// The first is what AWS would say; there must be one.
  public InvalidTemplate(List<Problem> problems) {
    super(problems.getFirst().message());
    this.problems = List.copyOf(problems);
  }

  public Problem problem() {
    return problems.getFirst();
  }

  public List<Problem> problems() {
    return problems;
  }
}
