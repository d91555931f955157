package dev.safelight.cloud;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.safelight.Inquiries;
import dev.safelight.cloud.safelight.SafelightOperation;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.BiFunction;

/// The state of an environment that does not run, opened to be asked: nothing listens, no function
/// starts, nothing is delivered. Holds the directory's lock until it is closed. Thread-safe.
public final class Stopped implements AutoCloseable {
  private final Wiring wiring;

  private Stopped(Wiring wiring) {
    this.wiring = wiring;
  }

  /// Opens a data directory.
  ///
  /// @throws IllegalStateException where there is none, as a sentence
  /// @throws dev.safelight.cloud.store.DataDirectory.Unusable where it is in use or newer
  public static Stopped open(Path data) {
    if (!Files.isRegularFile(data.resolve("safelight.db"))) {
      throw new IllegalStateException(
          "There is no environment's state in %s. Start one: ./safelight up%s"
              .formatted(data, data.endsWith(".safelight") ? "" : " --data " + data));
    }
    var settings = new Settings(data, true, "127.0.0.1", 0, 0, InstantSource.system(), false);
    return new Stopped(new Wiring(settings, Engine::decide));
  }

  /// Why a call was decided as it was, as `ExplainDecision` answers it.
  ///
  /// @throws IllegalArgumentException where there is no such record or the id is none, as a
  ///   sentence
  public String explain(String requestId) {
    return ask((inquiries, transaction) -> {
      var asked =
          new SafelightOperation.ExplainDecision(
              Settings.REGION, Settings.ACCOUNT, requestId, false);
      return inquiries.explain(asked.requestId(), transaction).toString();
    });
  }

  /// The same of the latest call.
  public String explainLatest(boolean denied) {
    return ask((inquiries, transaction) -> inquiries.explainLatest(denied, transaction).toString());
  }

  /// Records, as `LookUpRecords` answers them.
  public String records(long after, int most, boolean denied, boolean own) {
    return ask((inquiries, transaction) ->
        inquiries.records(after, most, denied, own, transaction).toString());
  }

  /// Who may, as `FindPrincipals` answers it.
  public String principals(String action, String resource) {
    return ask((inquiries, transaction) -> {
      var asked = new SafelightOperation.FindPrincipals(Settings.ACCOUNT, action, resource);
      return inquiries
          .principals(asked.account(), asked.action(), asked.resource(), transaction)
          .toString();
    });
  }

  private String ask(BiFunction<Inquiries, Transaction, String> question) {
    try {
      return wiring.store().read(reading -> question.apply(wiring.inquiries(), reading));
    } catch (Fault fault) {
      throw new IllegalArgumentException(fault.text(), fault);
    }
  }

  @Override
  public void close() {
    wiring.close();
  }
}
