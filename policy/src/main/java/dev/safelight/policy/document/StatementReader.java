package dev.safelight.policy.document;

import dev.safelight.policy.condition.Condition;
import dev.safelight.policy.document.MalformedPolicy.Fault;
import dev.safelight.policy.match.ArnPattern;
import dev.safelight.policy.match.MalformedPattern;
import dev.safelight.policy.match.Wildcard;
import java.util.ArrayList;
import java.util.List;

/// Reads one statement; `variables` tells whether the document's version knows policy variables.
record StatementReader(boolean variables, Kind kind, Dialect dialect) {
  private static final List<String> ELEMENTS =
      List.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  Statement read(Element statement, int index) throws MalformedPolicy {
    var members = statement.members(ELEMENTS);
    var effect = effect(one(statement, members, "Effect", "Effect"));
    if (kind == Kind.RESOURCE_CONTROL && dialect == Dialect.AWS) {
      checkControl(members, effect);
    }
    var principals = principals(statement, members, effect);
    var actions = actions(one(statement, members, "Action", "NotAction"));
    var resources = resources(statement, members);
    return new Statement(
        index,
        statement.json().line(),
        sid(members),
        effect,
        principals,
        actions,
        resources,
        conditions(members));
  }

  /// The one of two elements that is there; both or neither is a fault.
  private static Element one(Element statement, List<Element> members, String name, String opposite)
      throws MalformedPolicy {
    var plain = Element.optional(members, name);
    var other = Element.optional(members, opposite);
    if (plain.isPresent() && other.isPresent() && !name.equals(opposite)) {
      throw statement.fault(
          Fault.FORBIDDEN_ELEMENT, "has both " + name + " and " + opposite + "; keep one");
    }
    if (plain.isPresent() || other.isPresent()) {
      return plain.isPresent() ? plain.get() : other.get();
    }
    throw statement.fault(Fault.MISSING_ELEMENT, name + " is missing");
  }

  /// AWS: "RCP syntax", checked 2026-11. Only the one that AWS attaches itself allows.
  private static void checkControl(List<Element> members, Effect effect) throws MalformedPolicy {
    var sid = Element.optional(members, "Sid");
    var own = sid.isPresent() && sid.get().text().equals(Policy.RCP_FULL_SID);
    var written = Element.optional(members, "Effect");
    if (effect == Effect.ALLOW && !own && written.isPresent()) {
      throw written
          .get()
          .fault(Fault.WRONG_VALUE, "must be Deny: a resource control policy takes away, no more");
    }
    forbid(members, "a resource control policy must list its actions", "NotAction");
  }

  private static void forbid(List<Element> members, String reason, String... names)
      throws MalformedPolicy {
    for (var name : names) {
      var element = Element.optional(members, name);
      if (element.isPresent()) {
        throw element.get().fault(Fault.FORBIDDEN_ELEMENT, reason);
      }
    }
  }

  private String sid(List<Element> members) throws MalformedPolicy {
    var element = Element.optional(members, "Sid");
    if (element.isEmpty()) {
      return "";
    }
    var sid = element.get().text();
    // IAM keeps to letters and digits; the services that own resources take other characters.
    var plain = kind == Kind.IDENTITY || kind == Kind.TRUST;
    if (plain && dialect == Dialect.AWS && !isPlain(sid)) {
      throw element
          .get()
          .fault(
              Fault.WRONG_VALUE, "must be letters and digits (A-Z, a-z, 0-9), was \"" + sid + "\"");
    }
    return sid;
  }

  private static boolean isPlain(String sid) {
    return sid.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
  }

  private static Effect effect(Element element) throws MalformedPolicy {
    var text = element.text();
    for (var effect : Effect.values()) {
      if (effect.spelling().equals(text)) {
        return effect;
      }
    }
    throw element.fault(Fault.WRONG_VALUE, "must be Allow or Deny, was \"" + text + "\"");
  }

  private Principals principals(Element statement, List<Element> members, Effect effect)
      throws MalformedPolicy {
    if (kind.principal() == Kind.Rule.FORBIDDEN) {
      forbid(
          members,
          "this kind of policy applies to whom it is attached to and must not name a principal",
          "Principal",
          "NotPrincipal");
      return new Principals.Bearer();
    }
    var element = one(statement, members, "Principal", "NotPrincipal");
    return new PrincipalReader(kind, dialect)
        .read(element, element.name().equals("NotPrincipal"), effect);
  }

  private Actions actions(Element element) throws MalformedPolicy {
    var texts = element.texts();
    var patterns = new ArrayList<Wildcard>(texts.size());
    for (var item : texts) {
      var text = item.text();
      var colon = text.indexOf(':');
      if (!isAll(text) && (!isService(text, colon) || colon == text.length() - 1)) {
        throw item.fault(
            Fault.WRONG_VALUE,
            "must be \"*\" or a service and an action such as s3:GetObject, was \"" + text + "\"");
      }
      patterns.add(Wildcard.ignoringCase(text));
    }
    return element.name().equals("Action")
        ? new Actions.Only(patterns)
        : new Actions.AllBut(patterns);
  }

  private boolean isService(String text, int end) {
    for (int i = 0; i < end; i++) {
      var c = text.charAt(i);
      var fits =
          c < 128
              && (Character.isLetterOrDigit(c)
                  || c == '-'
                  || (c == '*' && dialect == Dialect.COLLECTED));
      if (!fits) {
        return false;
      }
    }
    return end > 0;
  }

  private static boolean isAll(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c == '*');
  }

  private Resources resources(Element statement, List<Element> members) throws MalformedPolicy {
    var named =
        Element.optional(members, "Resource").isPresent()
            || Element.optional(members, "NotResource").isPresent();
    if (dialect == Dialect.COLLECTED && kind.principal() == Kind.Rule.DEMANDED && !named) {
      return new Resources.Bearer();
    }
    if (kind.resource() == Kind.Rule.FORBIDDEN && dialect == Dialect.AWS) {
      forbid(
          members,
          "a role trust policy is about its role and must not name a resource",
          "Resource",
          "NotResource");
      return new Resources.Bearer();
    }
    var element = one(statement, members, "Resource", "NotResource");
    var texts = element.texts();
    var patterns = new ArrayList<ArnPattern>(texts.size());
    for (var item : texts) {
      try {
        patterns.add(
            completes()
                ? ArnPattern.completedResource(item.text(), variables)
                : ArnPattern.resource(item.text(), variables));
      } catch (MalformedPattern malformed) {
        throw item.fault(Fault.WRONG_VALUE, malformed.reason());
      }
    }
    return element.name().equals("Resource")
        ? new Resources.Only(patterns)
        : new Resources.AllBut(patterns);
  }

  /// AWS completes ARNs in identity-based policies; what hangs on a resource must spell them out.
  private boolean completes() {
    return kind == Kind.IDENTITY || dialect == Dialect.COLLECTED;
  }

  private List<Condition> conditions(List<Element> members) throws MalformedPolicy {
    var element = Element.optional(members, "Condition");
    return element.isPresent()
        ? new ConditionReader(variables, dialect).read(element.get())
        : List.of();
  }
}
