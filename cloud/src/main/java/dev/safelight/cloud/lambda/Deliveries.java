package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.StoreException;
import dev.safelight.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Tells destinations how events ended: as the function's role, through the front door, so that its
/// permissions of that moment count. A record leaves the table after its destination has committed
/// it: a crash between the two delivers it twice, never not at all. Thread-safe.
final class Deliveries {
  static final String SCHEMA =
      """
      create table if not exists lambda_delivery(
        seq integer primary key autoincrement, id text not null, region text not null,
        account text not null, function text not null, role text not null,
        destination text not null, document text not null, at integer not null,
        attempts integer not null, due integer not null, failure text not null) strict
      """;

  private static final int MOST_ATTEMPTS = 8;

  private final Store store;
  private final Front front;
  private final Function<String, Caller> signers;
  private final InstantSource clock;

  Deliveries(Store store, Front front, Function<String, Caller> signers, InstantSource clock) {
    this.store = store;
    this.front = front;
    this.signers = signers;
    this.clock = clock;
  }

  private record Pending(
      long seq,
      FunctionArn function,
      String role,
      String destination,
      String document,
      int attempts) {}

  static void add(
      Transaction transaction,
      EventQueue.Waiting event,
      String role,
      String destination,
      String document,
      Instant now) {
    var function = event.function();
    transaction.update(
        "insert into lambda_delivery(id, region, account, function, role, destination, document, at, attempts, due, failure)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, '')",
        event.requestId(),
        function.region(),
        function.account(),
        function.key(),
        role,
        destination,
        document,
        now,
        now);
  }

  /// When the next one is due; empty where none waits.
  static Optional<Instant> next(Transaction transaction) {
    return transaction.one(
        "select due from lambda_delivery where failure = '' order by due limit 1",
        row -> row.instant("due"));
  }

  /// Delivers what is due.
  void deliver() {
    var now = clock.instant();
    var due =
        store.read(transaction ->
            transaction.all(
                "select * from lambda_delivery where failure = '' and due <= ? order by seq limit 100",
                Deliveries::read,
                now));
    due.forEach(this::deliver);
  }

  private void deliver(Pending pending) {
    try {
      var destination =
          Destination.of(pending.destination())
              .orElseThrow(() -> new IllegalStateException(pending.destination()));
      var session = RoleSession.open(front, signers, pending.function().function(), pending.role());
      front.call(session.caller(), destination.region(), destination.delivery(pending.document()));
      store.write(transaction ->
          transaction.update("delete from lambda_delivery where seq = ?", pending.seq()));
    } catch (Fault fault) {
      failed(pending, fault);
    } catch (StoreException gone) {
      throw gone; // Nothing can be kept of it: what waits is looked at again later.
    } catch (RuntimeException broken) {
      // A bug on the way must not stop those that wait behind.
      failed(pending, new Fault(500, "InternalFailure", broken.toString()));
    }
  }

  /// What cannot succeed later (denied, no such queue) is given up visibly; the rest is tried
  /// again.
  private void failed(Pending pending, Fault fault) {
    boolean hopeless = fault.status() < 500 && fault.status() != 429;
    store.write(transaction ->
        hopeless || pending.attempts() + 1 >= MOST_ATTEMPTS
            ? transaction.update(
                "update lambda_delivery set attempts = attempts + 1, failure = ? where seq = ?",
                "not delivered to %s: %s: %s"
                    .formatted(pending.destination(), fault.code(), fault.text()),
                pending.seq())
            : transaction.update(
                "update lambda_delivery set attempts = attempts + 1, due = ? where seq = ?",
                clock.instant().plus(Duration.ofSeconds(1L << pending.attempts())),
                pending.seq()));
  }

  private static Pending read(Row row) {
    return new Pending(
        row.number("seq"),
        function(row),
        row.text("role"),
        row.text("destination"),
        row.text("document"),
        (int) row.number("attempts"));
  }

  private static FunctionArn function(Row row) {
    return FunctionArn.ofKey(row.text("region"), row.text("account"), row.text("function"));
  }

  /// What no destination could be told, the newest first.
  static List<FailedEvent> failed(Transaction transaction, int most) {
    return transaction.all(
        "select * from lambda_delivery where failure <> '' order by seq desc limit ?",
        row ->
            new FailedEvent(
                row.text("id"),
                function(row).toString(),
                row.instant("at"),
                (int) row.number("attempts"),
                row.text("failure")),
        most);
  }
}
