package dev.safelight.policy.document;

import dev.safelight.policy.match.Wildcard;
import java.util.List;
import java.util.Objects;

/// A policy document that was read, checked and compiled; immutable.
///
/// `version` is the document's, `2008-10-17` when it gives none; `id` is empty when it gives none.
public final class Policy {
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

  private final String version;
  private final String id;
  private final List<Statement> statements;
  private final Index index;

  public Policy(String version, String id, List<Statement> statements) {
    this.version = version;
    this.id = id;
    this.statements = List.copyOf(statements);
    this.index = new Index(this.statements);
  }

  public String version() {
    return version;
  }

  public String id() {
    return id;
  }

  public List<Statement> statements() {
    return statements;
  }

  /// The statements, in their order, that could apply to such a request; those left out cannot.
  ///
  /// Finding them takes about as long in a policy of a thousand statements as of ten, unless they
  /// are all alike.
  public List<Statement> near(String action, String resource, Caller caller) {
    return index.near(action, resource, caller);
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

  @Override
  public boolean equals(Object other) {
    return other instanceof Policy that
        && version.equals(that.version)
        && id.equals(that.id)
        && statements.equals(that.statements);
  }

  @Override
  public int hashCode() {
    return Objects.hash(version, id, statements);
  }

  @Override
  public String toString() {
    return toJson();
  }
}
