package dev.safelight.policy.slow;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Conditions and patterns read straight from the page, each time anew: regular expressions, no
/// compiling, no sharing with the engine. An empty answer is "not to be known".
record SlowConditions(Map<String, List<String>> keys, Set<String> several, boolean variables) {
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");

  /// One operator, one key, its values.
  Optional<Boolean> holds(String operator, String key, List<String> wanted) {
    var name = key.toLowerCase(Locale.ROOT);
    var values = keys.getOrDefault(name, List.of());
    if (operator.equals("Null")) {
      return any(wanted, it -> bool(Boolean.toString(values.isEmpty()), it));
    }
    var all = operator.startsWith("ForAllValues:");
    var some = operator.startsWith("ForAnyValue:");
    var optional = operator.endsWith("IfExists");
    var base = operator.substring(operator.indexOf(':') + 1).replaceFirst("IfExists$", "");
    var negated = base.contains("Not");
    var positive = base.replace("Not", "");
    if (values.isEmpty()) {
      if (some) {
        return optional ? Optional.empty() : Optional.of(false);
      }
      return Optional.of(all || optional || negated);
    }
    if (!all && !some && (several.contains(name) || values.size() > 1)) {
      return Optional.empty();
    }
    var answers =
        values.stream()
            .map(value -> {
              var fits = any(wanted, it -> compare(positive, value, it));
              return negated ? fits.map(it -> !it) : fits;
            })
            .toList();
    if (some) {
      return or(answers);
    }
    return or(answers.stream().map(it -> it.map(yes -> !yes)).toList()).map(it -> !it);
  }

  private interface Comparing {
    Optional<Boolean> with(String wanted);
  }

  private static Optional<Boolean> any(List<String> wanted, Comparing comparing) {
    return or(wanted.stream().map(comparing::with).toList());
  }

  static Optional<Boolean> or(List<Optional<Boolean>> answers) {
    if (answers.contains(Optional.of(true))) {
      return Optional.of(true);
    }
    return answers.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(false);
  }

  private Optional<Boolean> compare(String operator, String value, String wanted) {
    return switch (operator) {
      case "StringEquals" -> Optional.of(fits(wanted, value, false, variables, 0));
      case "StringLike" -> Optional.of(fits(wanted, value, true, variables, 0));
      case "StringEqualsIgnoreCase" ->
          Optional.of(fits(wanted, value, false, variables, Pattern.CASE_INSENSITIVE));
      case "ArnEquals", "ArnLike" -> arn(wanted, value, variables);
      case "Bool" -> bool(value, wanted);
      case "IpAddress" -> address(value, wanted);
      case "BinaryEquals" -> bytes(value, wanted);
      default ->
          operator.startsWith("Date")
              ? order(operator.substring(4), moment(value), moment(wanted))
              : order(operator.substring("Numeric".length()), number(value), number(wanted));
    };
  }

  private static Optional<Boolean> order(
      String how, Optional<BigDecimal> value, Optional<BigDecimal> wanted) {
    if (value.isEmpty() || wanted.isEmpty()) {
      return Optional.empty();
    }
    var sign = value.get().compareTo(wanted.get());
    return Optional.of(
        switch (how) {
          case "Equals" -> sign == 0;
          case "LessThan" -> sign < 0;
          case "LessThanEquals" -> sign <= 0;
          case "GreaterThan" -> sign > 0;
          default -> sign >= 0;
        });
  }

  private static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  private static Optional<BigDecimal> moment(String text) {
    if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
      var day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
      return Optional.of(BigDecimal.valueOf(day));
    }
    return text.matches("[0-9]{4}-.*T.*")
        ? Optional.of(BigDecimal.valueOf(OffsetDateTime.parse(text).toEpochSecond()))
        : number(text);
  }

  private static Optional<Boolean> bool(String value, String wanted) {
    var words = List.of("true", "false");
    var both = List.of(value.toLowerCase(Locale.ROOT), wanted.toLowerCase(Locale.ROOT));
    return words.containsAll(both)
        ? Optional.of(both.getFirst().equals(both.getLast()))
        : Optional.empty();
  }

  private static Optional<Boolean> bytes(String value, String wanted) {
    try {
      var decoder = Base64.getDecoder();
      return Optional.of(Arrays.equals(decoder.decode(value), decoder.decode(wanted)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Boolean> address(String value, String wanted) {
    try {
      var range = wanted.split("/", 2);
      var base = bits(range[0]);
      var host = bits(value);
      var prefix = range.length == 1 ? base.length() : Integer.parseInt(range[1]);
      return Optional.of(
          base.length() == host.length() && host.startsWith(base.substring(0, prefix)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String bits(String address) {
    var bits = new StringBuilder();
    for (var octet : InetAddress.ofLiteral(address).getAddress()) {
      for (int i = 7; i >= 0; i--) {
        bits.append(octet >> i & 1);
      }
    }
    return bits.toString();
  }

  Optional<Boolean> arn(String pattern, String value, boolean everywhere) {
    if (pattern.matches("\\*+")) {
      return Optional.of(true);
    }
    var wanted = pattern.split(variables ? ":(?![^{]*\\})" : ":", 6);
    var actual = value.split(":", 6);
    if (wanted.length < 6) {
      return Optional.empty();
    }
    boolean all = actual.length == 6 && actual[0].equals("arn");
    for (int i = 0; all && i < 6; i++) {
      all = fits(wanted[i], actual[i], true, variables && (everywhere || i == 5), 0);
    }
    return Optional.of(all);
  }

  /// Whether every variable of a pattern's last part has a value.
  boolean resolves(String pattern) {
    return !variables || regex(pattern, true, true).isPresent();
  }

  private boolean fits(String pattern, String value, boolean wild, boolean filled, int flags) {
    return regex(pattern, wild, filled)
        .filter(it -> Pattern.compile(it, flags | Pattern.DOTALL).matcher(value).matches())
        .isPresent();
  }

  /// Empty where a variable has no value.
  private Optional<String> regex(String pattern, boolean wild, boolean filled) {
    var out = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      if (filled && pattern.startsWith("${", i)) {
        var end = pattern.indexOf('}', i);
        var inside = pattern.substring(i + 2, end).split(", ", 2);
        var values = keys.getOrDefault(inside[0].toLowerCase(Locale.ROOT), List.of());
        if (List.of("*", "?", "$").contains(inside[0])) {
          out.append(Pattern.quote(inside[0]));
        } else if (values.size() == 1 && !several.contains(inside[0].toLowerCase(Locale.ROOT))) {
          out.append(Pattern.quote(values.getFirst()));
        } else if (inside.length == 2) {
          out.append(Pattern.quote(inside[1].substring(1, inside[1].length() - 1)));
        } else {
          return Optional.empty();
        }
        i = end;
      } else if (wild && pattern.charAt(i) == '*') {
        out.append(".*");
      } else if (wild && pattern.charAt(i) == '?') {
        out.append('.');
      } else {
        out.append(Pattern.quote(pattern.substring(i, i + 1)));
      }
    }
    return Optional.of(out.toString());
  }
}
