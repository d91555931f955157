package dev.safelight.policy.document;

import dev.safelight.policy.document.MalformedPolicy.Fault;
import dev.safelight.policy.json.JsonReader;
import dev.safelight.policy.json.MalformedJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Reads a document: its version, its id, its statements.
///
/// AWS: "Grammar of the IAM JSON policy language", checked 2026-11.
final class PolicyReader {
  static final String ROOT = "Policy";
  private static final List<String> ELEMENTS = List.of("Version", "Id", "Statement");

  private PolicyReader() {}

  static Policy read(String json, Kind kind, Dialect dialect) throws MalformedPolicy {
    var root = root(json);
    var members = root.members(ELEMENTS);
    var version = Element.optional(members, "Version");
    var id = Element.optional(members, "Id");
    var list = Element.optional(members, "Statement");
    if (list.isEmpty()) {
      throw root.fault(Fault.MISSING_ELEMENT, "Statement is missing");
    }
    var spoken = version.isPresent() ? version(version.get()) : Policy.OLD_VERSION;
    return new Policy(
        spoken,
        id.isPresent() ? id.get().text() : "",
        statements(list.get(), spoken, kind, dialect));
  }

  private static Element root(String json) throws MalformedPolicy {
    try {
      return new Element(ROOT, JsonReader.read(json));
    } catch (MalformedJson broken) {
      throw new MalformedPolicy(Fault.NOT_JSON, ROOT, broken.reason(), broken.line());
    }
  }

  private static String version(Element element) throws MalformedPolicy {
    var version = element.text();
    if (!version.equals(Policy.VERSION) && !version.equals(Policy.OLD_VERSION)) {
      throw element.fault(
          Fault.WRONG_VALUE,
          "must be " + Policy.VERSION + " or " + Policy.OLD_VERSION + ", was \"" + version + "\"");
    }
    return version;
  }

  private static List<Statement> statements(
      Element list, String version, Kind kind, Dialect dialect) throws MalformedPolicy {
    var reader = new StatementReader(version.equals(Policy.VERSION), kind, dialect);
    var statements = new ArrayList<Statement>();
    var sids = new HashSet<String>();
    for (var item : list.items()) {
      var index = statements.size() + 1;
      var element = new Element("Statement[" + index + "]", item.json());
      var statement = reader.read(element, index);
      if (!statement.sid().isEmpty() && !sids.add(statement.sid()) && dialect == Dialect.AWS) {
        throw element.fault(
            Fault.WRONG_VALUE, "Sid \"" + statement.sid() + "\" is used twice in this policy");
      }
      statements.add(statement);
    }
    if (statements.isEmpty() && dialect == Dialect.AWS) {
      throw list.fault(Fault.WRONG_VALUE, "must hold at least one statement");
    }
    return statements;
  }
}
