package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Operation;

/// A denial in AWS's words.
public final class Denial {
  private Denial() {}

  /// AWS: "Troubleshoot access denied error messages". Anonymous callers are told nothing.
  public static <O extends Operation> String message(
      Caller caller, Authoriser.Verdict.Refuse<O> refused, boolean quotesResource) {
    return switch (caller) {
      case Caller.Anonymous _ -> "";
      case Caller.Root _, Caller.User _, Caller.Session _, Caller.Service _ ->
          refused
              .why()
              .message(
                  caller.arn(),
                  refused.access().action(),
                  refused.access().resource(),
                  quotesResource);
    };
  }
}
