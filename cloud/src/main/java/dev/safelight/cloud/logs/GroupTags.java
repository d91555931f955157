package dev.safelight.cloud.logs;

import dev.safelight.cloud.authorise.TagKeys;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The tags of groups, at most 50 each. See AWS: TagResource.
final class GroupTags {
  private static final int MOST = 50;
  private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");

  private GroupTags() {}

  /// @throws Fault `InvalidParameterException` naming the key or value that cannot be one
  static Map<String, String> checked(Map<String, String> tags) {
    tags.forEach((key, value) -> {
      if (!KEY.matcher(key).matches()) {
        throw Invalid.member("tags", key, KEY);
      }
      if (value == null || !VALUE.matcher(value).matches()) {
        throw Invalid.member("tags." + key + ".member", value, VALUE);
      }
      if (key.startsWith("aws:")) {
        throw Invalid.parameter(
            "Tag keys starting with 'aws:' are reserved for system use: '" + key + "'");
      }
    });
    TagKeys.requireDistinct(List.of(), tags.keySet(), Invalid::parameter);
    return Map.copyOf(tags);
  }

  static Map<String, String> of(Transaction transaction, Tables.GroupRow group) {
    var tags = new LinkedHashMap<String, String>();
    transaction
        .all(
            "select key, value from logs_tag where grp = ? order by key",
            row -> Map.entry(row.text("key"), row.text("value")),
            group.id())
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
    return tags;
  }

  static void put(Transaction transaction, Tables.GroupRow group, Map<String, String> tags) {
    TagKeys.requireDistinct(of(transaction, group).keySet(), tags.keySet(), Invalid::parameter);
    tags.forEach((key, value) ->
        transaction.update(
            "insert into logs_tag(grp, key, value) values (?, ?, ?) on conflict(grp, key) do"
                + " update set value = excluded.value",
            group.id(),
            key,
            value));
    if (of(transaction, group).size() > MOST) {
      throw new Fault(
          400, "TooManyTagsException", "A resource can have no more than " + MOST + " tags.");
    }
  }

  static void remove(Transaction transaction, Tables.GroupRow group, List<String> keys) {
    keys.forEach(key ->
        transaction.update("delete from logs_tag where grp = ? and key = ?", group.id(), key));
  }

  /// Condition keys of a request that brings tags.
  static Map<String, List<String>> requested(Map<String, String> tags) {
    var keys = new LinkedHashMap<String, List<String>>();
    tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
    if (!tags.isEmpty()) {
      keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
    }
    return keys;
  }
}
