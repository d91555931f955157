package dev.safelight.cloud;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Event;
import dev.safelight.cloud.call.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How a call ended inside its transaction: what is recorded is the same for both.
sealed interface End {
  List<Event> events();

  /// What a call waits for that has not ended.
  default Optional<Supplier<Content>> next() {
    return Optional.empty();
  }

  record Done(Outcome outcome) implements End {
    @Override
    public Optional<Supplier<Content>> next() {
      return outcome.answer() instanceof Answer.Again(var next)
          ? Optional.of(next)
          : Optional.empty();
    }

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
