package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateAliasResponse;
import software.amazon.awssdk.services.lambda.model.DeleteAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;
import software.amazon.awssdk.services.lambda.model.UpdateAliasResponse;

/// Names for versions of functions, which can be given to another version. See AWS: CreateAlias.
final class Aliases {
  static final String SCHEMA =
      """
      create table if not exists lambda_alias(
        region text not null, account text not null, function text not null, name text not null,
        version text not null, description text not null, revision text not null,
        primary key(region, account, function, name)) strict
      """;

  private static final Pattern NAME = Pattern.compile("(?!^[0-9]+$)[a-zA-Z0-9-_]{1,128}");
  private static final Pattern VERSION = Pattern.compile("\\$LATEST|[0-9]{1,9}");
  private static final int PAGE = 50;

  private final SecureRandom random;

  Aliases(SecureRandom random) {
    this.random = random;
  }

  record Alias(String name, String version, String description, String revision) {
    AliasConfiguration shape(FunctionArn function) {
      return AliasConfiguration.builder()
          .aliasArn(function.at(name).toString())
          .name(name)
          .functionVersion(version)
          .description(description)
          .revisionId(revision)
          .build();
    }
  }

  static String name(@Nullable String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw Configuration.validation(
          "name", name, "Member must satisfy regular expression pattern: " + NAME);
    }
    return name;
  }

  /// The alias that a qualifier names.
  static Optional<Alias> find(Transaction transaction, FunctionArn arn) {
    return transaction.one(
        "select * from lambda_alias where region = ? and account = ? and function = ? and name = ?",
        Aliases::read,
        arn.region(),
        arn.account(),
        arn.name(),
        arn.qualifier());
  }

  private static Alias require(Transaction transaction, FunctionArn arn) {
    Definitions.require(transaction, arn.function());
    return find(transaction, arn)
        .orElseThrow(
            () -> new Fault(404, "ResourceNotFoundException", "Cannot find alias arn: " + arn));
  }

  /// Of a function, by name.
  static List<Alias> all(Transaction transaction, FunctionArn function) {
    return transaction.all(
        "select * from lambda_alias where region = ? and account = ? and function = ? order by name",
        Aliases::read,
        function.region(),
        function.account(),
        function.name());
  }

  private static Alias read(Row row) {
    return new Alias(
        row.text("name"), row.text("version"), row.text("description"), row.text("revision"));
  }

  private static void put(Transaction transaction, FunctionArn function, Alias alias) {
    transaction.update(
        "insert or replace into lambda_alias(region, account, function, name, version, description, revision)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        function.region(),
        function.account(),
        function.name(),
        alias.name(),
        alias.version(),
        alias.description(),
        alias.revision());
  }

  /// Forgets all of a function.
  static void forget(Transaction transaction, FunctionArn function) {
    transaction.update(
        "delete from lambda_alias where region = ? and account = ? and function = ?",
        function.region(),
        function.account(),
        function.name());
  }

  Outcome create(VersionOperation.CreateAlias create, Transaction transaction) {
    var request = create.request();
    Supported.require(request, Set.of("FunctionName", "Name", "FunctionVersion", "Description"));
    var arn = create.function().at(name(request.name()));
    Definitions.require(transaction, create.function());
    if (find(transaction, arn).isPresent()) {
      throw new Fault(409, "ResourceConflictException", "Alias already exists: " + arn);
    }
    var alias =
        new Alias(
            arn.qualifier(),
            version(transaction, create.function(), request.functionVersion()),
            Configuration.description(request.description(), ""),
            Ids.uuid(random));
    put(transaction, create.function(), alias);
    var answer = Shapes.into(CreateAliasResponse.builder(), alias.shape(create.function()));
    return Outcome.of(new Answer.Shaped(201, answer.build()));
  }

  Outcome update(VersionOperation.UpdateAlias update, Transaction transaction) {
    var request = update.request();
    Supported.require(
        request, Set.of("FunctionName", "Name", "FunctionVersion", "Description", "RevisionId"));
    var old = require(transaction, update.function().at(name(request.name())));
    if (request.revisionId() != null && !request.revisionId().equals(old.revision())) {
      throw new Fault(
          412,
          "PreconditionFailedException",
          "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
    }
    var alias =
        new Alias(
            old.name(),
            request.functionVersion() == null
                ? old.version()
                : version(transaction, update.function(), request.functionVersion()),
            Configuration.description(request.description(), old.description()),
            Ids.uuid(random));
    put(transaction, update.function(), alias);
    return Outcome.of(
        Shapes.into(UpdateAliasResponse.builder(), alias.shape(update.function())).build());
  }

  private static String version(
      Transaction transaction, FunctionArn function, @Nullable String version) {
    if (version == null || !VERSION.matcher(version).matches()) {
      throw Configuration.validation(
          "functionVersion",
          version,
          "Member must satisfy regular expression pattern: (\\$LATEST|[0-9]+)");
    }
    if (!version.equals(FunctionArn.LATEST)) {
      Definitions.require(transaction, function.at(version));
    }
    return version;
  }

  static Outcome get(VersionOperation.GetAlias get, Transaction transaction) {
    var alias = require(transaction, get.function().at(get.alias()));
    return Outcome.of(Shapes.into(GetAliasResponse.builder(), alias.shape(get.function())).build());
  }

  static Outcome list(VersionOperation.ListAliases list, Transaction transaction) {
    var request = list.request();
    Supported.require(request, Set.of("FunctionName", "FunctionVersion", "Marker", "MaxItems"));
    Definitions.require(transaction, list.function());
    int most = Math.clamp(request.maxItems() == null ? PAGE : request.maxItems(), 1, PAGE);
    var marker = request.marker() == null ? "" : request.marker();
    var found =
        all(transaction, list.function()).stream()
            .filter(alias -> alias.name().compareTo(marker) > 0)
            .filter(alias ->
                request.functionVersion() == null
                    || request.functionVersion().equals(alias.version()))
            .toList();
    var page = found.subList(0, Math.min(most, found.size()));
    var answer =
        ListAliasesResponse.builder()
            .aliases(page.stream().map(alias -> alias.shape(list.function())).toList());
    if (found.size() > most) {
      answer.nextMarker(page.getLast().name());
    }
    return Outcome.of(answer.build());
  }

  /// With its policy and its settings. One that is not there is gone, too.
  static Outcome delete(VersionOperation.DeleteAlias delete, Transaction transaction) {
    var arn = delete.function().at(delete.alias());
    Definitions.require(transaction, delete.function());
    transaction.update(
        "delete from lambda_alias where region = ? and account = ? and function = ? and name = ?",
        arn.region(),
        arn.account(),
        arn.name(),
        arn.qualifier());
    FunctionPolicy.removeAll(transaction, arn);
    InvokeConfig.delete(transaction, arn);
    return Outcome.of(new Answer.Shaped(204, DeleteAliasResponse.builder().build()));
  }
}
