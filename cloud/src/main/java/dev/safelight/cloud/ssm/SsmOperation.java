package dev.safelight.cloud.ssm;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Operation;
import dev.safelight.cloud.ssm.ParameterName.Selected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/// What can be asked of Parameter Store. See AWS: "Actions, resources, and condition keys for AWS
/// Systems Manager".
public sealed interface SsmOperation extends Operation {
  @Override
  default String name() {
    return getClass().getSimpleName();
  }

  /// An operation on parameters, each of which must be allowed.
  sealed interface OnParameters extends SsmOperation {
    List<ParameterName> parameters();

    @Override
    default List<Access> needs() {
      return parameters().stream()
          .distinct()
          .map(parameter -> Access.to("ssm:" + name(), parameter.arn()))
          .toList();
    }
  }

  /// Whoever brings tags must be allowed to tag.
  record PutParameter(
      ParameterName parameter, PutParameterRequest request, Map<String, String> tags)
      implements SsmOperation {
    @Override
    public List<Access> needs() {
      var keys = requested(tags);
      var needs = new ArrayList<Access>();
      keys.put("ssm:Overwrite", List.of(String.valueOf(Boolean.TRUE.equals(request.overwrite()))));
      needs.add(new Access("ssm:PutParameter", parameter.arn(), keys));
      if (!tags.isEmpty()) {
        needs.add(new Access("ssm:AddTagsToResource", parameter.arn(), requested(tags)));
      }
      return List.copyOf(needs);
    }
  }

  record GetParameter(Selected selected) implements OnParameters {
    @Override
    public List<ParameterName> parameters() {
      return List.of(selected.name());
    }
  }

  record GetParameters(List<String> names, List<Selected> selected) implements OnParameters {
    @Override
    public List<ParameterName> parameters() {
      return selected.stream().map(Selected::name).toList();
    }
  }

  record GetParameterHistory(ParameterName parameter, GetParameterHistoryRequest request)
      implements OnParameters {
    @Override
    public List<ParameterName> parameters() {
      return List.of(parameter);
    }
  }

  /// Whoever may read a path may read what lies under it, even what is denied by its name. AWS says
  /// so: "GetParametersByPath".
  record GetParametersByPath(ParameterName path, GetParametersByPathRequest request)
      implements SsmOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          new Access(
              "ssm:GetParametersByPath",
              path.arn(),
              Map.of(
                  "ssm:Recursive",
                  List.of(String.valueOf(Boolean.TRUE.equals(request.recursive()))))));
    }
  }

  record DescribeParameters(String region, String account, DescribeParametersRequest request)
      implements SsmOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          Access.to("ssm:DescribeParameters", "arn:aws:ssm:%s:%s:*".formatted(region, account)));
    }
  }

  record DeleteParameter(ParameterName parameter) implements OnParameters {
    @Override
    public List<ParameterName> parameters() {
      return List.of(parameter);
    }
  }

  record DeleteParameters(List<ParameterName> parameters) implements OnParameters {}

  record AddTagsToResource(ParameterName parameter, Map<String, String> tags)
      implements SsmOperation {
    @Override
    public List<Access> needs() {
      return List.of(new Access("ssm:AddTagsToResource", parameter.arn(), requested(tags)));
    }
  }

  record RemoveTagsFromResource(ParameterName parameter, List<String> keys)
      implements SsmOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          new Access(
              "ssm:RemoveTagsFromResource",
              parameter.arn(),
              keys.isEmpty() ? Map.of() : Map.of("aws:TagKeys", keys)));
    }
  }

  record ListTagsForResource(ParameterName parameter) implements OnParameters {
    @Override
    public List<ParameterName> parameters() {
      return List.of(parameter);
    }
  }

  /// The condition keys of a request that brings tags.
  private static Map<String, List<String>> requested(Map<String, String> tags) {
    var keys = new TreeMap<String, List<String>>();
    tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
    if (!tags.isEmpty()) {
      keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
    }
    return keys;
  }
}
