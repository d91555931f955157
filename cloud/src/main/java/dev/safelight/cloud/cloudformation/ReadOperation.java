package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Access;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ListExportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListImportsRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStacksRequest;

/// What stacks are and have been.
sealed interface ReadOperation extends CloudFormationOperation {
  record DescribeStacks(Home home, DescribeStacksRequest request) implements ReadOperation {
    public DescribeStacks {
      Supported.requireOnly(request, Set.of("StackName", "NextToken"));
      if (request.stackName() != null) {
        Names.stackOrId(request.stackName());
      }
    }

    @Override
    public List<Access> needs() {
      return request.stackName() == null ? on("*") : on(request.stackName());
    }
  }

  record ListStacks(Home home, ListStacksRequest request) implements ReadOperation {
    @Override
    public List<Access> needs() {
      return onAll();
    }
  }

  record DescribeStackEvents(Home home, DescribeStackEventsRequest request)
      implements ReadOperation {
    public DescribeStackEvents {
      Supported.requireOnly(request, Set.of("StackName", "NextToken"));
      Names.stackOrId(request.stackName());
    }

    @Override
    public List<Access> needs() {
      return on(request.stackName());
    }
  }

  record DescribeStackResources(Home home, DescribeStackResourcesRequest request)
      implements ReadOperation {
    public DescribeStackResources {
      if (request.stackName() != null && request.physicalResourceId() != null) {
        throw Faults.validation(
            "You must specify either StackName or PhysicalResourceId, but not both.");
      }
      if (request.physicalResourceId() == null) {
        Names.stackOrId(request.stackName());
      }
    }

    @Override
    public List<Access> needs() {
      return on(
          request.stackName() == null
              ? StackResources.holding(home, request.physicalResourceId())
              : request.stackName());
    }
  }

  record DescribeStackResource(Home home, DescribeStackResourceRequest request)
      implements ReadOperation {
    public DescribeStackResource {
      Names.stackOrId(request.stackName());
      Names.required(request.logicalResourceId(), "logicalResourceId");
    }

    @Override
    public List<Access> needs() {
      return on(request.stackName());
    }
  }

  record ListStackResources(Home home, ListStackResourcesRequest request) implements ReadOperation {
    public ListStackResources {
      Names.stackOrId(request.stackName());
    }

    @Override
    public List<Access> needs() {
      return on(request.stackName());
    }
  }

  record ListExports(Home home, ListExportsRequest request) implements ReadOperation {
    @Override
    public List<Access> needs() {
      return onAll();
    }
  }

  record ListImports(Home home, ListImportsRequest request) implements ReadOperation {
    public ListImports {
      Names.required(request.exportName(), "exportName");
    }

    @Override
    public List<Access> needs() {
      return onAll();
    }
  }

  static boolean isGiven(@Nullable String text) {
    return text != null && !text.isEmpty();
  }
}
