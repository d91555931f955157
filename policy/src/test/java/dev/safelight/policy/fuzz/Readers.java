package dev.safelight.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.Engine;
import dev.safelight.policy.cases.Cases;
import dev.safelight.policy.cases.MalformedCase;
import dev.safelight.policy.document.Kind;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;

/// What must hold for whatever text is given to the readers.
final class Readers {
  private Readers() {}

  /// Refused with a place inside the text, or accepted and then printed and read back unchanged.
  static boolean policy(String text, Kind kind) {
    Policy policy;
    try {
      policy = Policy.parse(text, kind);
    } catch (MalformedPolicy refused) {
      assertThat(refused.line()).isBetween(1, 1 + (int) text.lines().count());
      assertThat(refused.element()).isNotEmpty();
      assertThat(refused.reason()).isNotEmpty();
      return false;
    }
    try {
      var again = Policy.parse(policy.toJson(), kind);
      assertThat(again.toJson()).isEqualTo(policy.toJson());
      assertThat(Policy.parse(again.toJson(), kind)).isEqualTo(again);
    } catch (MalformedPolicy broken) {
      throw new AssertionError(policy.toJson(), broken);
    }
    return true;
  }

  /// Refused with a reason, or decided.
  static boolean oneCase(String line) {
    try {
      assertThat(Engine.decide(Cases.read(line))).isNotNull();
      return true;
    } catch (MalformedCase refused) {
      assertThat(refused.reason()).isNotEmpty();
      return false;
    }
  }
}
