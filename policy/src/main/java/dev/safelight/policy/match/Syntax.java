package dev.safelight.policy.match;

/// Which characters of a [Template] mean more than themselves.
///
/// Policy variables exist only in documents of version 2012-10-17.
public record Syntax(boolean wildcards, boolean variables, boolean ignoreCase) {
  public static final Syntax WILDCARDS = new Syntax(true, false, false);

  public Syntax withVariables(boolean allowed) {
    return new Syntax(wildcards, allowed, ignoreCase);
  }
}
