package dev.safelight.cloud.s3;

/// The names by which policies know buckets and objects.
final class Arns {
  static final String ALL_BUCKETS = "arn:aws:s3:::*";
  private static final String PREFIX = "arn:aws:s3:::";

  private Arns() {}

  static String bucket(String name) {
    return PREFIX + name;
  }

  static String object(String bucket, String key) {
    return PREFIX + bucket + "/" + key;
  }

  /// What an ARN made here names; the service where it names no bucket.
  static Address named(String arn) {
    if (!arn.startsWith(PREFIX) || arn.equals(ALL_BUCKETS)) {
      return new Address("", "");
    }
    var name = arn.substring(PREFIX.length());
    int slash = name.indexOf('/');
    return slash < 0
        ? new Address(name, "")
        : new Address(name.substring(0, slash), name.substring(slash + 1));
  }
}
