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

  /// The leading parts that are plain text, but never the last, with their colons: compared at
  /// once.
  private final String beginning;

  /// The parts behind them; none for `*` alone.
  private final List<Template> parts;

  private final String prefix;

  private ArnPattern(String source, String beginning, List<Template> parts) {
    this.source = source;
    this.beginning = beginning;
    this.parts = List.copyOf(parts);
    this.prefix = this.parts.isEmpty() ? "" : beginning + this.parts.getFirst().prefix();
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
      return new ArnPattern(source, "", List.of());
    }
    var texts = split(source, variables);
    while (completes && source.startsWith("arn:") && texts.size() < PARTS) {
      texts.add("*");
    }
    if (texts.size() < PARTS) {
      throw new MalformedPattern("must be an ARN of six parts or \"*\", was \"" + source + "\"");
    }
    int plain = 0;
    while (plain < PARTS - 1 && isPlain(texts.get(plain))) {
      plain++;
    }
    var parts = new ArrayList<Template>(PARTS - plain);
    for (int i = plain; i < PARTS; i++) {
      var known = i == PARTS - 1 ? variables : everywhere;
      parts.add(Template.of(texts.get(i), Syntax.WILDCARDS.withVariables(known)));
    }
    var beginning = plain == 0 ? "" : String.join(":", texts.subList(0, plain)) + ":";
    return new ArnPattern(source, beginning, parts);
  }

  /// A dollar without its brace and a brace without its dollar are plain, too, and rare.
  private static boolean isPlain(String part) {
    return part.indexOf('*') < 0 && part.indexOf('?') < 0 && part.indexOf('$') < 0;
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
    var texts = new ArrayList<String>(PARTS);
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
    for (int i = 0; i < parts.size() - 1; i++) {
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
