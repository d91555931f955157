package dev.safelight.cli;

/// A command did what it was asked, and the answer is "no": exit code 1.
public final class No extends RuntimeException {
  private static final long serialVersionUID = 1;

  public No(String sentence) {
    super(sentence, null, false, false);
  }
}
