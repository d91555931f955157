package dev.safelight.policy.match;

import java.util.ArrayList;
import java.util.List;

/// A pattern for ARNs, matched part by part so that a `*` never crosses a colon, except in the last
/// part, which may hold colons; `*` alone fits everything. Case-sensitive, immutable.
///
/// AWS: "IAM JSON policy elements: Resource" and "ARN condition operators", checked 2026-11.
public final class ArnPattern {
  private static final int PARTS = 6;

  private final String source;

  /// Six parts, or none for `*` alone.
  private final List<Template> parts;

  /// The leading parts that are plain text, but never the last: compared at once.
  private final String beginning;

  /// The first part behind them.
  private final int first;

  private final String prefix;

  private ArnPattern(String source, List<Template> parts) {
    this.source = source;
    this.parts = List.copyOf(parts);
    var plain = new StringBuilder();
    int at = 0;
    while (at < this.parts.size() - 1 && parts.get(at).isLiteral()) {
      plain.append(parts.get(at++).prefix()).append(':');
    }
    beginning = plain.toString();
    first = at;
    prefix = this.parts.isEmpty() ? "" : beginning + this.parts.get(first).prefix();
  }

  /// A `Resource` element's pattern: variables stand only behind the fifth colon.
  public static ArnPattern resource(String source, boolean variables) throws MalformedPattern {
    return of(source, variables, false, false);
  }

  /// As [#resource], but an ARN that breaks off is completed: `arn:aws:sqs` is `arn:aws:sqs:*:*:*`.
  public static ArnPattern completedResource(String source, boolean variables)
      throws MalformedPattern {
    return of(source, variables, false, true);
  }

  /// An Arn condition operator's pattern: variables may stand in any part.
  public static ArnPattern condition(String source, boolean variables) throws MalformedPattern {
    return of(source, variables, variables, false);
  }

  private static ArnPattern of(
      String source, boolean variables, boolean everywhere, boolean completes)
      throws MalformedPattern {
    if (isAll(source)) {
      return new ArnPattern(source, List.of());
    }
    var texts = split(source, variables);
    while (completes && source.startsWith("arn:") && texts.size() < PARTS) {
      texts.add("*");
    }
    if (texts.size() < PARTS) {
      throw new MalformedPattern("must be an ARN of six parts or \"*\", was \"" + source + "\"");
    }
    var parts = new ArrayList<Template>();
    for (var text : texts) {
      var last = parts.size() == PARTS - 1;
      parts.add(Template.of(text, Syntax.WILDCARDS.withVariables(last ? variables : everywhere)));
    }
    return new ArnPattern(source, parts);
  }

  private static boolean isAll(String source) {
    int stars = 0;
    while (stars < source.length() && source.charAt(stars) == '*') {
      stars++;
    }
    return stars > 0 && stars == source.length();
  }

  /// Splits at the first five colons, not counting those of a variable's name.
  private static List<String> split(String source, boolean variables) {
    var texts = new ArrayList<String>();
    int from = 0;
    for (int i = 0; i < source.length() && texts.size() < PARTS - 1; i++) {
      if (variables && source.startsWith("${", i)) {
        var close = source.indexOf('}', i);
        i = close < 0 ? source.length() : close;
      } else if (source.charAt(i) == ':') {
        texts.add(source.substring(from, i));
        from = i + 1;
      }
    }
    texts.add(source.substring(from));
    return texts;
  }

  /// Whether a text is an ARN that fits; `*` alone fits any text.
  public boolean matches(String arn, Variables variables) {
    if (parts.isEmpty()) {
      return true;
    }
    if (!arn.startsWith(prefix) || !arn.startsWith("arn:")) {
      return false;
    }
    int from = beginning.length();
    for (int i = first; i < PARTS - 1; i++) {
      var colon = arn.indexOf(':', from);
      if (colon < 0 || !parts.get(i).matches(arn, from, colon, variables)) {
        return false;
      }
      from = colon + 1;
    }
    return parts.getLast().matches(arn, from, arn.length(), variables);
  }

  /// What every ARN that fits begins with.
  public String prefix() {
    return prefix;
  }

  public boolean isResolvable(Variables variables) {
    return parts.stream().allMatch(part -> part.isResolvable(variables));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArnPattern that
        && source.equals(that.source)
        && parts.equals(that.parts);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
