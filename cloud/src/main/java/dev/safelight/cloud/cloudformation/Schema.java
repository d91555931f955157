package dev.safelight.cloud.cloudformation;

import java.util.List;

/// CloudFormation's tables. A stack has the version that it is in and, while it is being changed,
/// the one that it shall come to; a part is one resource that exists, or is being made, or did.
final class Schema {
  static final List<String> STATEMENTS =
      List.of(
          """
          create table if not exists cfn_stack(
            id text primary key, account text not null, region text not null, name text not null,
            live integer not null, status text not null, reason text not null, created integer not null,
            updated integer not null, deleted integer not null, version integer not null,
            target integer not null, task text not null, role text not null, protection integer not null,
            disable_rollback integer not null, timeout integer not null, change_set text not null) strict
          """,
          """
          create unique index if not exists cfn_stack_name on cfn_stack(account, region, name) where live = 1
          """,
          """
          create table if not exists cfn_version(
            number integer primary key autoincrement, stack text not null, template text not null,
            parameters text not null, tags text not null, ssm text not null, imports text not null,
            capabilities text not null) strict
          """,
          """
          create table if not exists cfn_task(
            id text primary key, stack text not null, kind text not null, phase text not null,
            caller text not null, role text not null, token text not null, on_failure text not null,
            deadline integer not null, retain text not null, except_on_create integer not null,
            cancelled integer not null) strict
          """,
          "create index if not exists cfn_task_token on cfn_task(stack, token)",
          """
          create table if not exists cfn_deleter(
            task text primary key, caller text not null, role text not null) strict
          """,
          """
          create table if not exists cfn_part(
            id integer primary key autoincrement, stack text not null, logical_id text not null,
            type text not null, suffix text not null, stage text not null, status text not null,
            reason text not null, at integer not null, task text not null, replaces integer not null,
            applied text not null, previous text not null) strict
          """,
          "create index if not exists cfn_part_stack on cfn_part(stack, logical_id)",
          """
          create table if not exists cfn_receipt(
            task text not null, part integer not null, verb text not null, n integer not null,
            kept text not null, primary key(task, part, verb, n)) strict
          """,
          """
          create table if not exists cfn_event(
            seq integer primary key autoincrement, id text not null, stack text not null,
            stack_name text not null, logical_id text not null, physical_id text not null,
            type text not null, at integer not null, status text not null, reason text not null,
            properties text not null, token text not null) strict
          """,
          "create index if not exists cfn_event_stack on cfn_event(stack, seq)",
          """
          create table if not exists cfn_output(
            stack text not null, place integer not null, name text not null, description text not null,
            value text not null, export text not null, account text not null, region text not null,
            primary key(stack, name)) strict
          """,
          """
          create unique index if not exists cfn_output_export on cfn_output(account, region, export)
            where export <> ''
          """,
          """
          create table if not exists cfn_change_set(
            id text primary key, name text not null, stack text not null, kind text not null,
            status text not null, execution text not null, reason text not null,
            description text not null, created integer not null, base integer not null,
            version integer not null, role text not null, on_failure text not null) strict
          """,
          "create unique index if not exists cfn_change_set_name on cfn_change_set(stack, name)");

  private Schema() {}
}
