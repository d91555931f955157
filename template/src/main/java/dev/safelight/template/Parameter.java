package dev.safelight.template;

import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import dev.safelight.template.document.Regex;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A parameter as declared.
///
/// @param defaults the default value, if there is one
/// @param noEcho whether its value is shown as `****`
/// @param explanation the `ConstraintDescription`; empty where there is none
public record Parameter(
    String name,
    ParameterType type,
    List<String> defaults,
    boolean noEcho,
    String description,
    List<Constraint> constraints,
    String explanation,
    Place place) {
  public static final int LONGEST_VALUE = 4096;

  public Parameter {
    defaults = List.copyOf(defaults);
    constraints = List.copyOf(constraints);
  }

  public Optional<String> defaultValue() {
    return defaults.stream().findFirst();
  }

  /// The values in a given text: one, or the items of a list, without the blanks around them.
  public List<String> split(String text) {
    return type.isList()
        ? Arrays.stream(text.split(",", -1)).map(String::strip).toList()
        : List.of(text);
  }

  /// What is wrong with a given text. For a Systems Manager type the text is that one's name.
  public Optional<Problem> complaint(String text) {
    if (type instanceof ParameterType.SsmValue) {
      return matches("[a-zA-Z0-9_.\\-/:]{1,2048}", text)
          ? wrong(text, constraints)
          : Optional.of(problem("must be the name of a Systems Manager parameter"));
    }
    if (text.length() > LONGEST_VALUE) {
      return Optional.of(problem("must contain at most " + LONGEST_VALUE + " characters"));
    }
    for (var value : split(text)) {
      if (type.isNumeric() && Regex.number(value).isEmpty()) {
        return Optional.of(problem("must be a number"));
      }
      var own = kindOf(type, value).or(() -> wrong(value, constraints));
      if (own.isPresent()) {
        return own;
      }
    }
    return Optional.empty();
  }

  /// What is wrong with what a Systems Manager parameter holds.
  public Optional<Problem> heldComplaint(String value) {
    return type instanceof ParameterType.SsmValue(var held)
        ? split(value).stream().flatMap(each -> kindOf(held, each).stream()).findFirst()
        : Optional.empty();
  }

  private Optional<Problem> kindOf(ParameterType kind, String value) {
    return kind instanceof ParameterType.AwsSpecific(var name, var form, _) && !matches(form, value)
        ? Optional.of(problem("must be a valid " + name))
        : Optional.empty();
  }

  private Optional<Problem> wrong(String value, List<Constraint> all) {
    return all.stream()
        .flatMap(each -> each.complaint(value).stream())
        .findFirst()
        .map(this::constrained);
  }

  private Problem constrained(String complaint) {
    return explanation.isEmpty()
        ? problem(complaint)
        : Problem.of(
                "Parameter %s failed to satisfy constraint: %s".formatted(name, explanation),
                path(),
                place)
            .because(complaint);
  }

  private Problem problem(String complaint) {
    return Problem.of("Parameter '%s' %s".formatted(name, complaint), path(), place);
  }

  private String path() {
    return "Parameters/" + name;
  }

  private static boolean matches(String form, String value) {
    return Regex.trusted(form, value);
  }
}
