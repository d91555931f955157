package dev.safelight.cloud.ssm;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.ssm.Rows.Version;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.document.Regex;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/// `PutParameter`: plain values of the standard tier. See AWS: "PutParameter".
final class Putting {
  private static final int LONGEST_VALUE = 4096;
  private static final int LONGEST_PATTERN = 1024;
  private static final int LONGEST_DESCRIPTION = 1024;
  private static final Set<String> ACTED_ON =
      Set.of(
          "Name",
          "Description",
          "Value",
          "Type",
          "Overwrite",
          "AllowedPattern",
          "Tags",
          "Tier",
          "DataType");

  private Putting() {}

  /// What can be said of a request without looking at what is there.
  static void check(PutParameterRequest request) {
    switch (text(request.typeAsString())) {
      case "", "String", "StringList" -> {}
      case "SecureString" ->
          throw Invalid.request(
              "Type SecureString is not supported by this environment: it has no KMS");
      case String other ->
          throw Invalid.member(
              other, "type", "satisfy enum value set: [SecureString, StringList, String]");
    }
    Invalid.requireOnly(request, ACTED_ON);
    requireKnown("Tier", text(request.tierAsString()), "Standard");
    requireKnown("DataType", text(request.dataType()), "text");
    var value = text(request.value());
    if (value.isEmpty()) {
      throw Invalid.member(value, "value", "have length greater than or equal to 1");
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST_VALUE) {
      throw Invalid.request(
          "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html");
    }
    if (text(request.description()).length() > LONGEST_DESCRIPTION) {
      throw Invalid.member(
          request.description(),
          "description",
          "have length less than or equal to " + LONGEST_DESCRIPTION);
    }
    if (request.hasTags() && !request.tags().isEmpty() && overwrites(request)) {
      throw Invalid.request(
          "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.");
    }
    if (text(request.allowedPattern()).length() > LONGEST_PATTERN) {
      throw Invalid.member(
          request.allowedPattern(),
          "allowedPattern",
          "have length less than or equal to " + LONGEST_PATTERN);
    }
  }

  private static void requireKnown(String member, String value, String known) {
    if (!value.isEmpty() && !value.equals(known)) {
      throw Invalid.request(
          "%s %s is not supported by this environment, %s is".formatted(member, value, known));
    }
  }

  static PutParameterResponse put(
      SsmOperation.PutParameter put, Caller caller, Transaction transaction, Instant now) {
    var request = put.request();
    requireFit(text(request.allowedPattern()), text(request.value()));
    var old = Rows.find(transaction, put.parameter());
    if (Rows.find(transaction, put.parameter().twin()).isPresent()) {
      throw Invalid.of(
          "ParameterAlreadyExists",
          "The parameter %s has the same ARN.".formatted(put.parameter().twin().text()));
    }
    var version =
        new Version(
            put.parameter(),
            old.map(Version::version).orElse(0L) + 1,
            type(request, old),
            text(request.value()),
            request.description() == null
                ? old.map(Version::description).orElse("")
                : request.description(),
            text(request.allowedPattern()),
            now,
            caller.arn());
    Rows.insert(transaction, version);
    ParameterTags.add(transaction, put.parameter(), put.tags());
    return PutParameterResponse.builder().version(version.version()).tier("Standard").build();
  }

  /// Matching is work, which only those get who may put.
  private static void requireFit(String pattern, String value) {
    try {
      if (!pattern.isEmpty() && !Regex.of(pattern).isIn(value)) {
        throw Invalid.of(
            "ParameterPatternMismatchException",
            "Parameter value, cannot be validated against allowedPattern: " + pattern);
      }
    } catch (Regex.Unusable wrong) {
      throw Invalid.of(
          "InvalidAllowedPatternException",
          "The request doesn't meet the regular expression requirement: " + wrong.getMessage());
    }
  }

  private static String type(PutParameterRequest request, Optional<Version> old) {
    var asked = text(request.typeAsString());
    if (old.isEmpty()) {
      if (asked.isEmpty()) {
        throw Invalid.request("A parameter type is required when you create a parameter.");
      }
      return asked;
    }
    if (!overwrites(request)) {
      throw Invalid.of(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
    }
    if (!asked.isEmpty() && !asked.equals(old.get().type())) {
      throw Invalid.of(
          "HierarchyTypeMismatchException",
          "Parameter Store does not support changing a parameter type in a hierarchy. You must create a new, unique parameter.");
    }
    return old.get().type();
  }

  private static boolean overwrites(PutParameterRequest request) {
    return Boolean.TRUE.equals(request.overwrite());
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
