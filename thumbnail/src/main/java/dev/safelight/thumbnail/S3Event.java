package dev.safelight.thumbnail;

import dev.safelight.thumbnail.Notice.Created;
import dev.safelight.thumbnail.Notice.Ignored;
import dev.safelight.thumbnail.json.Json;
import dev.safelight.thumbnail.json.Json.Items;
import dev.safelight.thumbnail.json.JsonException;
import dev.safelight.thumbnail.json.JsonReader;
import java.util.List;
import java.util.regex.Pattern;

/// Reads what S3 sends. Whatever it does not understand becomes an [Ignored] with the reason: an
/// event that is wrong today is wrong when Lambda sends it again.
///
/// AWS: Amazon S3 User Guide, "Event message structure".
final class S3Event {
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{3,255}");

  /// It becomes part of a header.
  private static final Pattern ETAG = Pattern.compile("[0-9A-Za-z+/=_-]{1,128}");

  private static final String OBJECT_CREATED = "ObjectCreated:";

  private S3Event() {}

  static List<Notice> read(byte[] event) {
    try {
      var json = JsonReader.read(event);
      if (json.at("Event").text().filter("s3:TestEvent"::equals).isPresent()) {
        // S3 sends it once when a bucket's notifications are configured.
        return List.of(new Ignored("s3:TestEvent announces no object"));
      }
      return json.at("Records") instanceof Items(var records)
          ? records.stream().map(S3Event::notice).toList()
          : List.of(new Ignored("not an S3 event: it has no list of Records"));
    } catch (JsonException malformed) {
      return List.of(new Ignored("not an S3 event: " + malformed.getMessage()));
    }
  }

  private static Notice notice(Json record) {
    var source = record.at("eventSource").text().orElse("");
    var name = record.at("eventName").text().orElse("");
    if (!source.equals("aws:s3") || !name.startsWith(OBJECT_CREATED)) {
      return new Ignored(
          "not an ObjectCreated event of aws:s3: \"" + name + "\" of \"" + source + '"');
    }
    // Only a new major version may change what the fields mean.
    var version = record.at("eventVersion").text().orElse("");
    if (!version.startsWith("2.")) {
      return new Ignored("eventVersion must be 2.x, was \"" + version + '"');
    }
    return created(record.at("s3"));
  }

  private static Notice created(Json s3) {
    var bucket = s3.at("bucket", "name").text().filter(BUCKET.asMatchPredicate());
    if (bucket.isEmpty()) {
      return new Ignored("s3.bucket.name is no bucket's name");
    }
    var encoded = s3.at("object", "key").text();
    var key = encoded.flatMap(EventKey::decode).filter(decoded -> !decoded.isEmpty());
    if (key.isEmpty()) {
      return new Ignored("s3.object.key is no encoded key: \"" + encoded.orElse("") + '"');
    }
    var eTag = s3.at("object", "eTag").text().filter(ETAG.asMatchPredicate());
    var size = s3.at("object", "size").count();
    if (eTag.isEmpty() || size.isEmpty()) {
      return new Ignored(
          "s3.object.eTag or s3.object.size is missing or wrong for the key \"" + key.get() + '"');
    }
    return new Created(bucket.get(), key.get(), eTag.get(), size.getAsLong());
  }
}
