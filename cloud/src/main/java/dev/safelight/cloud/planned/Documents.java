package dev.safelight.cloud.planned;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Document;
import dev.safelight.policy.Attached;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Statement;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import java.util.ArrayList;
import java.util.List;

/// Policy documents inside a template: read as AWS will read them, their statements with the lines
/// that they begin on in the template.
final class Documents {
  private Documents() {}

  /// @param place the ARN of what it hangs on
  /// @throws IllegalArgumentException with the line, where AWS would refuse it
  static Applied read(PolicyType type, String name, String place, Node document) {
    var text =
        document instanceof Node.Text(var json, _)
            ? json
            : dev.safelight.template.document.Document.json(document);
    var places =
        document instanceof Node.Fields fields
            ? Values.items(fields, "Statement").stream().map(Node::place).toList()
            : List.<Place>of();
    return read(type, name, place, text, document.place(), places);
  }

  /// A document that is not written down as one, such as a function's permission.
  static Applied read(PolicyType type, String name, String place, String text, Place where) {
    return read(type, name, place, text, where, List.of(where));
  }

  private static Applied read(
      PolicyType type, String name, String place, String text, Place where, List<Place> places) {
    try {
      var read = Policy.parse(text, type.kind());
      var statements = new ArrayList<Statement>();
      for (var statement : read.statements()) {
        int index = statement.index() - 1;
        statements.add(at(index < places.size() ? places.get(index) : where, statement));
      }
      var policy = new Policy(read.version(), read.id(), statements);
      return new Applied(new Attached(type, name, policy), Document.of(text), place);
    } catch (MalformedPolicy broken) {
      throw new IllegalArgumentException(
          "%s (line %d): %s".formatted(name, where.line(), broken.getMessage()), broken);
    }
  }

  private static Statement at(Place place, Statement statement) {
    return new Statement(
        statement.index(),
        place.line(),
        statement.sid(),
        statement.effect(),
        statement.principals(),
        statement.actions(),
        statement.resources(),
        statement.conditions());
  }
}
