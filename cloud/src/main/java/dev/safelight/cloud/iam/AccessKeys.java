package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;

/// Creates, disables and deletes users' keys. A secret is told once, when it is made.
record AccessKeys(InstantSource clock, Fresh fresh) {
  private static final int MOST = 2;

  Outcome act(AccessKeyOperation operation, Caller caller, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case AccessKeyOperation.CreateAccessKey(_, var request) -> {
        var user = user(account, Self.name(request.userName(), caller), transaction);
        yield Outcome.of(
            CreateAccessKeyResponse.builder().accessKey(create(user, transaction)).build());
      }
      case AccessKeyOperation.DeleteAccessKey(_, var request) -> {
        var user = user(account, Self.name(request.userName(), caller), transaction);
        require(request.accessKeyId(), user, transaction);
        transaction.update("delete from iam_key where id = ?", request.accessKeyId());
        yield Outcome.of(DeleteAccessKeyResponse.builder().build());
      }
      case AccessKeyOperation.ListAccessKeys(_, var request) ->
          list(
              user(account, Self.name(request.userName(), caller), transaction),
              request,
              transaction);
      case AccessKeyOperation.UpdateAccessKey(_, var request) -> {
        var user = user(account, Self.name(request.userName(), caller), transaction);
        require(request.accessKeyId(), user, transaction);
        transaction.update(
            "update iam_key set active = ? where id = ?",
            request.statusAsString().equals("Active"),
            request.accessKeyId());
        yield Outcome.of(UpdateAccessKeyResponse.builder().build());
      }
    };
  }

  AccessKey create(Entity user, Transaction transaction) {
    if (rows(user, transaction).size() >= MOST) {
      throw Faults.limitExceeded("Cannot exceed quota for AccessKeysPerUser: " + MOST);
    }
    var id = fresh.accessKeyId();
    var secret = fresh.secret();
    var now = clock.instant();
    transaction.update(
        "insert into iam_key(id, account, user, secret, active, created) values (?, ?, ?, ?, ?, ?)",
        id,
        user.account(),
        user.name(),
        secret,
        true,
        now);
    return AccessKey.builder()
        .userName(user.name())
        .accessKeyId(id)
        .status("Active")
        .secretAccessKey(secret)
        .createDate(now)
        .build();
  }

  private static Entity user(String account, String name, Transaction transaction) {
    return Entity.require(transaction, Kind.USER, account, name);
  }

  private static void require(String id, Entity user, Transaction transaction) {
    if (rows(user, transaction).stream().noneMatch(key -> key.id().equals(id))) {
      throw Faults.noSuchEntity("The Access Key with id " + id + " cannot be found.");
    }
  }

  private static Outcome list(Entity user, ListAccessKeysRequest request, Transaction transaction) {
    var page = Page.of(rows(user, transaction), Kept::id, request.maxItems(), request.marker());
    var shapes =
        page.items().stream()
            .map(key ->
                AccessKeyMetadata.builder()
                    .userName(user.name())
                    .accessKeyId(key.id())
                    .status(key.active() ? "Active" : "Inactive")
                    .createDate(key.created())
                    .build())
            .toList();
    return Outcome.of(
        ListAccessKeysResponse.builder()
            .accessKeyMetadata(shapes)
            .isTruncated(page.isTruncated())
            .marker(page.next())
            .build());
  }

  private record Kept(String id, boolean active, Instant created) {
    static Kept read(Row row) {
      return new Kept(row.text("id"), row.number("active") != 0, row.instant("created"));
    }
  }

  private static List<Kept> rows(Entity user, Transaction transaction) {
    return transaction.all(
        "select id, active, created from iam_key where account = ? and user = ? order by id",
        Kept::read,
        user.account(),
        user.name());
  }
}
