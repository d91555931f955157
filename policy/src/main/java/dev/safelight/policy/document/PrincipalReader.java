package dev.safelight.policy.document;

import dev.safelight.policy.document.MalformedPolicy.Fault;
import dev.safelight.policy.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Reads `Principal` and `NotPrincipal`.
record PrincipalReader(Kind kind, Dialect dialect) {
  private static final List<String> TYPES = List.of("AWS", "Service", "Federated", "CanonicalUser");

  Principals read(Element element, boolean complement, Effect effect) throws MalformedPolicy {
    var principals = principals(element);
    if (kind == Kind.RESOURCE_CONTROL
        && (complement || !principals.equals(List.of(new Principal.Everyone())))) {
      throw element.fault(
          Fault.WRONG_VALUE, "a resource control policy must have \"Principal\": \"*\"");
    }
    if (!complement) {
      return new Principals.Named(principals);
    }
    if (kind == Kind.TRUST) {
      throw element.fault(
          Fault.FORBIDDEN_ELEMENT, "a role trust policy must not have NotPrincipal");
    }
    if (effect == Effect.ALLOW) {
      throw element.fault(
          Fault.FORBIDDEN_ELEMENT,
          "with Allow it would open to the whole world but those named; AWS does not support it");
    }
    return new Principals.AllBut(principals);
  }

  private List<Principal> principals(Element element) throws MalformedPolicy {
    if (element.json() instanceof Json.Text(var text, _)) {
      if (!text.equals("*") && dialect == Dialect.AWS) {
        throw element.fault(
            Fault.WRONG_VALUE, "must be \"*\" or an object such as {\"AWS\": \"" + text + "\"}");
      }
      return List.of(Principal.aws(text));
    }
    var principals = new ArrayList<Principal>();
    for (var member : element.members(TYPES)) {
      for (var item : member.texts()) {
        principals.add(principal(member.name(), item));
      }
    }
    if (principals.isEmpty()) {
      throw element.fault(Fault.WRONG_VALUE, "must name at least one principal");
    }
    return principals;
  }

  private Principal principal(String type, Element item) throws MalformedPolicy {
    var text = item.text();
    if (text.isEmpty()) {
      throw item.fault(Fault.WRONG_VALUE, "must not be empty");
    }
    if (!text.equals("*")
        && (text.indexOf('*') >= 0 || text.indexOf('?') >= 0)
        && dialect == Dialect.AWS) {
      throw item.fault(
          Fault.WRONG_VALUE,
          "a principal has no wildcards; use \"*\" with a condition on aws:PrincipalArn");
    }
    var fault = dialect == Dialect.AWS ? PrincipalForms.fault(type, text) : "";
    if (!fault.isEmpty()) {
      throw item.fault(Fault.WRONG_VALUE, "Invalid principal in policy: " + fault);
    }
    return switch (type) {
      case "AWS" -> Principal.aws(text);
      case "Service" -> new Principal.Service(text);
      case "Federated" -> new Principal.Federated(text);
      default -> new Principal.CanonicalUser(text);
    };
  }
}
