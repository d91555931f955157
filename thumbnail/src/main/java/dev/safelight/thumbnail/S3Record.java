package dev.safelight.thumbnail;

import dev.safelight.thumbnail.Notice.Ignored;
import dev.safelight.thumbnail.Notice.Malformed;
import dev.safelight.wire.json.Json;

/// One of the `Records` that S3 sends itself.
final class S3Record {
  private static final String OBJECT_CREATED = "ObjectCreated:";

  private S3Record() {}

  static Notice read(Json record) {
    var source = record.at("eventSource").text().orElse("");
    var name = record.at("eventName").text().orElse("");
    if (!source.equals("aws:s3")) {
      return new Malformed("not a record of aws:s3, but of \"" + Described.brief(source) + '"');
    }
    if (!name.startsWith(OBJECT_CREATED)) {
      return new Ignored("not an ObjectCreated event: \"" + Described.brief(name) + '"');
    }
    // Only a new major version may change what the fields mean.
    var version = record.at("eventVersion").text().orElse("");
    if (!version.startsWith("2.")) {
      return new Malformed("eventVersion must be 2.x, was \"" + Described.brief(version) + '"');
    }
    var object = record.at("s3", "object");
    var encoded = object.at("key").text();
    var key = encoded.flatMap(EventKey::decode);
    if (key.isEmpty()) {
      return new Malformed(
          "s3.object.key is no encoded key: \"" + Described.brief(encoded.orElse("")) + '"');
    }
    return Described.created(
        record.at("s3", "bucket", "name"), key.get(), object.at("eTag"), object.at("size"));
  }
}
