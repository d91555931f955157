package dev.safelight.policy.catalogue;

import java.util.Optional;

/// Something that AWS accepts in a policy and that does not do what it seems to; immutable.
///
/// `place` is where it is written, `found` what is written there, `expected` what belongs there and
/// `meant` the nearest thing that does, empty when nothing is near.
public sealed interface Warning {
  Place place();

  String found();

  /// What is wrong, as one sentence without place or guess.
  String reason();

  default String expected() {
    return "";
  }

  default Optional<String> meant() {
    return Optional.empty();
  }

  /// The whole as one line: `Statement[1].Action (line 4): s3 has no action "GetObjects"; did you
  /// mean s3:GetObject?`
  default String message() {
    return place()
        + ": "
        + reason()
        + meant().map(word -> "; did you mean " + word + "?").orElse(".");
  }

  /// An action whose prefix is no AWS service's.
  record UnknownService(Place place, String found, Optional<String> meant) implements Warning {
    @Override
    public String expected() {
      return "the prefix of an AWS service";
    }

    @Override
    public String reason() {
      return "no AWS service has the prefix \"" + found + "\"";
    }
  }

  /// An action that its service does not have.
  record UnknownAction(Place place, String found, String service, Optional<String> meant)
      implements Warning {
    @Override
    public String expected() {
      return "an action of " + service;
    }

    @Override
    public String reason() {
      return service + " has no action \"" + found + "\"";
    }
  }

  /// A pattern that fits none of its service's actions.
  record NoSuchActions(Place place, String found, String service) implements Warning {
    @Override
    public String expected() {
      return "a pattern that fits an action of " + service;
    }

    @Override
    public String reason() {
      return "no action of " + service + " matches \"" + found + "\"";
    }
  }

  /// A condition key, or a variable's, that no request carries.
  record UnknownKey(Place place, String found, Optional<String> meant) implements Warning {
    @Override
    public String expected() {
      return "a condition key of AWS or of the service";
    }

    @Override
    public String reason() {
      return "there is no condition key \"" + found + "\"";
    }
  }

  /// A condition key that exists, but comes with none of the statement's actions.
  record UnsupportedKey(Place place, String found, String actions) implements Warning {
    @Override
    public String expected() {
      return "a condition key that a request for " + actions + " carries";
    }

    @Override
    public String reason() {
      return "no request for " + actions + " carries the key \"" + found + "\"";
    }
  }

  /// An operator for values of another type than the key's.
  record OperatorMismatch(Place place, String found, String key, String expected)
      implements Warning {
    @Override
    public String reason() {
      return "the values of %s call for an operator of the family %s, not %s"
          .formatted(key, expected, found);
    }
  }

  /// An operator for one value on a key that may have several, or the other way round.
  record CountMismatch(Place place, String found, String key, boolean multivalued)
      implements Warning {
    @Override
    public String expected() {
      return multivalued ? "ForAllValues or ForAnyValue" : "an operator without a prefix";
    }

    @Override
    public String reason() {
      return multivalued
          ? "%s may have several values, which %s cannot compare: write %s"
              .formatted(key, found, expected())
          : "%s has one value, and %s also holds when it is missing: write %s"
              .formatted(key, found, expected());
    }
  }

  /// A resource that none of the statement's actions works on.
  record UnfitResource(
      Place place, String found, String actions, String expected, Optional<String> meant)
      implements Warning {
    @Override
    public String reason() {
      return "%s never works on \"%s\", but on %s".formatted(actions, found, expected);
    }
  }

  /// An action that works on none of the statement's resources.
  record IdleAction(Place place, String found, String expected) implements Warning {
    @Override
    public String reason() {
      return "%s works on none of the statement's resources, but on %s".formatted(found, expected);
    }
  }

  /// A variable in a document whose version takes it for plain text.
  record InertVariable(Place place, String found) implements Warning {
    @Override
    public String expected() {
      return "\"Version\": \"2012-10-17\"";
    }

    @Override
    public String reason() {
      return "\"%s\" is plain text, as the document does not say %s".formatted(found, expected());
    }
  }

  /// An Allow for everyone, the anonymous included, on no condition.
  record OpenToEveryone(Place place, String found) implements Warning {
    @Override
    public String expected() {
      return "named principals or a condition";
    }

    @Override
    public String reason() {
      return "everyone is allowed this, without signing even, and without condition";
    }
  }
}
