package dev.safelight.policy.document;

import dev.safelight.policy.match.Wildcard;
import java.util.List;

/// A policy document that was read, checked and compiled; immutable.
///
/// `version` is the document's, `2008-10-17` when it gives none; `id` is empty when it gives none.
public record Policy(String version, String id, List<Statement> statements) {
  /// What AWS assumes of a document without a version; it knows no policy variables.
  public static final String OLD_VERSION = "2008-10-17";

  public static final String VERSION = "2012-10-17";

  static final String RCP_FULL_SID = "RCPFullAWSAccess";

  /// The resource control policy that AWS attaches everywhere and nobody can detach.
  public static final Policy RCP_FULL_AWS_ACCESS =
      new Policy(
          VERSION,
          "",
          List.of(
              new Statement(
                  1,
                  1,
                  RCP_FULL_SID,
                  Effect.ALLOW,
                  new Principals.Named(List.of(new Principal.Everyone())),
                  new Actions.Only(List.of(Wildcard.ignoringCase("*"))),
                  new Resources.Bearer(),
                  List.of())));

  public Policy {
    statements = List.copyOf(statements);
  }

  /// Reads a document as strictly as AWS does: an unknown element is an error, never ignored.
  public static Policy parse(String json, Kind kind) throws MalformedPolicy {
    return PolicyReader.read(json, kind, Dialect.AWS);
  }

  /// As [#parse], of a document written in another dialect.
  public static Policy parse(String json, Kind kind, Dialect dialect) throws MalformedPolicy {
    return PolicyReader.read(json, kind, dialect);
  }

  /// The document on one line, in AWS's spelling; reading it gives the same policy, lines apart.
  public String toJson() {
    return PolicyWriter.write(this);
  }
}
