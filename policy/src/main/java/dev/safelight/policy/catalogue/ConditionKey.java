package dev.safelight.policy.catalogue;

import dev.safelight.policy.match.Wildcard;
import java.util.regex.Pattern;

/// A condition key as AWS lists it, such as `aws:SourceIp` or `aws:RequestTag/${TagKey}`;
/// immutable.
///
/// `multivalued` tells whether a request may carry several values, which calls for `ForAllValues`
/// or `ForAnyValue`.
public record ConditionKey(String name, KeyType type, boolean multivalued) {
  /// Where a name leaves room: AWS's lists write `${TagKey}`, `<key>` and `tag-key`.
  private static final Pattern ROOM = Pattern.compile("\\$\\{[^}]*}|<[^>]*>|(?<=/)tag-key$");

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
    return ROOM.matcher(name).find();
  }

  /// Fits every name that the template stands for, upper and lower case aside.
  Wildcard pattern() {
    return Wildcard.ignoringCase(ROOM.matcher(name).replaceAll("?*"));
  }
}
