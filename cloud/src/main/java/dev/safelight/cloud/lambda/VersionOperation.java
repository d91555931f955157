package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Access;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;

/// The names that a function goes by: its versions, its aliases and its tags. See AWS: "Manage
/// Lambda function versions", "Create an alias for a Lambda function", "Using tags on Lambda
/// functions".
sealed interface VersionOperation extends LambdaOperation.OnFunction {
  @Override
  default List<Access> needs() {
    return List.of(Access.to("lambda:" + name(), function().toString()));
  }

  record PublishVersion(FunctionArn function, PublishVersionRequest request)
      implements VersionOperation {}

  record ListVersionsByFunction(FunctionArn function, ListVersionsByFunctionRequest request)
      implements VersionOperation {}

  record CreateAlias(FunctionArn function, CreateAliasRequest request)
      implements VersionOperation {}

  record UpdateAlias(FunctionArn function, UpdateAliasRequest request)
      implements VersionOperation {}

  record GetAlias(FunctionArn function, String alias) implements VersionOperation {}

  record ListAliases(FunctionArn function, ListAliasesRequest request)
      implements VersionOperation {}

  record DeleteAlias(FunctionArn function, String alias) implements VersionOperation {}

  record TagResource(FunctionArn function, Map<String, String> tags) implements VersionOperation {
    @Override
    public List<Access> needs() {
      var keys = new HashMap<String, List<String>>();
      tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
      keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
      return List.of(new Access("lambda:TagResource", function.toString(), keys));
    }
  }

  record UntagResource(FunctionArn function, List<String> keys) implements VersionOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          new Access("lambda:UntagResource", function.toString(), Map.of("aws:TagKeys", keys)));
    }
  }

  record ListTags(FunctionArn function) implements VersionOperation {}

  static Optional<VersionOperation> of(SdkPojo shape, String account, String region) {
    return Optional.ofNullable(operation(shape, account, region));
  }

  private static @Nullable VersionOperation operation(
      SdkPojo shape, String account, String region) {
    return switch (shape) {
      case PublishVersionRequest r ->
          new PublishVersion(FunctionArn.unqualified(r.functionName(), region, account), r);
      case ListVersionsByFunctionRequest r ->
          new ListVersionsByFunction(FunctionArn.unqualified(r.functionName(), region, account), r);
      case CreateAliasRequest r ->
          new CreateAlias(FunctionArn.unqualified(r.functionName(), region, account), r);
      case UpdateAliasRequest r ->
          new UpdateAlias(FunctionArn.unqualified(r.functionName(), region, account), r);
      case GetAliasRequest r ->
          new GetAlias(
              FunctionArn.unqualified(r.functionName(), region, account), Aliases.name(r.name()));
      case ListAliasesRequest r ->
          new ListAliases(FunctionArn.unqualified(r.functionName(), region, account), r);
      case DeleteAliasRequest r ->
          new DeleteAlias(
              FunctionArn.unqualified(r.functionName(), region, account), Aliases.name(r.name()));
      case TagResourceRequest r -> new TagResource(tagged(r.resource(), region, account), r.tags());
      case UntagResourceRequest r ->
          new UntagResource(tagged(r.resource(), region, account), r.tagKeys());
      case ListTagsRequest r -> new ListTags(tagged(r.resource(), region, account));
      default -> null;
    };
  }

  private static FunctionArn tagged(@Nullable String arn, String region, String account) {
    if (arn == null || !arn.matches("arn:aws:lambda:[a-z0-9-]+:\\d{12}:function:.*")) {
      throw Configuration.validation("resource", arn, "Member must be the ARN of a function");
    }
    var function = FunctionArn.of(arn, null, region, account);
    if (!arn.equals(function.function().toString())) {
      throw Configuration.invalid(
          "Tags on function aliases and versions are not supported. Please specify either a function name or an unqualified function ARN.");
    }
    return function;
  }
}
