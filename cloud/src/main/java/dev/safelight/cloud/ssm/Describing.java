package dev.safelight.cloud.ssm;

import dev.safelight.cloud.ssm.Rows.Version;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;

/// `DescribeParameters`: everything of a parameter but its value. See AWS: "DescribeParameters".
final class Describing {
  private static final int PAGE = 50;

  private Describing() {}

  static DescribeParametersResponse describe(
      Transaction transaction, SsmOperation.DescribeParameters operation) {
    var request = operation.request();
    if (!request.filters().isEmpty() && !request.parameterFilters().isEmpty()) {
      throw Invalid.request("You can use either Filters or ParameterFilters in a single request.");
    }
    var filters = new ArrayList<>(Filter.of(request.parameterFilters()));
    filters.addAll(Filter.ofOld(request.filters()));
    var page =
        Page.of(
            Rows.all(transaction, operation.region(), operation.account()).stream()
                .filter(version ->
                    filters.stream().allMatch(filter -> filter.takes(transaction, version)))
                .toList(),
            version -> version.name().text(),
            request.nextToken(),
            Invalid.most(request.maxResults(), PAGE));
    return DescribeParametersResponse.builder()
        .parameters(page.items().stream().map(Describing::shape).toList())
        .nextToken(page.token())
        .build();
  }

  private static ParameterMetadata shape(Version version) {
    var shape =
        ParameterMetadata.builder()
            .name(version.name().text())
            .arn(version.name().arn())
            .type(version.type())
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
