package dev.safelight.policy.document;

import java.util.List;

/// Whom a statement is about.
public sealed interface Principals {
  /// The policy hangs on its principal; the statement names none.
  record Bearer() implements Principals {}

  record Named(List<Principal> principals) implements Principals {
    public Named {
      principals = List.copyOf(principals);
    }
  }

  /// `NotPrincipal`, which only a Deny may use.
  record AllBut(List<Principal> principals) implements Principals {
    public AllBut {
      principals = List.copyOf(principals);
    }
  }
}
