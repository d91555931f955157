package dev.safelight.cloud.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Transaction;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;

/// A function's resource-based policy, kept statement by statement and written as AWS writes it.
/// See AWS: AddPermission, "Viewing resource-based IAM policies in Lambda".
final class FunctionPolicy {
  static final String SCHEMA =
      """
      create table if not exists lambda_permission(
        seq integer primary key autoincrement, region text not null, account text not null,
        function text not null, sid text not null, statement text not null,
        unique(region, account, function, sid)) strict
      """;

  /// Which id the user or role had that a statement names.
  static final String NAMED =
      """
      create table if not exists lambda_permitted(
        region text not null, account text not null, function text not null, sid text not null,
        arn text not null, id text not null, primary key(region, account, function, sid)) strict
      """;

  private static final int MOST_BYTES = 20_480;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern SID = Pattern.compile("[a-zA-Z0-9-_]{1,100}");
  private static final Pattern ACTION = Pattern.compile("lambda:[*]|lambda:[a-zA-Z]+|[*]");
  private static final Pattern SERVICE =
      Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern IDENTITY =
      Pattern.compile("arn:aws:iam::(\\d{12}):(root|(user|role)/.+)");
  private static final Pattern SOURCE =
      Pattern.compile(
          "arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}(-gov)?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)");

  private FunctionPolicy() {}

  private record Kept(String statement, String arn, String id) {}

  /// The whole document as it counts now; empty where there is no statement. A user or role that is
  /// gone, or is another by now, stands in it by the id that it had.
  static Optional<String> document(
      Transaction transaction, FunctionArn function, Principals principals) {
    var statements =
        transaction.all(
            """
            select p.statement, coalesce(n.arn, '') as arn, coalesce(n.id, '') as id
            from lambda_permission p left join lambda_permitted n using (region, account, function, sid)
            where region = ? and account = ? and function = ? order by seq
            """,
            row -> new Kept(row.text("statement"), row.text("arn"), row.text("id")),
            function.region(),
            function.account(),
            function.key());
    return statements.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":["
                + statements.stream()
                    .map(kept -> current(kept, principals, transaction))
                    .collect(Collectors.joining(","))
                + "]}");
  }

  private static String current(Kept kept, Principals principals, Transaction transaction) {
    if (kept.arn().isEmpty()) {
      return kept.statement();
    }
    var now = principals.find(kept.arn(), transaction).map(Principals.Principal::id);
    return now.equals(Optional.of(kept.id()))
        ? kept.statement()
        : kept.statement()
            .replace("{\"AWS\":\"" + kept.arn() + "\"}", "{\"AWS\":\"" + kept.id() + "\"}");
  }

  /// Adds a statement.
  ///
  /// @return its JSON
  static String add(
      Transaction transaction,
      FunctionArn function,
      AddPermissionRequest request,
      Principals principals) {
    Supported.require(
        request,
        Set.of(
            "FunctionName",
            "StatementId",
            "Action",
            "Principal",
            "SourceArn",
            "SourceAccount",
            "RevisionId",
            "Qualifier"));
    var statement = write(statement(transaction, function, request, principals));
    var held =
        transaction.exists(
            "select 1 from lambda_permission where region = ? and account = ? and function = ? and sid = ?",
            function.region(),
            function.account(),
            function.key(),
            request.statementId());
    if (held) {
      throw new Fault(
          409,
          "ResourceConflictException",
          "The statement id (%s) provided already exists. Please provide a new statement id, or remove the existing statement."
              .formatted(request.statementId()));
    }
    transaction.update(
        "insert into lambda_permission(region, account, function, sid, statement) values (?, ?, ?, ?, ?)",
        function.region(),
        function.account(),
        function.key(),
        request.statementId(),
        statement);
    principals
        .find(String.valueOf(request.principal()), transaction)
        .ifPresent(named ->
            transaction.update(
                "insert into lambda_permitted(region, account, function, sid, arn, id) values (?, ?, ?, ?, ?, ?)",
                function.region(),
                function.account(),
                function.key(),
                request.statementId(),
                named.arn(),
                named.id()));
    int size =
        document(transaction, function, principals)
            .orElse("")
            .getBytes(StandardCharsets.UTF_8)
            .length;
    if (size > MOST_BYTES) {
      throw new Fault(
          400,
          "PolicyLengthExceededException",
          "The final policy size (%d) is bigger than the limit (%d).".formatted(size, MOST_BYTES));
    }
    return statement;
  }

  static void remove(Transaction transaction, FunctionArn function, String sid) {
    int removed =
        transaction.update(
            "delete from lambda_permission where region = ? and account = ? and function = ? and sid = ?",
            function.region(),
            function.account(),
            function.key(),
            sid);
    transaction.update(
        "delete from lambda_permitted where region = ? and account = ? and function = ? and sid = ?",
        function.region(),
        function.account(),
        function.key(),
        sid);
    if (removed == 0) {
      throw new Fault(
          404,
          "ResourceNotFoundException",
          "Statement %s is not found in resource policy.".formatted(sid));
    }
  }

  /// Of a function with its versions and aliases, or of one of those alone.
  static void removeAll(Transaction transaction, FunctionArn function) {
    // Everything under the name where the function goes, nothing else where a qualifier does.
    var prefix = function.qualifier().isEmpty() ? function.name() + ":" : function.key();
    for (var table : List.of("lambda_permitted", "lambda_permission")) {
      transaction.update(
          "delete from %s where region = ? and account = ? and (function = ? or (? and substr(function, 1, length(?)) = ?))"
              .formatted(table),
          function.region(),
          function.account(),
          function.key(),
          function.qualifier().isEmpty(),
          prefix,
          prefix);
    }
  }

  private static ObjectNode statement(
      Transaction transaction,
      FunctionArn function,
      AddPermissionRequest request,
      Principals principals) {
    require("statementId", request.statementId(), SID);
    require("action", request.action(), ACTION);
    var statement = JSON.createObjectNode();
    statement.put("Sid", request.statementId()).put("Effect", "Allow");
    putPrincipal(statement, String.valueOf(request.principal()), principals, transaction);
    statement.put("Action", request.action()).put("Resource", function.toString());
    var condition = JSON.createObjectNode();
    if (request.sourceAccount() != null) {
      require("sourceAccount", request.sourceAccount(), ACCOUNT);
      condition.putObject("StringEquals").put("AWS:SourceAccount", request.sourceAccount());
    }
    if (request.sourceArn() != null) {
      require("sourceArn", request.sourceArn(), SOURCE);
      condition.putObject("ArnLike").put("AWS:SourceArn", request.sourceArn());
    }
    if (!condition.isEmpty()) {
      statement.set("Condition", condition);
    }
    return statement;
  }

  private static void putPrincipal(
      ObjectNode statement, String principal, Principals principals, Transaction transaction) {
    var identity = IDENTITY.matcher(principal);
    if (principal.equals("*")) {
      statement.put("Principal", "*");
    } else if (SERVICE.matcher(principal).matches()) {
      statement.putObject("Principal").put("Service", principal);
    } else if (ACCOUNT.matcher(principal).matches()) {
      statement.putObject("Principal").put("AWS", "arn:aws:iam::" + principal + ":root");
    } else if (identity.matches()
        && (principal.endsWith(":root") || principals.find(principal, transaction).isPresent())) {
      statement.putObject("Principal").put("AWS", principal);
    } else {
      throw Configuration.invalid(
          "The provided principal was invalid. Please check the principal and try again.");
    }
  }

  private static void require(
      String member, @org.jspecify.annotations.Nullable String value, Pattern pattern) {
    if (value == null || !pattern.matcher(value).matches()) {
      throw Configuration.validation(
          member, value, "Member must satisfy regular expression pattern: " + pattern);
    }
  }

  private static String write(ObjectNode statement) {
    try {
      return JSON.writeValueAsString(statement);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("a statement has no JSON", broken);
    }
  }
}
