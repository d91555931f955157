package dev.safelight.policy.catalogue;

import dev.safelight.policy.match.Wildcard;

/// A condition key as AWS lists it, such as `aws:SourceIp` or `aws:RequestTag/${TagKey}`;
/// immutable.
///
/// `multivalued` tells whether a request may carry several values, which calls for `ForAllValues`
/// or `ForAnyValue`.
public record ConditionKey(String name, KeyType type, boolean multivalued) {
  /// Reads a name behind the letter of its type, a capital one where there may be several values.
  static ConditionKey read(String written) {
    var letter = written.charAt(0);
    return new ConditionKey(
        written.substring(1),
        KeyType.of(Character.toLowerCase(letter)),
        Character.isUpperCase(letter));
  }

  /// Whether the name has a part of the policy's own choosing, as `aws:PrincipalTag/${TagKey}`.
  public boolean isTemplate() {
    return !opened().equals(name);
  }

  /// Fits every name that the template stands for, upper and lower case aside.
  Wildcard pattern() {
    return Wildcard.ignoringCase(opened());
  }

  /// The name with wildcards where it leaves room: AWS's lists write `${TagKey}`, `<key>` and
  /// `tag-key`.
  private String opened() {
    var end = "/tag-key";
    var rest = name.endsWith(end) ? name.substring(0, name.length() - end.length()) + "/<>" : name;
    var opened = new StringBuilder();
    for (int i = 0; i < rest.length(); i++) {
      var close = roomEnd(rest, i);
      opened.append(close < 0 ? rest.substring(i, i + 1) : "?*");
      i = Math.max(i, close);
    }
    return opened.toString();
  }

  /// Where the room that begins at a place ends; -1 when none begins there.
  private static int roomEnd(String text, int from) {
    if (text.startsWith("${", from)) {
      return text.indexOf('}', from);
    }
    return text.charAt(from) == '<' ? text.indexOf('>', from) : -1;
  }
}
