package dev.safelight.policy.explain;

import dev.safelight.policy.PolicyType;

/// A policy that took part and what it says.
public record Considered(PolicyType type, String name, Verdict verdict) {
  public enum Verdict {
    ALLOWS("allows"),
    DENIES("denies"),
    SILENT("says nothing");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
