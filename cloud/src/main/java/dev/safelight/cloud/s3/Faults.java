package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/// S3's errors in its own words. See AWS: "Amazon S3 API Reference, Error responses".
final class Faults {
  private Faults() {}

  static Fault noSuchBucket(String bucket) {
    return new Fault(
        404, "NoSuchBucket", "The specified bucket does not exist", Map.of("BucketName", bucket));
  }

  static Fault noSuchKey(String key) {
    return new Fault(404, "NoSuchKey", "The specified key does not exist.", Map.of("Key", key));
  }

  static Fault noSuchKey(String key, ObjectRows.DeleteMarker marker) {
    return new Fault(
        404, "NoSuchKey", "The specified key does not exist.", Map.of("Key", key), marked(marker));
  }

  static Fault noSuchVersion(String key, String version) {
    var details = new LinkedHashMap<String, String>();
    details.put("Key", key);
    details.put("VersionId", version);
    return new Fault(404, "NoSuchVersion", "The specified version does not exist.", details);
  }

  /// A delete marker that is asked for by its id can be deleted and nothing else.
  static Fault deleteMarker(String method, ObjectRows.DeleteMarker marker) {
    var details = new LinkedHashMap<String, String>();
    details.put("Method", method);
    details.put("ResourceType", "DeleteMarker");
    var headers = new LinkedHashMap<>(marked(marker));
    headers.put("Allow", "DELETE");
    headers.put(
        "Last-Modified",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(marker.modified().atZone(ZoneOffset.UTC)));
    return new Fault(
        405,
        "MethodNotAllowed",
        "The specified method is not allowed against this resource.",
        details,
        headers);
  }

  private static Map<String, String> marked(ObjectRows.DeleteMarker marker) {
    return Map.of("x-amz-delete-marker", "true", "x-amz-version-id", marker.id());
  }

  static Fault accessDenied() {
    return accessDenied("");
  }

  /// @param message AWS's sentence; empty for callers who are told nothing
  static Fault accessDenied(String message) {
    return new Fault(403, "AccessDenied", message.isEmpty() ? "Access Denied" : message);
  }

  static Fault noSuchUpload(String id) {
    return new Fault(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.",
        Map.of("UploadId", id));
  }

  static Fault invalidBucketName(String bucket) {
    return new Fault(
        400,
        "InvalidBucketName",
        "The specified bucket is not valid.",
        Map.of("BucketName", bucket));
  }

  static Fault invalidUri(String uri) {
    return new Fault(400, "InvalidURI", "Couldn't parse the specified URI.", Map.of("URI", uri));
  }

  static Fault keyTooLong(int size) {
    var details = new LinkedHashMap<String, String>();
    details.put("Size", Integer.toString(size));
    details.put("MaxSizeAllowed", Integer.toString(Keys.LONGEST));
    return new Fault(400, "KeyTooLongError", "Your key is too long", details);
  }

  static Fault invalidArgument(String message, String name, String value) {
    var details = new LinkedHashMap<String, String>();
    details.put("ArgumentName", name);
    details.put("ArgumentValue", value);
    return new Fault(400, "InvalidArgument", message, details);
  }

  static Fault invalidRequest(String message) {
    return new Fault(400, "InvalidRequest", message);
  }

  /// What the client asked for by a header, and nothing here would act on.
  static Fault notImplemented(String header) {
    return new Fault(
        501,
        "NotImplemented",
        "A header you provided implies functionality that is not implemented: " + header,
        Map.of("Header", header));
  }

  static Fault preconditionFailed(String condition) {
    return new Fault(
        412,
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold",
        Map.of("Condition", condition));
  }

  static Fault invalidRange(String range, long size) {
    var details = new LinkedHashMap<String, String>();
    details.put("RangeRequested", range);
    details.put("ActualObjectSize", Long.toString(size));
    return new Fault(416, "InvalidRange", "The requested range is not satisfiable", details);
  }

  static Fault invalidPart(String upload, int number) {
    var details = new LinkedHashMap<String, String>();
    details.put("UploadId", upload);
    details.put("PartNumber", Integer.toString(number));
    return new Fault(
        400,
        "InvalidPart",
        "One or more of the specified parts could not be found.  The part may not have been"
            + " uploaded, or the specified entity tag may not match the part's entity tag.",
        details);
  }

  static Fault malformedXml() {
    return new Fault(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  static Fault malformedPolicy(String message) {
    return new Fault(400, "MalformedPolicy", message);
  }

  /// What a bucket's owner has not set.
  static Fault notSet(String code, String message, Buckets.Bucket bucket) {
    return new Fault(404, code, message, Map.of("BucketName", bucket.name()));
  }

  static Fault aclsNotSupported() {
    return new Fault(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
  }
}
