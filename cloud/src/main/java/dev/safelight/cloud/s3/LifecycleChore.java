package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Event;
import dev.safelight.cloud.s3.Buckets.Bucket;
import dev.safelight.cloud.s3.Buckets.Setting;
import dev.safelight.cloud.s3.Expiry.Noncurrent;
import dev.safelight.cloud.s3.ObjectRows.DeleteMarker;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.s3.ObjectRows.Version;
import dev.safelight.cloud.s3.Versions.Deletion;
import dev.safelight.cloud.store.Chore;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Removes what buckets' lifecycle rules have expired: some hundred versions a step. Thread-safe.
///
/// Every decision is made of what the step's own transaction sees, so that a version that became
/// the current one meanwhile is not taken for an old one.
final class LifecycleChore implements Chore {
  private static final System.Logger LOG = System.getLogger(LifecycleChore.class.getName());
  private static final int PAGE = 500;
  private static final Caller S3 = new Caller.Service("s3.amazonaws.com", Map.of());

  private final ObjectRows rows;
  private final Versions versions;
  private final Uploads uploads;
  private final Notifications notifications;

  LifecycleChore(ObjectRows rows, Versions versions, Uploads uploads, Notifications notifications) {
    this.rows = rows;
    this.versions = versions;
    this.uploads = uploads;
    this.notifications = notifications;
  }

  /// A place as text: the bucket, the key's bytes and an ordinal.
  private record Place(String bucket, String key, long below) {
    static Place of(String text) {
      var parts = text.split("/", -1);
      return new Place(parts[0], parts[1], Long.parseLong(parts[2]));
    }

    static Place of(Version version) {
      return new Place(
          version.bucket(), HexFormat.of().formatHex(Keys.utf8(version.key())), version.ordinal());
    }

    String text() {
      return bucket + "/" + key + "/" + below;
    }
  }

  @Override
  public Step step(Transaction transaction, Instant now, String from) {
    var place = from.isEmpty() ? next(transaction, "") : Optional.of(Place.of(from));
    if (place.isEmpty()) {
      return new Step(List.of(), BEGINNING);
    }
    var events = new ArrayList<Event>();
    var bucket = Buckets.find(transaction, place.get().bucket());
    var last = bucket.flatMap(found -> attempt(transaction, found, place.get(), now, events));
    var next = last.or(() -> next(transaction, place.get().bucket()));
    return new Step(events, next.map(Place::text).orElse(BEGINNING));
  }

  /// The beginning of the first bucket after another that has rules.
  private static Optional<Place> next(Transaction transaction, String after) {
    return transaction.one(
        "select bucket from s3_setting where name = ? and bucket > ? order by bucket limit 1",
        row -> new Place(row.text("bucket"), "", Long.MAX_VALUE),
        Setting.LIFECYCLE.name(),
        after);
  }

  /// A bucket whose rules cannot be read or carried out keeps what it has; the next one is swept.
  private Optional<Place> attempt(
      Transaction transaction, Bucket bucket, Place from, Instant now, List<Event> events) {
    try {
      var told = new ArrayList<Event>();
      var next = transaction.attempt(() -> sweep(transaction, bucket, from, now, told));
      events.addAll(told);
      return next;
    } catch (RuntimeException failed) {
      LOG.log(
          System.Logger.Level.ERROR,
          "what has expired in the bucket " + bucket.name() + " could not be removed",
          failed);
      return Optional.empty();
    }
  }

  /// Where the bucket goes on; empty at its end.
  private Optional<Place> sweep(
      Transaction transaction, Bucket bucket, Place from, Instant now, List<Event> events) {
    var expiry = Expiry.of(transaction, bucket.name());
    if (from.key().isEmpty()) {
      Uploads.of(transaction, bucket.name()).stream()
          .filter(upload -> expiry.expires(upload, now))
          .forEach(upload -> uploads.end(transaction, upload));
    }
    var page =
        ObjectRows.versions(
            transaction,
            bucket.name(),
            HexFormat.of().parseHex(from.key()),
            from.below(),
            Listing.END,
            PAGE);
    for (var version : page) {
      if (!isThere(transaction, version)) {
        continue; // A marker took its place: it was removed for one before it on this page.
      }
      events.addAll(sweep(transaction, bucket, version, expiry, now));
    }
    return page.size() < PAGE ? Optional.empty() : Optional.of(Place.of(page.getLast()));
  }

  private boolean isThere(Transaction transaction, Version version) {
    return rows.find(transaction, version.bucket(), version.key(), version.id())
        .filter(found -> found.ordinal() == version.ordinal())
        .isPresent();
  }

  private List<Event> sweep(
      Transaction transaction, Bucket bucket, Version version, Expiry expiry, Instant now) {
    var next = rows.next(transaction, version);
    if (next.isPresent()) {
      int newer = rows.newer(transaction, version, LifecycleReading.MOST_NEWER + 1) - 1;
      var state = new Noncurrent(next.get().modified(), newer);
      return expiry.expires(version, state, now)
          ? removed(transaction, bucket, version)
          : List.of();
    }
    return switch (version) {
      case StoredObject object ->
          expiry.expires(object, now) ? expired(transaction, bucket, object, now) : List.of();
      case DeleteMarker marker ->
          expiry.expires(marker, now) && rows.standsAlone(transaction, marker)
              ? removed(transaction, bucket, marker)
              : List.of();
    };
  }

  private List<Event> removed(Transaction transaction, Bucket bucket, Version version) {
    rows.remove(transaction, version);
    return tell(transaction, bucket, "LifecycleExpiration:Delete", version);
  }

  private List<Event> expired(
      Transaction transaction, Bucket bucket, StoredObject object, Instant now) {
    return switch (versions.delete(transaction, bucket.name(), object.key(), now)) {
      case Deletion.Nothing _ -> List.of();
      case Deletion.Removed(var gone) ->
          tell(transaction, bucket, "LifecycleExpiration:Delete", gone);
      case Deletion.Marked(var marker) ->
          tell(transaction, bucket, "LifecycleExpiration:DeleteMarkerCreated", marker);
    };
  }

  private List<Event> tell(Transaction transaction, Bucket bucket, String event, Version version) {
    return notifications.tell(transaction, bucket, event, version, S3, Origin.INSIDE);
  }
}
