package dev.safelight.cloud.logs;

import dev.safelight.cloud.store.Chore;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;

/// Removes the events that their group's retention has outlived, some thousand a step. They are
/// shown to nobody from the moment on at which they expire; this frees what they take. Thread-safe.
final class RetentionChore implements Chore {
  private static final int PAGE = 5000;

  @Override
  public Step step(Transaction transaction, Instant now, String from) {
    long after = from.isEmpty() ? 0 : Long.parseLong(from);
    // A group is done again until a step finds less than a page.
    var group =
        transaction.one(
            "select id, retention from logs_group where retention > 0 and id > ? order by id limit 1",
            row -> new long[] {row.number("id"), row.number("retention")},
            after);
    if (group.isEmpty()) {
      return new Step(List.of(), BEGINNING);
    }
    long id = group.get()[0];
    long oldest = now.toEpochMilli() - group.get()[1] * Tables.DAY;
    int removed =
        transaction.update(
            "delete from logs_event where seq in (select seq from logs_event where stream in (select"
                + " id from logs_stream where grp = ?) and at < ? limit ?)",
            id,
            oldest,
            PAGE);
    return new Step(List.of(), Long.toString(removed < PAGE ? id : id - 1));
  }
}
