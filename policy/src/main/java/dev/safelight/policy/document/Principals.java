package dev.safelight.policy.document;

import java.util.List;

/// Whom a statement is about.
public sealed interface Principals {
  /// The policy hangs on its principal; the statement names none.
  record Bearer() implements Principals {}

  record Named(List<Principal> principals) implements Principals {
    public Named {
      principals = Crowd.of(principals);
    }

    /// Those that could mean the caller; the rest cannot.
    public List<Principal> near(Caller caller) {
      return principals instanceof Crowd crowd ? crowd.near(caller.names()) : principals;
    }
  }

  /// `NotPrincipal`, which only a Deny may use.
  record AllBut(List<Principal> principals) implements Principals {
    public AllBut {
      principals = List.copyOf(principals);
    }
  }
}
