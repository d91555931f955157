package dev.safelight.conformance;

import dev.safelight.cloud.Settings;

/// Policy documents of the tests.
final class Documents {
  private Documents() {}

  static String policy(String... statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}"
        .formatted(String.join(", ", statements));
  }

  static String allow(String action, String resource) {
    return "{\"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": \"%s\"}"
        .formatted(action, resource);
  }

  static String deny(String action, String resource) {
    return allow(action, resource).replace("Allow", "Deny");
  }

  static String trust(String principal) {
    return policy(
        "{\"Effect\": \"Allow\", \"Principal\": %s, \"Action\": \"sts:AssumeRole\"}"
            .formatted(principal));
  }

  static String trustOfThisAccount() {
    return trust("{\"AWS\": \"arn:aws:iam::%s:root\"}".formatted(Settings.ACCOUNT));
  }

  static String trustOfLambda() {
    return trust("{\"Service\": \"lambda.amazonaws.com\"}");
  }

  /// Refuses whatever comes to a bucket in the clear.
  static String onlyOverTls(String bucket) {
    return policy(
        """
        {"Sid": "OnlyOverTls", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
         "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"],
         "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
        """
            .formatted(bucket));
  }
}
