package dev.safelight.cloud.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.s3.Buckets.Bucket;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.s3.ObjectRows.Version;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The JSON that a function or a queue is told. See AWS: "Event message structure". Thread-safe.
final class EventDocument {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;

  EventDocument(InstantSource clock) {
    this.clock = clock;
  }

  /// @param event such as `ObjectCreated:Put`
  /// @param sequence rises with each change of a key
  String of(
      NotificationRule rule,
      Bucket bucket,
      String event,
      Version version,
      Caller caller,
      Origin origin,
      long sequence) {
    var document = Json.MAPPER.createObjectNode();
    var one = document.putArray("Records").addObject();
    one.put("eventVersion", "2.1");
    one.put("eventSource", "aws:s3");
    one.put("awsRegion", bucket.region());
    one.put("eventTime", time(clock.instant()));
    one.put("eventName", event);
    one.putObject("userIdentity").put("principalId", principal(caller));
    one.putObject("requestParameters").put("sourceIPAddress", origin.address());
    var response = one.putObject("responseElements");
    response.put("x-amz-request-id", origin.requestId());
    response.put("x-amz-id-2", origin.requestId());
    var s3 = one.putObject("s3");
    s3.put("s3SchemaVersion", "1.0");
    s3.put("configurationId", rule.id());
    var where = s3.putObject("bucket");
    where.put("name", bucket.name());
    where.putObject("ownerIdentity").put("principalId", bucket.owner().id());
    where.put("arn", bucket.arn());
    describe(s3.putObject("object"), event, version, sequence);
    return document.toString();
  }

  /// What a queue is sent when it is configured. See AWS: "Event message structure", the test
  /// message.
  String test(Bucket bucket) {
    return Json.MAPPER
        .createObjectNode()
        .put("Service", "Amazon S3")
        .put("Event", "s3:TestEvent")
        .put("Time", time(clock.instant()))
        .put("Bucket", bucket.name())
        .put("RequestId", "")
        .put("HostId", "")
        .toString();
  }

  private static void describe(ObjectNode node, String event, Version version, long sequence) {
    node.put("key", Keys.encoded(version.key()));
    // Of what is gone AWS tells the name alone.
    if (version instanceof StoredObject object && event.startsWith("ObjectCreated:")) {
      node.put("size", object.size());
      node.put("eTag", object.eTag());
    }
    if (!version.id().equals(ObjectRows.NULL)) {
      node.put("versionId", version.id());
    }
    node.put("sequencer", "%018X".formatted(sequence));
  }

  static String time(Instant moment) {
    return TIME.format(moment);
  }

  private static String principal(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous _ -> "Anonymous";
      case Caller.Root root -> "AWS:" + root.account();
      case Caller.User user -> "AWS:" + user.id();
      case Caller.Session session -> "AWS:" + session.roleId() + ":" + session.sessionName();
      case Caller.Service service -> service.principal();
    };
  }
}
