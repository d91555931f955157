package dev.safelight.cloud.s3;

import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A page of a bucket's keys in the order of their UTF-8 bytes; keys that share what lies between
/// the prefix and the first delimiter after it are one entry. A common prefix costs one look into
/// the index, however many keys it stands for. See AWS: "Organizing objects using prefixes".
final class Listing {
  /// The most entries of a page.
  static final int LARGEST = 1000;

  // No UTF-8 has this byte: it lies after every key.
  static final byte[] END = {(byte) 0xFF};

  private Listing() {}

  sealed interface Entry {
    String name();

    /// The first bytes that lie after it.
    byte[] next();
  }

  record Item(StoredObject object) implements Entry {
    @Override
    public String name() {
      return object.key();
    }

    @Override
    public byte[] next() {
      return after(name());
    }
  }

  record Common(String name) implements Entry {
    @Override
    public byte[] next() {
      return afterAll(Keys.utf8(name));
    }
  }

  /// @param more whether entries follow
  record Page(List<Entry> entries, boolean more) {
    Page {
      entries = List.copyOf(entries);
    }

    List<StoredObject> objects() {
      return entries.stream()
          .filter(Item.class::isInstance)
          .map(entry -> ((Item) entry).object())
          .toList();
    }

    List<String> prefixes() {
      return entries.stream().filter(Common.class::isInstance).map(Entry::name).toList();
    }
  }

  /// @param from where to begin, inclusive; empty for the beginning
  static Page page(
      Transaction transaction,
      String bucket,
      String prefix,
      String delimiter,
      byte[] from,
      int most) {
    var entries = new ArrayList<Entry>();
    var start = Keys.utf8(prefix);
    var end = start.length == 0 ? END : afterAll(start);
    var at = Arrays.compareUnsigned(from, start) > 0 ? from : start;
    // Many common prefixes want short reads, many keys long ones.
    int read = delimiter.isEmpty() ? most + 1 : Math.min(16, most + 1);
    while (entries.size() <= most && most > 0) {
      var rows = ObjectRows.between(transaction, bucket, at, end, read);
      int taken = 0;
      boolean skips = false;
      for (var row : rows) {
        var entry = entry(row, prefix, delimiter);
        entries.add(entry);
        taken++;
        at = entry.next();
        skips = entry instanceof Common;
        if (skips || entries.size() > most) {
          break;
        }
      }
      if (!skips && taken == rows.size() && rows.size() < read) {
        break;
      }
      read = skips ? Math.min(16, most + 1) : Math.min(2 * read, LARGEST + 1);
    }
    boolean more = entries.size() > most;
    return new Page(more ? entries.subList(0, most) : entries, more && most > 0);
  }

  private static Entry entry(StoredObject row, String prefix, String delimiter) {
    int found = delimiter.isEmpty() ? -1 : row.key().indexOf(delimiter, prefix.length());
    return found < 0
        ? new Item(row)
        : new Common(row.key().substring(0, found + delimiter.length()));
  }

  /// The first bytes after a key or marker.
  static byte[] after(String key) {
    var bytes = Keys.utf8(key);
    return bytes.length == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
  }

  /// Where a page goes on after a marker. A marker that is itself a common prefix stands for all
  /// its keys: it was the last entry of the page before.
  static byte[] afterMarker(String marker, String prefix, String delimiter) {
    boolean common =
        !delimiter.isEmpty()
            && marker.startsWith(prefix)
            && marker.indexOf(delimiter, prefix.length()) == marker.length() - delimiter.length()
            && marker.length() >= prefix.length() + delimiter.length();
    return common ? afterAll(Keys.utf8(marker)) : after(marker);
  }

  /// The first bytes after everything that begins with a prefix. The last byte of UTF-8 is never
  /// the largest, so it can be counted up.
  static byte[] afterAll(byte[] prefix) {
    var next = prefix.clone();
    next[next.length - 1]++;
    return next;
  }
}
