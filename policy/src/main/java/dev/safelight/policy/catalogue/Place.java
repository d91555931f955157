package dev.safelight.policy.catalogue;

/// Where in a document something is written: `line` counts from 1, `element` is a path such as
/// `Statement[2].Action[1]`, whose lists count from 1 as well.
public record Place(int line, String element) {
  @Override
  public String toString() {
    return element + " (line " + line + ")";
  }
}
