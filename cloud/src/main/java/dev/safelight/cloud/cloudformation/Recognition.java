package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.CloudFormationOperation.Home;
import dev.safelight.cloud.protocol.Query;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;

/// Forms and shapes into operations: the one list of what there is.
final class Recognition {
  private Recognition() {}

  /// The shape of a form; empty for an operation that is not here.
  static Optional<SdkPojo> shape(Query query, Query.Form form) {
    return Optional.ofNullable(
        switch (form.action()) {
          case "CreateStack" -> query.read(CreateStackRequest.builder(), form);
          case "UpdateStack" -> query.read(UpdateStackRequest.builder(), form);
          case "DeleteStack" -> query.read(DeleteStackRequest.builder(), form);
          case "CancelUpdateStack" -> query.read(CancelUpdateStackRequest.builder(), form);
          case "ContinueUpdateRollback" ->
              query.read(ContinueUpdateRollbackRequest.builder(), form);
          case "UpdateTerminationProtection" ->
              query.read(UpdateTerminationProtectionRequest.builder(), form);
          case "CreateChangeSet" -> query.read(CreateChangeSetRequest.builder(), form);
          case "DescribeChangeSet" -> query.read(DescribeChangeSetRequest.builder(), form);
          case "ExecuteChangeSet" -> query.read(ExecuteChangeSetRequest.builder(), form);
          case "DeleteChangeSet" -> query.read(DeleteChangeSetRequest.builder(), form);
          case "ListChangeSets" -> query.read(ListChangeSetsRequest.builder(), form);
          case "ValidateTemplate" -> query.read(ValidateTemplateRequest.builder(), form);
          case "GetTemplate" -> query.read(GetTemplateRequest.builder(), form);
          case "GetTemplateSummary" -> query.read(GetTemplateSummaryRequest.builder(), form);
          case "DescribeStacks" -> query.read(DescribeStacksRequest.builder(), form);
          case "ListStacks" -> query.read(ListStacksRequest.builder(), form);
          case "DescribeStackEvents" -> query.read(DescribeStackEventsRequest.builder(), form);
          case "DescribeStackResources" ->
              query.read(DescribeStackResourcesRequest.builder(), form);
          case "DescribeStackResource" -> query.read(DescribeStackResourceRequest.builder(), form);
          case "ListStackResources" -> query.read(ListStackResourcesRequest.builder(), form);
          case "ListExports" -> query.read(ListExportsRequest.builder(), form);
          case "ListImports" -> query.read(ListImportsRequest.builder(), form);
          default -> null;
        });
  }

  /// The operation of a shape.
  static Optional<CloudFormationOperation> operation(SdkPojo shape, Home home) {
    return Optional.ofNullable(
        switch (shape) {
          case CreateStackRequest it -> new StackOperation.CreateStack(home, it);
          case UpdateStackRequest it -> new StackOperation.UpdateStack(home, it);
          case DeleteStackRequest it -> new StackOperation.DeleteStack(home, it);
          case CancelUpdateStackRequest it -> new StackOperation.CancelUpdateStack(home, it);
          case ContinueUpdateRollbackRequest it ->
              new StackOperation.ContinueUpdateRollback(home, it);
          case UpdateTerminationProtectionRequest it ->
              new StackOperation.UpdateTerminationProtection(home, it);
          case CreateChangeSetRequest it -> new ChangeSetOperation.CreateChangeSet(home, it);
          case DescribeChangeSetRequest it -> new ChangeSetOperation.DescribeChangeSet(home, it);
          case ExecuteChangeSetRequest it -> new ChangeSetOperation.ExecuteChangeSet(home, it);
          case DeleteChangeSetRequest it -> new ChangeSetOperation.DeleteChangeSet(home, it);
          case ListChangeSetsRequest it -> new ChangeSetOperation.ListChangeSets(home, it);
          case ValidateTemplateRequest it -> new TemplateOperation.ValidateTemplate(home, it);
          case GetTemplateRequest it -> new TemplateOperation.GetTemplate(home, it);
          case GetTemplateSummaryRequest it -> new TemplateOperation.GetTemplateSummary(home, it);
          case DescribeStacksRequest it -> new ReadOperation.DescribeStacks(home, it);
          case ListStacksRequest it -> new ReadOperation.ListStacks(home, it);
          case DescribeStackEventsRequest it -> new ReadOperation.DescribeStackEvents(home, it);
          case DescribeStackResourcesRequest it ->
              new ReadOperation.DescribeStackResources(home, it);
          case DescribeStackResourceRequest it -> new ReadOperation.DescribeStackResource(home, it);
          case ListStackResourcesRequest it -> new ReadOperation.ListStackResources(home, it);
          case ListExportsRequest it -> new ReadOperation.ListExports(home, it);
          case ListImportsRequest it -> new ReadOperation.ListImports(home, it);
          default -> null;
        });
  }
}
