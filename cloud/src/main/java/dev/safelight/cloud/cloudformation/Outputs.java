package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What stacks answer, and under which names others of the account and region may use it.
final class Outputs {
  /// @param export the name that it is exported under; empty where it is not
  record Output(String stack, String name, String description, String value, String export) {
    static Output read(Row row) {
      return new Output(
          row.text("stack"),
          row.text("name"),
          row.text("description"),
          row.text("value"),
          row.text("export"));
    }
  }

  private Outputs() {}

  static List<Output> of(Stack stack, Transaction transaction) {
    return transaction.all(
        "select * from cfn_output where stack = ? order by place", Output::read, stack.id());
  }

  static List<Output> exports(String account, String region, Transaction transaction) {
    return transaction.all(
        "select * from cfn_output where account = ? and region = ? and export <> '' order by export",
        Output::read,
        account,
        region);
  }

  static Optional<Output> export(
      String account, String region, String name, Transaction transaction) {
    return name.isEmpty()
        ? Optional.empty()
        : transaction.one(
            "select * from cfn_output where account = ? and region = ? and export = ?",
            Output::read,
            account,
            region,
            name);
  }

  /// The names of the stacks that use an export, or are about to.
  static List<String> importers(
      String account, String region, String export, Transaction transaction) {
    var names = new ArrayList<String>();
    transaction.all(
        """
        select distinct s.name as name, v.imports as imports from cfn_stack s join cfn_version v
          on v.number = s.version or v.number = s.target
          where s.account = ? and s.region = ? and s.live = 1 and v.imports <> '{}' order by s.name
        """,
        row -> {
          if (Json.map(row.text("imports")).containsKey(export)
              && !names.contains(row.text("name"))) {
            names.add(row.text("name"));
          }
          return true;
        },
        account,
        region);
    return names;
  }

  /// Why a stack may not come to have these outputs; empty where it may.
  static Optional<String> obstacle(Stack stack, List<Output> wanted, Transaction transaction) {
    for (var output : wanted) {
      var other = export(stack.account(), stack.region(), output.export(), transaction);
      if (other.isPresent() && !other.get().stack().equals(stack.id())) {
        return Optional.of(
            "Export with name %s is already exported by stack %s. Rename the export and try again."
                .formatted(output.export(), name(other.get().stack())));
      }
    }
    for (var held : of(stack, transaction)) {
      var change = change(held, wanted);
      if (!change.isEmpty()) {
        var users = importers(stack.account(), stack.region(), held.export(), transaction);
        if (!users.isEmpty()) {
          return Optional.of(
              "Export %s cannot be %s as it is in use by %s"
                  .formatted(held.export(), change, String.join(", ", users)));
        }
      }
    }
    return Optional.empty();
  }

  private static String change(Output held, List<Output> wanted) {
    if (held.export().isEmpty()) {
      return "";
    }
    var kept = wanted.stream().filter(each -> each.export().equals(held.export())).findFirst();
    if (kept.isEmpty()) {
      return "deleted";
    }
    return kept.get().value().equals(held.value()) ? "" : "updated";
  }

  /// `arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/UUID`
  private static String name(String stackId) {
    return stackId.split("/", -1)[1];
  }

  static void replace(Stack stack, List<Output> outputs, Transaction transaction) {
    transaction.update("delete from cfn_output where stack = ?", stack.id());
    int place = 0;
    for (var output : outputs) {
      transaction.update(
          """
          insert into cfn_output(stack, place, name, description, value, export, account, region)
            values (?, ?, ?, ?, ?, ?, ?, ?)
          """,
          stack.id(),
          place++,
          output.name(),
          output.description(),
          output.value(),
          output.export(),
          stack.account(),
          stack.region());
    }
  }
}
