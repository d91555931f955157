package dev.safelight.cloud;

import dev.safelight.cloud.call.Event;
import dev.safelight.cloud.call.Outcome;
import java.util.List;

/// How a call ended inside its transaction: what is recorded is the same for both.
sealed interface End {
  List<Event> events();

  record Done(Outcome outcome) implements End {
    @Override
    public List<Event> events() {
      return outcome.events();
    }
  }

  /// Nothing that it changed stays.
  record Failed(RuntimeException failure) implements End {
    @Override
    public List<Event> events() {
      return List.of();
    }
  }
}
