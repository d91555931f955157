package dev.safelight.policy.document;

import dev.safelight.policy.condition.Condition;
import java.util.List;

/// One statement of a policy: to whom, what, on what, when.
///
/// `index` counts from 1; `line` is where the statement begins in the document; `sid` is empty when
/// the document gives none.
public record Statement(
    int index,
    int line,
    String sid,
    Effect effect,
    Principals principals,
    Actions actions,
    Resources resources,
    List<Condition> conditions) {
  public Statement {
    conditions = List.copyOf(conditions);
  }

  /// `Statement[1]`, the way errors and explanations name it.
  public String place() {
    return "Statement[" + index + "]";
  }
}
