package dev.safelight.cloud.logs;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A place between events, in the order in which they are read: by their time, then by their
/// arrival.
///
/// @param at milliseconds since 1970
/// @param sequence of arrival
record Position(long at, long sequence) {
  static final Position FIRST = new Position(0, 0);

  private static final Pattern TOKEN = Pattern.compile("([fb])/(\\d{1,19})-(\\d{1,19})");

  /// A position, and the direction in which reading goes on from it.
  record Token(boolean forward, Position position) {
    /// Empty where there is no token.
    static Optional<Token> of(@Nullable String text) {
      if (text == null) {
        return Optional.empty();
      }
      var match = TOKEN.matcher(text);
      if (!match.matches()) {
        throw Invalid.parameter("The specified nextToken is invalid.");
      }
      try {
        var position = new Position(Long.parseLong(match.group(2)), Long.parseLong(match.group(3)));
        return Optional.of(new Token(match.group(1).equals("f"), position));
      } catch (NumberFormatException _) {
        throw Invalid.parameter("The specified nextToken is invalid.");
      }
    }
  }

  String forward() {
    return "f/" + at + "-" + sequence;
  }

  String backward() {
    return "b/" + at + "-" + sequence;
  }
}
