package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import java.util.HashMap;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/// The tags of functions, which are named by their ARNs here. See AWS: "Using tags on Lambda
/// functions".
final class FunctionTags {
  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final Pattern RESOURCE =
      Pattern.compile("arn:aws:lambda:[a-z0-9-]+:\\d{12}:function:[a-zA-Z0-9-_]{1,64}");

  private FunctionTags() {}

  /// @throws Fault for what is no function's ARN; versions have no tags
  static FunctionArn resource(@Nullable String arn) {
    if (arn == null || !RESOURCE.matcher(arn).matches()) {
      throw Configuration.validation(
          "resource", arn, "Member must satisfy regular expression pattern: " + RESOURCE);
    }
    return FunctionArn.parse(arn);
  }

  static Outcome list(SettingOperation.ListTags list, Transaction transaction) {
    var tags = Definitions.require(transaction, list.function()).tags();
    return Outcome.of(ListTagsResponse.builder().tags(tags).build());
  }

  static Outcome tag(SettingOperation.TagResource tag, Transaction transaction) {
    var function = Definitions.require(transaction, tag.function());
    tag.request().tags().forEach(FunctionTags::require);
    var tags = new HashMap<>(function.tags());
    tags.putAll(tag.request().tags());
    if (tags.size() > MOST) {
      throw Configuration.invalid("A function can have at most " + MOST + " tags.");
    }
    Definitions.tag(transaction, tag.function(), tags);
    return Outcome.of(new Answer.Shaped(204, TagResourceResponse.builder().build()));
  }

  static Outcome untag(SettingOperation.UntagResource untag, Transaction transaction) {
    var function = Definitions.require(transaction, untag.function());
    var tags = new HashMap<>(function.tags());
    untag.request().tagKeys().forEach(tags::remove);
    Definitions.tag(transaction, untag.function(), tags);
    return Outcome.of(new Answer.Shaped(204, UntagResourceResponse.builder().build()));
  }

  private static void require(String key, String value) {
    if (key.isEmpty() || key.length() > LONGEST_KEY || value.length() > LONGEST_VALUE) {
      throw Configuration.invalid(
          "The tag %s must have a key of 1 to %d and a value of 0 to %d characters."
              .formatted(key, LONGEST_KEY, LONGEST_VALUE));
    }
    if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      throw Configuration.invalid("Tag keys that begin with aws: are AWS's own: " + key);
    }
  }
}
