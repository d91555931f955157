package dev.safelight.cloud.ssm;

import dev.safelight.cloud.ssm.ParameterName.Selected;
import dev.safelight.cloud.ssm.Rows.Version;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;

/// Reads parameters. See AWS: "GetParameter", "GetParameters", "GetParametersByPath",
/// "GetParameterHistory".
final class Getting {
  private static final int PATH_PAGE = 10;
  private static final int HISTORY_PAGE = 50;

  private Getting() {}

  static GetParameterResponse one(Transaction transaction, Selected selected) {
    if (Rows.find(transaction, selected.name()).isEmpty()) {
      // AWS says no more than the code.
      throw Invalid.of("ParameterNotFound", "");
    }
    var version =
        find(transaction, selected)
            .orElseThrow(() ->
                Invalid.of(
                    "ParameterVersionNotFound",
                    "Systems Manager could not find version %s of %s. Verify the version and try again."
                        .formatted(selected.selector().substring(1), selected.name().text())));
    return GetParameterResponse.builder().parameter(shape(version, selected.selector())).build();
  }

  private static Optional<Version> find(Transaction transaction, Selected selected) {
    if (selected.selector().isEmpty()) {
      return Rows.find(transaction, selected.name());
    }
    // Labels cannot be set here, so that none is found.
    return Rows.history(transaction, selected.name()).stream()
        .filter(version -> selected.selector().equals(":" + version.version()))
        .findFirst();
  }

  static GetParametersResponse all(Transaction transaction, SsmOperation.GetParameters operation) {
    var found = new ArrayList<Parameter>();
    var missing = new ArrayList<String>();
    for (int i = 0; i < operation.names().size(); i++) {
      var selected = operation.selected().get(i);
      var version = find(transaction, selected);
      if (version.isPresent()) {
        found.add(shape(version.get(), selected.selector()));
      } else {
        missing.add(operation.names().get(i));
      }
    }
    return GetParametersResponse.builder().parameters(found).invalidParameters(missing).build();
  }

  static GetParametersByPathResponse path(
      Transaction transaction, SsmOperation.GetParametersByPath operation) {
    var request = operation.request();
    var path = operation.path().text();
    boolean deep = Boolean.TRUE.equals(request.recursive());
    var filters = Filter.ofPath(request.parameterFilters());
    var page =
        Page.of(
            Rows.all(transaction, operation.path().region(), operation.path().account()).stream()
                .filter(version -> Filter.under(version.name().text(), path, deep))
                .filter(version ->
                    filters.stream().allMatch(filter -> filter.takes(transaction, version)))
                .toList(),
            version -> version.name().text(),
            request.nextToken(),
            Invalid.most(request.maxResults(), PATH_PAGE));
    return GetParametersByPathResponse.builder()
        .parameters(page.items().stream().map(version -> shape(version, "")).toList())
        .nextToken(page.token())
        .build();
  }

  static GetParameterHistoryResponse history(
      Transaction transaction, SsmOperation.GetParameterHistory operation) {
    var request = operation.request();
    var versions = Rows.history(transaction, operation.parameter());
    if (versions.isEmpty()) {
      throw Invalid.of("ParameterNotFound", "");
    }
    var page =
        Page.of(
            versions,
            version -> "%019d".formatted(version.version()),
            request.nextToken(),
            Invalid.most(request.maxResults(), HISTORY_PAGE));
    return GetParameterHistoryResponse.builder()
        .parameters(page.items().stream().map(Getting::past).toList())
        .nextToken(page.token())
        .build();
  }

  private static Parameter shape(Version version, String selector) {
    var shape =
        Parameter.builder()
            .name(version.name().text())
            .type(version.type())
            .value(version.value())
            .version(version.version())
            .lastModifiedDate(version.modified())
            .arn(version.name().arn())
            .dataType("text");
    if (!selector.isEmpty()) {
      shape.selector(selector);
    }
    return shape.build();
  }

  private static ParameterHistory past(Version version) {
    var shape =
        ParameterHistory.builder()
            .name(version.name().text())
            .type(version.type())
            .value(version.value())
            .version(version.version())
            .lastModifiedDate(version.modified())
            .lastModifiedUser(version.writer())
            .tier("Standard")
            .dataType("text");
    if (!version.description().isEmpty()) {
      shape.description(version.description());
    }
    if (!version.pattern().isEmpty()) {
      shape.allowedPattern(version.pattern());
    }
    return shape.build();
  }
}
