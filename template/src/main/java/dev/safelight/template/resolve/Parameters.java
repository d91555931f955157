package dev.safelight.template.resolve;

import dev.safelight.template.Parameter;
import dev.safelight.template.ParameterType;
import dev.safelight.template.Template;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;
import dev.safelight.template.document.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Gives a template's parameters their values, and checks these.
final class Parameters {
  private Parameters() {}

  static SequencedMap<String, ParameterValue> given(
      Template template, Map<String, String> given, Surroundings surroundings) {
    refuseUnknown(template, given);
    var values = new LinkedHashMap<String, ParameterValue>();
    var missing = new ArrayList<String>();
    var problems = new ArrayList<Problem>();
    for (var parameter : template.parameters().values()) {
      Optional.ofNullable(given.get(parameter.name()))
          .or(parameter::defaultValue)
          .ifPresentOrElse(
              text ->
                  parameter
                      .complaint(text)
                      .ifPresentOrElse(
                          problems::add,
                          () ->
                              values.put(
                                  parameter.name(), resolved(parameter, text, surroundings))),
              () -> missing.add(parameter.name()));
    }
    if (!missing.isEmpty()) {
      throw Problem.of(
              "Parameters: [%s] must have values".formatted(String.join(", ", missing)),
              "Parameters",
              Place.NOWHERE)
          .thrown();
    }
    if (!problems.isEmpty()) {
      throw new InvalidTemplate(problems);
    }
    return values;
  }

  private static void refuseUnknown(Template template, Map<String, String> given) {
    var known = template.parameters().keySet();
    var unknown = given.keySet().stream().filter(name -> !known.contains(name)).sorted().toList();
    if (!unknown.isEmpty() && known.isEmpty()) {
      throw Problem.of(
              "Parameter values specified for a template which does not require them.",
              "Parameters",
              Place.NOWHERE)
          .thrown();
    }
    if (!unknown.isEmpty()) {
      throw Problem.of(
              "Parameters: [%s] do not exist in the template".formatted(String.join(", ", unknown)),
              "Parameters",
              Place.NOWHERE)
          .because(Spelling.hint(unknown.getFirst(), known))
          .thrown();
    }
  }

  private static ParameterValue resolved(
      Parameter parameter, String text, Surroundings surroundings) {
    if (!(parameter.type() instanceof ParameterType.SsmValue)) {
      return new ParameterValue(parameter, text, text);
    }
    var held =
        surroundings
            .ssmParameter(text)
            .orElseThrow(() ->
                Problem.of(
                        "Unable to fetch parameters [%s] from parameter store for this account."
                            .formatted(text),
                        "Parameters/" + parameter.name(),
                        parameter.place())
                    .thrown());
    var complaint = parameter.heldComplaint(held);
    if (complaint.isPresent()) {
      throw new InvalidTemplate(List.of(complaint.get()));
    }
    return new ParameterValue(parameter, text, held);
  }
}
