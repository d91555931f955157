package dev.safelight.policy.explain;

import dev.safelight.policy.PolicyType;

/// A policy that was handed in and what it says.
public record Considered(PolicyType type, String name, Verdict verdict) {
  public enum Verdict {
    ALLOWS("allows"),
    DENIES("denies"),
    SILENT("says nothing"),
    DOES_NOT_BIND("does not bind this caller");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
