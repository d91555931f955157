package dev.safelight.policy;

/// How many generated cases a law is tried on: as many as it says itself, or `-Dtries=N`. Mutation
/// testing runs the laws again and again on few.
public final class Tries {
  private Tries() {}

  public static int of(int usual) {
    return Integer.getInteger("tries", usual);
  }
}
