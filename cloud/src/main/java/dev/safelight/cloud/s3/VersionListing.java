package dev.safelight.cloud.s3;

import dev.safelight.cloud.s3.ObjectRows.Version;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A page of a bucket's versions: keys in the order of their UTF-8 bytes, of each key the newest
/// version first, with common prefixes like [Listing]. See AWS: "Listing objects in a
/// versioning-enabled bucket".
final class VersionListing {
  private VersionListing() {}

  sealed interface Entry {
    /// The key or the common prefix.
    String name();
  }

  /// @param latest whether its key stands for it now
  record Item(Version version, boolean latest) implements Entry {
    @Override
    public String name() {
      return version.key();
    }
  }

  record Common(String name) implements Entry {}

  /// Where a page begins: at the first bytes of keys, and of that key below an ordinal.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Place(byte[] key, long below) {
    static Place at(byte[] key) {
      return new Place(key, Long.MAX_VALUE);
    }
  }

  /// @param more whether entries follow
  record Page(List<Entry> entries, boolean more) {
    Page {
      entries = List.copyOf(entries);
    }
  }

  /// The first versions from a place on, as [ObjectRows#versions] reads them.
  interface Reading {
    List<Version> from(Place place, byte[] end, int most);
  }

  static Page page(
      Transaction transaction,
      ObjectRows rows,
      String bucket,
      String prefix,
      String delimiter,
      Place from,
      int most) {
    return page(
        (place, end, read) ->
            ObjectRows.versions(transaction, bucket, place.key(), place.below(), end, read),
        version -> rows.newest(transaction, bucket, version.key()),
        prefix,
        delimiter,
        from,
        most);
  }

  /// @param newest the newest version of the same key
  static Page page(
      Reading reading,
      Function<Version, Optional<Version>> newest,
      String prefix,
      String delimiter,
      Place from,
      int most) {
    var entries = new ArrayList<Entry>();
    var start = Keys.utf8(prefix);
    var end = start.length == 0 ? Listing.END : Listing.afterAll(start);
    var at = Arrays.compareUnsigned(from.key(), start) >= 0 ? from : Place.at(start);
    // As in [Listing]: many common prefixes want short reads, many versions long ones.
    int longest = Math.min(most, Listing.LARGEST) + 1;
    int shortest = Math.min(16, longest);
    int read = delimiter.isEmpty() ? longest : shortest;
    while (entries.size() <= most && most > 0) {
      var found = reading.from(at, end, read);
      boolean skips = false;
      for (var version : found) {
        var name = common(version.key(), prefix, delimiter);
        if (name.isEmpty()) {
          entries.add(new Item(version, isLatest(newest, version, entries)));
          at = new Place(Keys.utf8(version.key()), version.ordinal());
        } else {
          entries.add(new Common(name));
          at = Place.at(Listing.afterAll(Keys.utf8(name)));
          skips = true;
        }
        if (skips || entries.size() > most) {
          break;
        }
      }
      if (!skips && found.size() < read) {
        break;
      }
      read = skips ? shortest : Math.min(2 * read, longest);
    }
    boolean more = entries.size() > most;
    return new Page(more ? entries.subList(0, most) : entries, more && most > 0);
  }

  /// The first of its key is looked up where the page does not show what comes before it.
  private static boolean isLatest(
      Function<Version, Optional<Version>> newest, Version version, List<Entry> before) {
    if (!before.isEmpty()
        && before.getLast() instanceof Item last
        && last.name().equals(version.key())) {
      return false;
    }
    return newest.apply(version).map(one -> one.ordinal() == version.ordinal()).orElse(false);
  }

  /// Empty where a key stands for itself.
  private static String common(String key, String prefix, String delimiter) {
    int found = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return found < 0 ? "" : key.substring(0, found + delimiter.length());
  }
}
