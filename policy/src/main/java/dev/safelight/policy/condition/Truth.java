package dev.safelight.policy.condition;

/// Yes, no, or not to be known (a number that is none, a range that is none).
///
/// What cannot be known never opens: an Allow needs YES, a Deny is spared only by NO.
public enum Truth {
  YES,
  NO,
  UNKNOWN;

  public static Truth of(boolean claim) {
    return claim ? YES : NO;
  }

  public Truth not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
    };
  }

  public Truth and(Truth other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES ? other : UNKNOWN;
  }

  public Truth or(Truth other) {
    if (this == YES || other == YES) {
      return YES;
    }
    return this == NO ? other : UNKNOWN;
  }
}
