package dev.safelight.policy.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A pattern that may hold policy variables: `home/${aws:username}/*`; immutable.
///
/// `${*}`, `${?}` and `${$}` are those characters themselves, `${key, 'text'}` falls back to the
/// text. A variable's value is taken literally: a user named `*` is not everybody. AWS: "IAM policy
/// elements: Variables and tags", checked 2026-11.
public final class Template {
  private sealed interface Piece {
    record Fixed(Wildcard pattern) implements Piece {}

    record Variable(Key key, Optional<String> fallback) implements Piece {}
  }

  private final String source;
  private final boolean ignoreCase;
  private final List<Piece> pieces;
  private final @Nullable Wildcard fixed;
  private final String prefix;

  private Template(String source, Syntax syntax, List<Piece> pieces) {
    this.source = source;
    this.ignoreCase = syntax.ignoreCase();
    this.pieces = pieces;
    this.fixed = fixed(pieces, ignoreCase);
    this.prefix = fixed != null ? fixed.prefix() : prefix(pieces);
  }

  /// Compiles a pattern; malformed when a `${` has no end or names nothing.
  public static Template of(String source, Syntax syntax) throws MalformedPattern {
    int open = syntax.variables() ? source.indexOf("${") : -1;
    if (open < 0) {
      return new Template(source, syntax, List.of(fixed(source, syntax)));
    }
    var pieces = new ArrayList<Piece>();
    int from = 0;
    while (open >= 0) {
      var close = source.indexOf('}', open);
      if (close < 0) {
        throw new MalformedPattern("\"${\" without \"}\" in \"" + source + "\"");
      }
      pieces.add(fixed(source.substring(from, open), syntax));
      pieces.add(variable(source.substring(open + 2, close)));
      from = close + 1;
      open = source.indexOf("${", from);
    }
    pieces.add(fixed(source.substring(from), syntax));
    return new Template(source, syntax, List.copyOf(pieces));
  }

  /// The pattern if no variable is among the pieces.
  private static @Nullable Wildcard fixed(List<Piece> pieces, boolean ignoreCase) {
    if (pieces.size() == 1 && !ignoreCase && pieces.getFirst() instanceof Piece.Fixed(var only)) {
      return only;
    }
    var patterns = new ArrayList<Wildcard>(pieces.size());
    for (var piece : pieces) {
      switch (piece) {
        case Piece.Fixed(var pattern) -> patterns.add(pattern);
        case Piece.Variable _ -> {
          return null;
        }
      }
    }
    return Wildcard.join(patterns, ignoreCase);
  }

  private static String prefix(List<Piece> pieces) {
    return pieces.getFirst() instanceof Piece.Fixed(var pattern) ? pattern.prefix() : "";
  }

  private static Piece fixed(String text, Syntax syntax) {
    return new Piece.Fixed(syntax.wildcards() ? Wildcard.of(text) : Wildcard.literal(text));
  }

  private static Piece variable(String inside) throws MalformedPattern {
    if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
      return new Piece.Fixed(Wildcard.literal(inside));
    }
    var comma = inside.indexOf(',');
    var key = comma < 0 ? inside : inside.substring(0, comma);
    if (key.isBlank()) {
      throw new MalformedPattern("\"${" + inside + "}\" names no key");
    }
    if (comma < 0) {
      return new Piece.Variable(Key.of(key), Optional.empty());
    }
    var fallback = inside.substring(comma + 1);
    if (fallback.length() < 3 || !fallback.startsWith(" '") || !fallback.endsWith("'")) {
      throw new MalformedPattern("a default is written ${key, 'text'}, was \"${" + inside + "}\"");
    }
    return new Piece.Variable(
        Key.of(key), Optional.of(fallback.substring(2, fallback.length() - 1)));
  }

  /// Whether the value fits; a variable without value makes it fit nothing.
  public boolean matches(String value, Variables variables) {
    return matches(value, 0, value.length(), variables);
  }

  /// Whether the characters from `from` until before `to` fit.
  boolean matches(String value, int from, int to, Variables variables) {
    if (fixed != null) {
      return fixed.matches(value, from, to);
    }
    if (!ignoreCase && !value.startsWith(prefix, from)) {
      return false;
    }
    var pattern = join(pieces, variables);
    return pattern != null && pattern.matches(value, from, to);
  }

  /// What every value that fits begins with, as far as no variable decides.
  String prefix() {
    return prefix;
  }

  public boolean isResolvable(Variables variables) {
    return fixed != null || join(pieces, variables) != null;
  }

  private @Nullable Wildcard join(List<Piece> parts, Variables variables) {
    var patterns = new ArrayList<Wildcard>();
    for (var part : parts) {
      switch (part) {
        case Piece.Fixed(var pattern) -> patterns.add(pattern);
        case Piece.Variable(var key, var fallback) -> {
          var value = variables.valueOf(key).or(() -> fallback);
          if (value.isEmpty()) {
            return null;
          }
          patterns.add(Wildcard.literal(value.get()));
        }
      }
    }
    return Wildcard.join(patterns, ignoreCase);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Template that
        && source.equals(that.source)
        && ignoreCase == that.ignoreCase
        && pieces.equals(that.pieces);
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
