package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.thumbnail.Notice.Created;
import dev.safelight.thumbnail.Notice.Malformed;
import dev.safelight.wire.json.Json;
import java.util.regex.Pattern;

/// An object as every kind of event describes it, checked before any of it reaches a request.
final class Described {
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{3,255}");

  /// It becomes part of a header.
  private static final Pattern ETAG = Pattern.compile("[0-9A-Za-z+/=_-]{1,128}");

  /// Of what a stranger wrote, in a log line.
  private static final int BRIEF = 200;

  private Described() {}

  static Notice created(Json bucket, String key, Json eTag, Json size) {
    var name = bucket.text().filter(BUCKET.asMatchPredicate());
    if (name.isEmpty()) {
      return new Malformed("the event's bucket is no bucket's name");
    }
    if (key.isEmpty() || key.getBytes(UTF_8).length > Keys.LONGEST) {
      return new Malformed(
          "the event's key is empty or longer than "
              + Keys.LONGEST
              + " bytes: \""
              + brief(key)
              + '"');
    }
    var tag = eTag.text().filter(ETAG.asMatchPredicate());
    if (tag.isEmpty() || size.count().isEmpty()) {
      return new Malformed(
          "the event's eTag or size is missing or wrong for the key \"" + brief(key) + '"');
    }
    return new Created(name.get(), key, tag.get(), size.count().getAsLong());
  }

  static String brief(String text) {
    if (text.length() <= BRIEF) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(BRIEF - 1)) ? BRIEF - 1 : BRIEF;
    return text.substring(0, end) + "... (" + text.length() + " characters)";
  }
}
