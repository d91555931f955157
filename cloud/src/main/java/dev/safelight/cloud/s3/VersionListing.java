package dev.safelight.cloud.s3;

import dev.safelight.cloud.s3.ObjectRows.Version;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

  static Page page(
      Transaction transaction,
      ObjectRows rows,
      String bucket,
      String prefix,
      String delimiter,
      Place from,
      int most) {
    var entries = new ArrayList<Entry>();
    var start = Keys.utf8(prefix);
    var end = start.length == 0 ? Listing.END : Listing.afterAll(start);
    var at = Arrays.compareUnsigned(from.key(), start) >= 0 ? from : Place.at(start);
    int read = Math.min(most, Listing.LARGEST) + 1;
    while (entries.size() <= most && most > 0) {
      var found = ObjectRows.versions(transaction, bucket, at.key(), at.below(), end, read);
      boolean skips = false;
      for (var version : found) {
        var name = common(version.key(), prefix, delimiter);
        if (name.isEmpty()) {
          entries.add(new Item(version, isLatest(transaction, rows, version, entries)));
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
    }
    boolean more = entries.size() > most;
    return new Page(more ? entries.subList(0, most) : entries, more && most > 0);
  }

  /// The first of its key is looked up where the page does not show what comes before it.
  private static boolean isLatest(
      Transaction transaction, ObjectRows rows, Version version, List<Entry> before) {
    if (!before.isEmpty()
        && before.getLast() instanceof Item last
        && last.name().equals(version.key())) {
      return false;
    }
    return rows.newest(transaction, version.bucket(), version.key())
        .map(newest -> newest.ordinal() == version.ordinal())
        .orElse(false);
  }

  /// Empty where a key stands for itself.
  private static String common(String key, String prefix, String delimiter) {
    int found = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return found < 0 ? "" : key.substring(0, found + delimiter.length());
  }
}
