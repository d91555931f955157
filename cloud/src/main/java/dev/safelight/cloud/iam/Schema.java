package dev.safelight.cloud.iam;

import java.util.List;

/// IAM's tables: `iam_member` says which users are in which groups, `iam_trusted` which ids the
/// users and roles had that a role's trust policy names, `iam_policy` repeats the document of the
/// version that is in force. Names are compared with regard to case, and unique without it, as
/// IAM's are.
final class Schema {
  static final List<String> STATEMENTS =
      List.of(
          """
          create table if not exists iam_principal(
            account text not null, kind text not null, name text not null, path text not null,
            id text not null, created integer not null, boundary text not null, trust text not null,
            description text not null, longest integer not null,
            primary key(account, kind, name)) strict
          """,
          """
          create unique index if not exists iam_principal_name
            on iam_principal(account, kind, name collate nocase)
          """,
          """
          create table if not exists iam_tag(
            account text not null, owner text not null, key text not null, value text not null,
            primary key(account, owner, key)) strict
          """,
          """
          create table if not exists iam_key(
            id text primary key, account text not null, user text not null, secret text not null,
            active integer not null, created integer not null) strict
          """,
          """
          create table if not exists iam_inline(
            account text not null, kind text not null, owner text not null, name text not null,
            document text not null, primary key(account, kind, owner, name)) strict
          """,
          """
          create table if not exists iam_attachment(
            account text not null, kind text not null, owner text not null, policy text not null,
            primary key(account, kind, owner, policy)) strict
          """,
          """
          create table if not exists iam_member(
            account text not null, team text not null, user text not null,
            primary key(account, team, user)) strict
          """,
          """
          create table if not exists iam_trusted(
            role text not null, arn text not null, id text not null, primary key(role, arn)) strict
          """,
          """
          create table if not exists iam_policy(
            account text not null, arn text primary key, path text not null, name text not null,
            id text not null, document text not null, description text not null,
            created integer not null, version integer not null, newest integer not null,
            updated integer not null) strict
          """,
          """
          create table if not exists iam_policy_version(
            account text not null, arn text not null, version integer not null,
            document text not null, created integer not null, primary key(account, arn, version))
            strict
          """,
          """
          create unique index if not exists iam_policy_name on iam_policy(account, name collate nocase)
          """);

  private Schema() {}
}
