package dev.safelight.cloud.ssm;

import dev.safelight.cloud.protocol.AwsJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;

/// Which operation a target, or a shape, asks for.
final class Recognition {
  /// The most names of one request.
  private static final int MOST_NAMES = 10;

  private static final Pattern PATH =
      Pattern.compile("/(?:[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*/?)?");

  private interface Reading {
    SdkPojo of(AwsJson protocol, byte[] body);
  }

  private static final Map<String, Reading> TARGETS =
      Map.ofEntries(
          Map.entry("PutParameter", (p, b) -> p.read(PutParameterRequest.builder(), b)),
          Map.entry("GetParameter", (p, b) -> p.read(GetParameterRequest.builder(), b)),
          Map.entry("GetParameters", (p, b) -> p.read(GetParametersRequest.builder(), b)),
          Map.entry(
              "GetParametersByPath", (p, b) -> p.read(GetParametersByPathRequest.builder(), b)),
          Map.entry(
              "GetParameterHistory", (p, b) -> p.read(GetParameterHistoryRequest.builder(), b)),
          Map.entry("DescribeParameters", (p, b) -> p.read(DescribeParametersRequest.builder(), b)),
          Map.entry("DeleteParameter", (p, b) -> p.read(DeleteParameterRequest.builder(), b)),
          Map.entry("DeleteParameters", (p, b) -> p.read(DeleteParametersRequest.builder(), b)),
          Map.entry("AddTagsToResource", (p, b) -> p.read(AddTagsToResourceRequest.builder(), b)),
          Map.entry(
              "RemoveTagsFromResource",
              (p, b) -> p.read(RemoveTagsFromResourceRequest.builder(), b)),
          Map.entry(
              "ListTagsForResource", (p, b) -> p.read(ListTagsForResourceRequest.builder(), b)));

  private Recognition() {}

  /// The shape of a target's operation; empty where it is none of ours.
  static Optional<SdkPojo> read(AwsJson protocol, String target, byte[] body) {
    return Optional.ofNullable(TARGETS.get(target)).map(reading -> reading.of(protocol, body));
  }

  static Optional<SsmOperation> of(SdkPojo shape, String account, String region) {
    return Optional.ofNullable(operation(shape, account, region));
  }

  private static @Nullable SsmOperation operation(SdkPojo shape, String account, String region) {
    return switch (shape) {
      case PutParameterRequest r -> {
        Putting.check(r);
        yield new SsmOperation.PutParameter(
            ParameterName.put(r.name(), region, account), r, ParameterTags.checked(r.tags()));
      }
      case GetParameterRequest r ->
          new SsmOperation.GetParameter(ParameterName.asked(r.name(), region, account));
      case GetParametersRequest r ->
          new SsmOperation.GetParameters(
              names(r.names()),
              r.names().stream().map(name -> ParameterName.asked(name, region, account)).toList());
      case GetParametersByPathRequest r ->
          new SsmOperation.GetParametersByPath(
              new ParameterName(region, account, path(r.path())), r);
      case GetParameterHistoryRequest r ->
          new SsmOperation.GetParameterHistory(
              ParameterName.asked(r.name(), region, account).name(), r);
      case DescribeParametersRequest r -> {
        Invalid.requireOnly(
            r, java.util.Set.of("Filters", "ParameterFilters", "MaxResults", "NextToken"));
        yield new SsmOperation.DescribeParameters(region, account, r);
      }
      case DeleteParameterRequest r ->
          new SsmOperation.DeleteParameter(ParameterName.asked(r.name(), region, account).name());
      case DeleteParametersRequest r ->
          new SsmOperation.DeleteParameters(
              names(r.names()).stream()
                  .map(name -> ParameterName.asked(name, region, account).name())
                  .toList());
      case AddTagsToResourceRequest r ->
          new SsmOperation.AddTagsToResource(
              ParameterTags.resource(r.resourceTypeAsString(), r.resourceId(), region, account),
              ParameterTags.checked(r.tags()));
      case RemoveTagsFromResourceRequest r ->
          new SsmOperation.RemoveTagsFromResource(
              ParameterTags.resource(r.resourceTypeAsString(), r.resourceId(), region, account),
              r.tagKeys());
      case ListTagsForResourceRequest r ->
          new SsmOperation.ListTagsForResource(
              ParameterTags.resource(r.resourceTypeAsString(), r.resourceId(), region, account));
      default -> null;
    };
  }

  private static List<String> names(List<String> names) {
    if (names.isEmpty() || names.size() > MOST_NAMES) {
      throw Invalid.member(names, "names", "have length between 1 and " + MOST_NAMES);
    }
    return List.copyOf(names);
  }

  private static String path(@Nullable String path) {
    if (path == null || !PATH.matcher(path).matches()) {
      throw Invalid.request(
          "The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash \"/\". It can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol \"/\". Valid example: /get/parameters2-/by1./path0_.");
    }
    return path;
  }
}
