package dev.safelight.thumbnail;

import dev.safelight.thumbnail.Notice.Ignored;
import dev.safelight.thumbnail.Notice.Malformed;
import dev.safelight.wire.json.Json;

/// An event that S3 sent to EventBridge. Its key is not encoded: a plus is a plus.
final class EventBridgeRecord {
  private EventBridgeRecord() {}

  static Notice read(Json event) {
    var type = event.at("detail-type").text().orElse("");
    if (!type.equals("Object Created")) {
      return new Ignored("not an Object Created event: \"" + Described.brief(type) + '"');
    }
    var object = event.at("detail", "object");
    var key = object.at("key").text();
    if (key.isEmpty()) {
      return new Malformed("detail.object.key is missing");
    }
    return Described.created(
        event.at("detail", "bucket", "name"), key.get(), object.at("etag"), object.at("size"));
  }
}
