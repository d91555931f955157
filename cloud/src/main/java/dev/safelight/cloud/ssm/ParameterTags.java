package dev.safelight.cloud.ssm;

import dev.safelight.cloud.authorise.TagKeys;
import dev.safelight.cloud.store.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.ssm.model.Tag;

/// The tags of parameters, at most 50 each. See AWS: "AddTagsToResource".
final class ParameterTags {
  private static final int MOST = 50;
  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

  private ParameterTags() {}

  static Map<String, String> checked(List<Tag> tags) {
    var checked = new LinkedHashMap<String, String>();
    for (var tag : tags) {
      if (tag.key() == null || !KEY.matcher(tag.key()).matches()) {
        throw Invalid.member(
            tag.key(), "tags.member.key", "satisfy regular expression pattern: " + KEY);
      }
      if (tag.value() == null || !VALUE.matcher(tag.value()).matches()) {
        throw Invalid.member(
            tag.value(), "tags.member.value", "satisfy regular expression pattern: " + VALUE);
      }
      if (tag.key().startsWith("aws:")) {
        throw Invalid.request("aws: prefixed tag key names are not allowed for external use.");
      }
      if (checked.put(tag.key(), tag.value()) != null) {
        throw Invalid.request("Duplicate tag keys found: " + tag.key());
      }
    }
    TagKeys.requireDistinct(List.of(), checked.keySet(), Invalid::request);
    return checked;
  }

  /// The parameter whose tags are meant: nothing else has tags here.
  static ParameterName resource(
      @Nullable String type, @Nullable String id, String region, String account) {
    if (!"Parameter".equals(type)) {
      throw Invalid.of(
          "InvalidResourceType",
          "%s is not a valid resource type here: Parameter is".formatted(type));
    }
    return ParameterName.asked(id, region, account).name();
  }

  static void add(Transaction transaction, ParameterName name, Map<String, String> tags) {
    TagKeys.requireDistinct(Rows.tags(transaction, name).keySet(), tags.keySet(), Invalid::request);
    tags.forEach((key, value) -> Rows.tag(transaction, name, key, value));
    if (Rows.tags(transaction, name).size() > MOST) {
      throw Invalid.of("TooManyTagsError", "The number of tags exceeds the limit of " + MOST + ".");
    }
  }

  static AddTagsToResourceResponse add(
      Transaction transaction, SsmOperation.AddTagsToResource operation) {
    require(transaction, operation.parameter());
    add(transaction, operation.parameter(), operation.tags());
    return AddTagsToResourceResponse.builder().build();
  }

  static RemoveTagsFromResourceResponse remove(
      Transaction transaction, SsmOperation.RemoveTagsFromResource operation) {
    require(transaction, operation.parameter());
    operation.keys().forEach(key -> Rows.untag(transaction, operation.parameter(), key));
    return RemoveTagsFromResourceResponse.builder().build();
  }

  static ListTagsForResourceResponse list(Transaction transaction, ParameterName name) {
    require(transaction, name);
    return ListTagsForResourceResponse.builder()
        .tagList(
            Rows.tags(transaction, name).entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList())
        .build();
  }

  private static void require(Transaction transaction, ParameterName name) {
    if (Rows.find(transaction, name).isEmpty()) {
      throw Invalid.of(
          "InvalidResourceId",
          "The resource ID \"%s\" is not valid. Verify the ID and try again."
              .formatted(name.text()));
    }
  }
}
