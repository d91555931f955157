package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.Parameter;
import dev.safelight.template.Template;
import dev.safelight.template.document.Document;
import dev.safelight.template.resolve.ParameterValue;
import dev.safelight.template.resolve.Pseudo;
import dev.safelight.template.resolve.Resolved;
import dev.safelight.template.resolve.Resolver;
import dev.safelight.template.resolve.Surroundings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What a stack is to be, as it was asked for: resolving it gives the same at any later time.
///
/// @param parameters as given, by name; secrets too
/// @param ssm what the Systems Manager parameters held that it refers to
/// @param imports what the exports held that it uses
record Version(
    long number,
    String template,
    Map<String, String> parameters,
    SequencedMap<String, String> tags,
    Map<String, String> ssm,
    Map<String, String> imports,
    List<String> capabilities) {
  Version {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    tags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tags));
    ssm = Map.copyOf(ssm);
    imports = Map.copyOf(imports);
    capabilities = List.copyOf(capabilities);
  }

  Template parsed() {
    // What came from S3 may be longer than what comes in a request; it was checked when it came.
    return Template.parse(template, Document.Carrier.S3);
  }

  Resolved resolved(Pseudo pseudo) {
    return Resolver.resolve(parsed(), parameters, pseudo, surroundings());
  }

  private Surroundings surroundings() {
    return new Surroundings() {
      @Override
      public Optional<String> ssmParameter(String name) {
        return Optional.ofNullable(ssm.get(name));
      }

      @Override
      public Optional<String> export(String name) {
        return Optional.ofNullable(imports.get(name));
      }

      @Override
      public List<String> availabilityZones(String region) {
        return Surroundings.empty().availabilityZones(region);
      }
    };
  }

  static Version get(long number, Transaction transaction) {
    return transaction
        .one("select * from cfn_version where number = ?", Version::read, number)
        .orElseThrow(() -> new IllegalStateException("the version " + number + " is gone"));
  }

  /// All that are kept for a stack.
  static List<Version> of(Stack stack, Transaction transaction) {
    return transaction.all(
        "select * from cfn_version where stack = ? order by number", Version::read, stack.id());
  }

  /// Whether any of its parameters is not to be shown.
  boolean isSecret() {
    return parsed().parameters().values().stream().anyMatch(Parameter::noEcho);
  }

  /// Forgets those that neither the stack nor a change set of it names any more.
  static void shred(Stack stack, Transaction transaction) {
    transaction.update(
        """
        delete from cfn_version where stack = ?
          and number not in (select version from cfn_stack where id = ?)
          and number not in (select target from cfn_stack where id = ?)
          and number not in (select version from cfn_change_set where stack = ?)
          and number not in (select base from cfn_change_set where stack = ?)
        """,
        stack.id(),
        stack.id(),
        stack.id(),
        stack.id(),
        stack.id());
  }

  /// Forgets the values that are not to be shown; it cannot be resolved any more.
  void blank(Transaction transaction) {
    var shownParameters = new LinkedHashMap<>(parameters);
    var shownSsm = new LinkedHashMap<>(ssm);
    for (var parameter : parsed().parameters().values()) {
      if (parameter.noEcho()) {
        var given = shownParameters.replace(parameter.name(), ParameterValue.HIDDEN);
        shownSsm.remove(given == null ? "" : given);
      }
    }
    transaction.update(
        "update cfn_version set parameters = ?, ssm = ? where number = ?",
        Json.text(shownParameters),
        Json.text(shownSsm),
        number);
  }

  /// Keeps it for a stack, under a new number.
  long insert(String stack, Transaction transaction) {
    transaction.update(
        """
        insert into cfn_version(stack, template, parameters, tags, ssm, imports, capabilities)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        stack,
        template,
        Json.text(parameters),
        Json.text(tags),
        Json.text(ssm),
        Json.text(imports),
        Json.text(capabilities));
    return transaction
        .one("select last_insert_rowid() as number", row -> row.number("number"))
        .orElseThrow();
  }

  private static Version read(Row row) {
    return new Version(
        row.number("number"),
        row.text("template"),
        Json.map(row.text("parameters")),
        Json.map(row.text("tags")),
        Json.map(row.text("ssm")),
        Json.map(row.text("imports")),
        Json.list(row.text("capabilities")));
  }
}
