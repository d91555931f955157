package dev.safelight.cloud.iam;

import dev.safelight.cloud.authorise.TagKeys;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.ListPolicyTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagPolicyResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;

/// Keeps tags, by the id of what they are on: whoever gets a name again does not get its tags. Keys
/// differ in more than case. See AWS: "Tagging IAM resources".
record Tags(Policies policies) {
  private static final int MOST = 50;

  Outcome act(TaggingOperation operation, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case TaggingOperation.TagRole(_, var request) -> {
        put(account, role(account, request.roleName(), transaction), request.tags(), transaction);
        yield Outcome.of(TagRoleResponse.builder().build());
      }
      case TaggingOperation.UntagRole(_, var request) -> {
        remove(
            account,
            role(account, request.roleName(), transaction),
            request.tagKeys(),
            transaction);
        yield Outcome.of(UntagRoleResponse.builder().build());
      }
      case TaggingOperation.ListRoleTags(_, var request) -> {
        var page =
            page(
                account,
                role(account, request.roleName(), transaction),
                request.maxItems(),
                request.marker(),
                transaction);
        yield Outcome.of(
            ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.next())
                .build());
      }
      case TaggingOperation.TagUser(_, var request) -> {
        put(account, user(account, request.userName(), transaction), request.tags(), transaction);
        yield Outcome.of(TagUserResponse.builder().build());
      }
      case TaggingOperation.UntagUser(_, var request) -> {
        remove(
            account,
            user(account, request.userName(), transaction),
            request.tagKeys(),
            transaction);
        yield Outcome.of(UntagUserResponse.builder().build());
      }
      case TaggingOperation.ListUserTags(_, var request) -> {
        var page =
            page(
                account,
                user(account, request.userName(), transaction),
                request.maxItems(),
                request.marker(),
                transaction);
        yield Outcome.of(
            ListUserTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.next())
                .build());
      }
      case TaggingOperation.TagPolicy(_, var request) -> {
        put(
            account,
            policy(account, request.policyArn(), transaction),
            request.tags(),
            transaction);
        yield Outcome.of(TagPolicyResponse.builder().build());
      }
      case TaggingOperation.UntagPolicy(_, var request) -> {
        remove(
            account,
            policy(account, request.policyArn(), transaction),
            request.tagKeys(),
            transaction);
        yield Outcome.of(UntagPolicyResponse.builder().build());
      }
      case TaggingOperation.ListPolicyTags(_, var request) -> {
        var page =
            page(
                account,
                policy(account, request.policyArn(), transaction),
                request.maxItems(),
                request.marker(),
                transaction);
        yield Outcome.of(
            ListPolicyTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.isTruncated())
                .marker(page.next())
                .build());
      }
    };
  }

  private static String role(String account, String name, Transaction transaction) {
    return Entity.require(transaction, Kind.ROLE, account, name).id();
  }

  private static String user(String account, String name, Transaction transaction) {
    return Entity.require(transaction, Kind.USER, account, name).id();
  }

  private String policy(String account, String arn, Transaction transaction) {
    return policies.own(account, arn, transaction).id();
  }

  private static Page<Tag> page(
      String account,
      String owner,
      @Nullable Integer most,
      @Nullable String marker,
      Transaction transaction) {
    return Page.of(shapes(of(account, owner, transaction)), Tag::key, most, marker);
  }

  static Map<String, String> of(String account, String owner, Transaction transaction) {
    var tags = new TreeMap<String, String>();
    transaction
        .all(
            "select key, value from iam_tag where account = ? and owner = ?",
            row -> Map.entry(row.text("key"), row.text("value")),
            account,
            owner)
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
    return tags;
  }

  static List<Tag> shapes(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  static void put(String account, String owner, List<Tag> tags, Transaction transaction) {
    remove(account, owner, tags.stream().map(Tag::key).toList(), transaction);
    for (var tag : tags) {
      transaction.update(
          "insert into iam_tag(account, owner, key, value) values (?, ?, ?, ?)",
          account,
          owner,
          tag.key(),
          tag.value());
    }
    if (of(account, owner, transaction).size() > MOST) {
      throw Faults.limitExceeded(
          "The number of tags has reached the maximum limit of " + MOST + ".");
    }
  }

  private static void remove(
      String account, String owner, List<String> keys, Transaction transaction) {
    // Not SQLite's nocase, which folds ASCII alone.
    for (var kept : of(account, owner, transaction).keySet()) {
      if (keys.stream().anyMatch(key -> TagKeys.same(key, kept))) {
        transaction.update(
            "delete from iam_tag where account = ? and owner = ? and key = ?",
            account,
            owner,
            kept);
      }
    }
  }

  static void removeAll(String account, String owner, Transaction transaction) {
    transaction.update("delete from iam_tag where account = ? and owner = ?", account, owner);
  }
}
