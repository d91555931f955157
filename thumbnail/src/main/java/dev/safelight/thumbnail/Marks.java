package dev.safelight.thumbnail;

import dev.safelight.wire.client.S3Answer.Whole;
import dev.safelight.wire.sigv4.Header;
import dev.safelight.wire.sigv4.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a thumbnail tells of itself: whose it is, and that this function made it.
///
/// S3 keeps 2 KB of names and values of an object's own metadata and refuses more, so that a long
/// key goes without its copy.
final class Marks {
  /// The bucket is private, and a new original replaces its thumbnail under the same key.
  private static final String CACHE_CONTROL = "private, max-age=3600";

  private static final String PREFIX = "x-amz-meta-";
  private static final String MADE_BY = "made-by";
  private static final String US = "safelight";
  private static final int LONGEST = 2048;
  private static final Pattern PLAIN = Pattern.compile("[!-~]{1,256}");

  private Marks() {}

  /// Whether this function, or another like it, made an object. Where two of them are wired in a
  /// circle, this is where it ends.
  static boolean isOurs(Whole got) {
    return got.header(PREFIX + MADE_BY).equals(US);
  }

  static List<Header> of(String key, Whole original, String rendition) {
    var marks = new ArrayList<Header>();
    add(marks, MADE_BY, US);
    add(marks, "rendition", rendition);
    add(marks, "source-etag", original.eTag().replace("\"", ""));
    add(marks, "source-version", original.versionId());
    add(marks, "source-key", PercentEncoding.encodePath(key));
    marks.add(new Header("Cache-Control", CACHE_CONTROL));
    return marks;
  }

  private static void add(List<Header> marks, String name, String value) {
    int length =
        marks.stream().mapToInt(mark -> mark.name().length() + mark.value().length()).sum();
    boolean fits = length + PREFIX.length() + name.length() + value.length() <= LONGEST;
    // The key is encoded; what S3 itself told is not believed to be fit for a header.
    if (fits && (name.equals("source-key") || PLAIN.matcher(value).matches())) {
      marks.add(new Header(PREFIX + name, value));
    }
  }
}
