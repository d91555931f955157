package dev.safelight.cli.deploy;

/// What was asked for cannot be done or was refused: a sentence, in AWS's words where they are its.
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Refused(String sentence) {
    super(sentence, null, false, false);
  }
}
