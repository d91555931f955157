package dev.safelight.cloud.sqs;

import dev.safelight.cloud.call.Fault;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A queue's full name. Printed, it is the ARN.
record Queue(String region, String account, String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
  private static final Pattern URL =
      Pattern.compile("(?:https?://[^/?#]{1,253})?/?(\\d{12})/([A-Za-z0-9_.-]{1,80})/?");
  private static final Pattern ARN =
      Pattern.compile("arn:aws:sqs:([a-z0-9-]+):(\\d{12}):([A-Za-z0-9_-]{1,80})");

  /// Reads a name.
  static Queue named(@Nullable String name, String region, String account) {
    if (name == null || name.isEmpty()) {
      throw Faults.missing("QueueName");
    }
    if (name.endsWith(".fifo")) {
      throw Faults.unsupported("FIFO queue " + name);
    }
    if (!NAME.matcher(name).matches()) {
      throw Faults.invalid(
          "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }
    return new Queue(region, account, name);
  }

  /// Reads a queue's URL. Its host is not looked at: the same queue is reached by any name of this
  /// environment, and the call's region is the one that was signed for.
  static Queue at(@Nullable String url, String region) {
    if (url == null || url.isEmpty()) {
      throw Faults.missing("QueueUrl");
    }
    var match = URL.matcher(url);
    if (!match.matches()) {
      throw new Fault(
          404, "InvalidAddress", "The address %s is not valid for this endpoint.".formatted(url));
    }
    return new Queue(region, match.group(1), match.group(2));
  }

  static Optional<Queue> parse(String arn) {
    var match = ARN.matcher(arn);
    return match.matches()
        ? Optional.of(new Queue(match.group(1), match.group(2), match.group(3)))
        : Optional.empty();
  }

  /// @param endpoint such as `https://127.0.0.1:4567`
  String url(String endpoint) {
    return endpoint + "/" + account + "/" + name;
  }

  @Override
  public String toString() {
    return "arn:aws:sqs:" + region + ":" + account + ":" + name;
  }
}
