package dev.safelight.cloud.sts;

import dev.safelight.cloud.authenticate.Keys;
import dev.safelight.cloud.authorise.Principals.Principal;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The sessions of roles. One that has ended is kept for a day, so that its user is told that it
/// ended and not that it never was.
record Sessions(SecureRandom random) {
  static final List<String> SCHEMA =
      List.of(
          """
          create table if not exists sts_session(
            id text primary key, account text not null, secret text not null, token text not null,
            path text not null, role text not null, role_id text not null, name text not null,
            issued integer not null, expires integer not null, policy text not null,
            source_function text not null) strict
          """,
          "create index if not exists sts_session_expires on sts_session(expires)",
          """
          create table if not exists sts_session_policy(
            session text not null references sts_session(id) on delete cascade, place integer not null,
            arn text not null, document text not null, primary key(session, place)) strict
          """);

  private static final Duration REMEMBERED = Duration.ofDays(1);
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int TOKEN_BYTES = 96;

  Keys.Key open(
      Principal role,
      String account,
      String name,
      Instant issued,
      Instant expires,
      List<Caller.SessionPolicy> policies,
      String sourceFunction,
      Transaction transaction) {
    transaction.update("delete from sts_session where expires < ?", issued.minus(REMEMBERED));
    var id = new StringBuilder("ASIA");
    for (int i = 0; i < 16; i++) {
      id.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    var caller =
        new Caller.Session(
            account,
            role.path(),
            role.name(),
            role.id(),
            name,
            id.toString(),
            issued,
            policies,
            sourceFunction);
    var key = new Keys.Key(base64(30), base64(TOKEN_BYTES), expires, caller);
    transaction.update(
        "insert into sts_session(id, account, secret, token, path, role, role_id, name, issued, expires,"
            + " policy, source_function) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        caller.accessKeyId(),
        account,
        key.secret(),
        key.token(),
        role.path(),
        role.name(),
        role.id(),
        name,
        issued,
        expires,
        "", // Where earlier versions kept the one policy that they knew.
        sourceFunction);
    for (int place = 0; place < policies.size(); place++) {
      transaction.update(
          "insert into sts_session_policy(session, place, arn, document) values (?, ?, ?, ?)",
          caller.accessKeyId(),
          place,
          policies.get(place).arn(),
          policies.get(place).document());
    }
    return key;
  }

  Optional<Keys.Key> find(String accessKeyId, Transaction transaction) {
    return transaction.one(
        "select * from sts_session where id = ?",
        row -> read(row, policies(row, transaction)),
        accessKeyId);
  }

  private static List<Caller.SessionPolicy> policies(Row row, Transaction transaction) {
    var one = row.text("policy");
    return one.isEmpty()
        ? transaction.all(
            "select arn, document from sts_session_policy where session = ? order by place",
            policy -> new Caller.SessionPolicy(policy.text("arn"), policy.text("document")),
            row.text("id"))
        : List.of(new Caller.SessionPolicy("", one));
  }

  private static Keys.Key read(Row row, List<Caller.SessionPolicy> policies) {
    return new Keys.Key(
        row.text("secret"),
        row.text("token"),
        row.instant("expires"),
        new Caller.Session(
            row.text("account"),
            row.text("path"),
            row.text("role"),
            row.text("role_id"),
            row.text("name"),
            row.text("id"),
            row.instant("issued"),
            policies,
            row.text("source_function")));
  }

  /// Thirty bytes are the forty characters of a secret.
  private String base64(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
