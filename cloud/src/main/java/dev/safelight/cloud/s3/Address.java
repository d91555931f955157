package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Request;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What a request's host and path name: the service, a bucket, or a key in a bucket. See AWS:
/// "Virtual hosting of general purpose buckets".
///
/// @param bucket empty where the service itself is meant
/// @param key empty where the bucket itself is meant
record Address(String bucket, String key) {
  // What comes before "s3" is a bucket, in AWS's names and in ours.
  private static final Pattern S3_HOST =
      Pattern.compile(
          "(?:(?<bucket>.+)\\.)?s3(?:[.-]dualstack)?(?:[.-][a-z]{2}(?:-[a-z]+)+-\\d)?"
              + "\\.(?:amazonaws\\.com|localhost)");
  private static final Pattern LOCAL_HOST = Pattern.compile("(?<bucket>.+)\\.localhost");

  /// @throws Fault `InvalidURI`, `InvalidBucketName`, `KeyTooLongError`
  static Address of(Request request) {
    var path = request.path();
    if (!path.startsWith("/")) {
      throw Faults.invalidUri(path);
    }
    var rest = path.substring(1);
    var hosted = bucketIn(request.headers().first("host").orElse(""));
    if (!hosted.isEmpty()) {
      return named(hosted, rest);
    }
    int slash = rest.indexOf('/');
    var bucket = Keys.decoded(slash < 0 ? rest : rest.substring(0, slash));
    if (bucket.isEmpty() && slash < 0) {
      return new Address("", "");
    }
    return named(bucket, slash < 0 ? "" : rest.substring(slash + 1));
  }

  private static Address named(String bucket, String rawKey) {
    var key = Keys.decoded(rawKey);
    int size = Keys.utf8(key).length;
    if (size > Keys.LONGEST) {
      throw Faults.keyTooLong(size);
    }
    return new Address(BucketNames.checked(bucket), key);
  }

  private static String bucketIn(String host) {
    var name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "").replaceFirst("\\.$", "");
    for (var pattern : new Pattern[] {S3_HOST, LOCAL_HOST}) {
      var match = pattern.matcher(name);
      if (match.matches()) {
        var bucket = match.group("bucket");
        return bucket == null ? "" : bucket;
      }
    }
    return "";
  }

  boolean isService() {
    return bucket.isEmpty();
  }

  boolean isKey() {
    return !key.isEmpty();
  }

  /// What the codec puts into the shape's `Bucket` and `Key`.
  Map<String, String> labels() {
    if (isService()) {
      return Map.of();
    }
    return isKey() ? Map.of("Bucket", bucket, "Key", key) : Map.of("Bucket", bucket);
  }
}
