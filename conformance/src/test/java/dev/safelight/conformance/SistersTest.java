package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.safelight.cloud.audit.AuditRecord;
import dev.safelight.cloud.call.Operation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Every operation has three sisters: allowed works, denied changes nothing, both are in the trail.
class SistersTest {
  @RegisterExtension static final Environment HERE = new Environment();

  /// Who one is, one may always ask; a bulk deletion is denied key by key in an answer of status
  /// 200.
  private static final Set<String> NEVER_DENIED =
      Set.of("sts:GetCallerIdentity", "s3:DeleteObjects");

  /// Those that only a stack in the middle of an update, or of its failed rollback, answers.
  private static final Set<String> OUT_OF_REACH =
      Set.of("cloudformation:CancelUpdateStack", "cloudformation:ContinueUpdateRollback");

  @Test
  void allowedWorksDeniedChangesNothingAndTheTrailHasBoth() throws SQLException {
    var nobody = HERE.user("without-permissions");
    assertThat(state()).containsKeys("s3_object", "iam_principal", "logs_event");
    for (var step : Steps.inOrder(HERE.folder())) {
      var before = state();
      denied(step, nobody);
      assertThat(state()).as("after " + step.name() + " was denied").isEqualTo(before);
      allowed(step);
    }
  }

  @Test
  void theTableForgetsNoOperation() {
    var names = Steps.inOrder(HERE.folder()).stream().map(Steps.Step::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(
            operations()
                .filter(name -> !NEVER_DENIED.contains(name) && !OUT_OF_REACH.contains(name))
                .toList());
  }

  /// Every record in the services' packages that is an operation, such as `s3:PutObject`.
  private static Stream<String> operations() {
    return new ClassFileImporter()
        .importPackages("dev.safelight.cloud").stream()
            .filter(type -> !type.isInterface() && type.isAssignableTo(Operation.class))
            .map(type ->
                type.getPackageName().substring("dev.safelight.cloud.".length())
                    + ":"
                    + type.getSimpleName());
  }

  private static void denied(Steps.Step step, SdkClients nobody) {
    var refusal = catchThrowableOfType(AwsServiceException.class, () -> step.call().apply(nobody));
    assertThat(refusal).as(step.name() + " without permission").isNotNull();
    var record = HERE.record(refusal.requestId());
    assertThat(record.code())
        .as(step.name() + " was refused as " + record.message())
        .isIn("AccessDenied", "AccessDeniedException");
    assertTold(record, step);
    assertThat(record.caller()).endsWith(":user/without-permissions");
    assertThat(record.decisions())
        .as(step.name())
        .anyMatch(decided -> decided.verdict().equals("ImplicitlyDenied"));
    assertThat(record.message())
        // SQS writes actions in lower case there.
        .containsIgnoringCase(
            "user/without-permissions is not authorized to perform: " + step.action());
  }

  private static void allowed(Steps.Step step) {
    AwsResponse answer;
    try {
      answer = step.call().apply(HERE.admin());
    } catch (AwsServiceException refused) {
      throw new AssertionError(step.name() + " by admin", refused);
    }
    var record = HERE.record(answer.responseMetadata().requestId());
    assertTold(record, step);
    assertThat(record.succeeded()).isTrue();
    assertThat(record.caller()).endsWith(":user/admin");
    assertThat(record.decisions())
        .as(step.name())
        .isNotEmpty()
        .allMatch(decided -> decided.verdict().equals("Allowed"))
        .allMatch(decided -> !decided.by().isEmpty())
        .anyMatch(decided -> decided.action().equals(step.action()));
  }

  private static void assertTold(AuditRecord record, Steps.Step step) {
    assertThat(record.service() + ":" + record.operation()).isEqualTo(step.name());
  }

  /// Everything that is kept, table by table, but for the trail and what is told of later.
  private static Map<String, String> state() throws SQLException {
    var tables = new TreeMap<String, String>();
    var file = HERE.cloud().credentialsFile().resolveSibling("safelight.db");
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      for (var name :
          rows(database, "select name from sqlite_master where type = 'table'").lines().toList()) {
        if (!name.startsWith("audit") && !name.startsWith("sqlite_")) {
          tables.put(name, rows(database, "select * from " + name));
        }
      }
    }
    return tables;
  }

  private static String rows(Connection database, String query) throws SQLException {
    var text = new StringBuilder();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          text.append(column == 1 ? "" : "|").append(rows.getString(column));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }
}
