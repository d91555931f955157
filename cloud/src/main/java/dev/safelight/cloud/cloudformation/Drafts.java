package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.CloudFormationOperation.Home;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.Capabilities;
import dev.safelight.template.ParameterType;
import dev.safelight.template.Template;
import dev.safelight.template.change.Difference;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Problem;
import dev.safelight.template.resolve.Pseudo;
import dev.safelight.template.resolve.Resolved;
import dev.safelight.template.resolve.Resolver;
import dev.safelight.template.resolve.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Capability;

/// Makes a version of a stack out of what was asked for, and finds what is wrong with it before
/// anything is made.
record Drafts(Desk desk) {
  /// A version that is not kept yet, and what it resolves to.
  ///
  /// @param problems what is wrong with properties, and what would not be acted on
  record Draft(Version version, Resolved resolved, List<Problem> problems) {
    /// For operations that have no other way to fail.
    void requireSound() {
      if (!problems.isEmpty()) {
        throw Faults.validation(words());
      }
    }

    /// What is wrong, secrets hidden: they may be those that were there before, which whoever
    /// changes the template need not know.
    String words() {
      return Secrets.of(resolved).hiddenInWords(Faults.words(problems));
    }
  }

  /// @throws dev.safelight.cloud.call.Fault `ValidationError`, `InsufficientCapabilitiesException`
  Draft draft(
      Home home,
      Pseudo pseudo,
      Optional<Version> previous,
      Wish wish,
      Incoming incoming,
      Transaction transaction) {
    try {
      return draft(
          pseudo,
          previous,
          wish,
          text(wish, previous, incoming),
          surroundings(home, incoming, transaction));
    } catch (InvalidTemplate wrong) {
      throw Faults.validation(wrong);
    }
  }

  private Draft draft(
      Pseudo pseudo,
      Optional<Version> previous,
      Wish wish,
      String text,
      Surroundings surroundings) {
    var template = Template.parse(text, Document.Carrier.S3);
    var given = given(wish, previous);
    Resolved resolved;
    try {
      resolved = Resolver.resolve(template, given, pseudo, surroundings);
    } catch (InvalidTemplate wrong) {
      throw Faults.validation(
          Secrets.of(template, given).hiddenInWords(Faults.words(wrong.problems())));
    }
    desk.kinds().requireKnown(resolved);
    requireTypes(wish, resolved);
    requireCapabilities(wish, resolved);
    var parameters = new LinkedHashMap<String, String>();
    var ssm = new LinkedHashMap<String, String>();
    resolved
        .parameters()
        .forEach((name, value) -> {
          parameters.put(name, value.given());
          if (value.parameter().type() instanceof ParameterType.SsmValue) {
            ssm.put(value.given(), value.resolved());
          }
        });
    var imports = new LinkedHashMap<String, String>();
    for (var name : resolved.imports()) {
      surroundings.export(name).ifPresent(value -> imports.put(name, value));
    }
    var version =
        new Version(
            0,
            text,
            parameters,
            tags(wish, previous),
            ssm,
            imports,
            wish.capabilities().stream().map(Capability::toString).sorted().toList());
    return new Draft(version, resolved, desk.kinds().problems(resolved));
  }

  private static String text(Wish wish, Optional<Version> previous, Incoming incoming) {
    if (wish.source() instanceof Wish.Source.Previous()) {
      return previous
          .map(Version::template)
          .orElseThrow(() -> Faults.validation("There is no previous template to use."));
    }
    return incoming.template();
  }

  /// The parameters as they are given, with the values that were there before where these are asked
  /// for.
  static Map<String, String> given(Wish wish, Optional<Version> previous) {
    var given = new LinkedHashMap<String, String>();
    for (var parameter : wish.parameters()) {
      var key = Names.required(parameter.parameterKey(), "parameters.parameterKey");
      var usesPrevious = Boolean.TRUE.equals(parameter.usePreviousValue());
      if (usesPrevious && parameter.parameterValue() != null) {
        throw Faults.validation(
            "Invalid input for parameter key %s. Cannot specify usePreviousValue as true and non empty value for a parameter"
                .formatted(key));
      }
      var value = usesPrevious ? before(previous, key) : parameter.parameterValue();
      // One without a value has its default.
      if (value != null && given.put(key, value) != null) {
        throw Faults.validation("Duplicate parameter key: " + key);
      }
    }
    return given;
  }

  private static String before(Optional<Version> previous, String key) {
    var value = previous.map(version -> version.parameters().get(key));
    return value.orElseThrow(() ->
        Faults.validation(
            "Invalid input for parameter key %s. Cannot specify usePreviousValue as true for a parameter key not in the previous template"
                .formatted(key)));
  }

  private static SequencedMap<String, String> tags(Wish wish, Optional<Version> previous) {
    if (wish.keepsTags() && previous.isPresent()) {
      return previous.get().tags();
    }
    var tags = new LinkedHashMap<String, String>();
    wish.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  private static void requireTypes(Wish wish, Resolved resolved) {
    for (var resource : resolved.resources().values()) {
      if (!wish.types().isEmpty()
          && wish.types().stream().noneMatch(each -> covers(each, resource.type()))) {
        throw Faults.validation(
            "Resource type %s is not allowed by parameter ResourceTypes %s"
                .formatted(resource.type(), wish.types()));
      }
    }
  }

  /// `AWS::*`, `AWS::S3::*` or the type itself.
  private static boolean covers(String pattern, String type) {
    return pattern.endsWith("*")
        ? type.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(type);
  }

  private static void requireCapabilities(Wish wish, Resolved resolved) {
    var needed = Capabilities.of(resolved.resources().values());
    var acknowledged =
        wish.capabilities().stream().map(Capability::toString).collect(Collectors.toSet());
    if (!needed.areIn(acknowledged)) {
      throw Faults.insufficientCapabilities(needed.message());
    }
  }

  private static Surroundings surroundings(Home home, Incoming incoming, Transaction transaction) {
    return new Surroundings() {
      @Override
      public Optional<String> ssmParameter(String name) {
        return Optional.ofNullable(incoming.ssm().get(name));
      }

      @Override
      public Optional<String> export(String name) {
        return Outputs.export(home.account(), home.region(), name, transaction)
            .map(Outputs.Output::value);
      }

      @Override
      public List<String> availabilityZones(String region) {
        return Surroundings.empty().availabilityZones(region);
      }
    };
  }

  /// Whether a stack would be another one.
  boolean changes(Stack stack, Version before, Draft draft) {
    var was = before.resolved(stack.pseudo());
    var is = draft.resolved();
    return !Difference.between(was, is, desk.kinds().schemas()).isEmpty()
        || !before.tags().equals(draft.version().tags())
        || !saysTheSame(was, is);
  }

  private static boolean saysTheSame(Resolved was, Resolved is) {
    return was.outputs().keySet().equals(is.outputs().keySet())
        && was.outputs().values().stream()
            .allMatch(output -> {
              var other = is.outputs().get(output.name());
              return other != null
                  && output.value().says(other.value())
                  && output.export().says(other.export())
                  && output.description().equals(other.description());
            });
  }
}
