package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.Node;
import dev.safelight.template.resolve.Resolved;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDetail;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/// A resource as three operations show it.
final class Shown {
  private static final String NOT_CHECKED = "NOT_CHECKED";

  private Shown() {}

  static StackResource resource(Stack stack, Part part) {
    var shown =
        StackResource.builder()
            .stackName(stack.name())
            .stackId(stack.id())
            .logicalResourceId(part.logicalId())
            .resourceType(part.type())
            .timestamp(part.at())
            .resourceStatus(part.status())
            .driftInformation(drift -> drift.stackResourceDriftStatus(NOT_CHECKED));
    if (!part.applied().physicalId().isEmpty()) {
      shown.physicalResourceId(part.applied().physicalId());
    }
    if (!part.reason().isEmpty()) {
      shown.resourceStatusReason(part.reason());
    }
    return shown.build();
  }

  static StackResourceDetail detail(Stack stack, Part part, String metadata) {
    var shown =
        StackResourceDetail.builder()
            .stackName(stack.name())
            .stackId(stack.id())
            .logicalResourceId(part.logicalId())
            .resourceType(part.type())
            .lastUpdatedTimestamp(part.at())
            .resourceStatus(part.status())
            .metadata(metadata)
            .driftInformation(drift -> drift.stackResourceDriftStatus(NOT_CHECKED));
    if (!part.applied().physicalId().isEmpty()) {
      shown.physicalResourceId(part.applied().physicalId());
    }
    if (!part.reason().isEmpty()) {
      shown.resourceStatusReason(part.reason());
    }
    return shown.build();
  }

  static StackResourceSummary summary(Part part) {
    var shown =
        StackResourceSummary.builder()
            .logicalResourceId(part.logicalId())
            .resourceType(part.type())
            .lastUpdatedTimestamp(part.at())
            .resourceStatus(part.status())
            .driftInformation(drift -> drift.stackResourceDriftStatus(NOT_CHECKED));
    if (!part.applied().physicalId().isEmpty()) {
      shown.physicalResourceId(part.applied().physicalId());
    }
    if (!part.reason().isEmpty()) {
      shown.resourceStatusReason(part.reason());
    }
    return shown.build();
  }

  static String metadata(Stack stack, String logicalId, Transaction transaction) {
    if (stack.version() == 0) {
      return "{}";
    }
    var version = Version.get(stack.version(), transaction);
    // The secrets of a stack that is gone are gone too, and what was worked out of them.
    return !stack.isLive() && version.isSecret()
        ? "{}"
        : metadata(version.resolved(stack.pseudo()), logicalId);
  }

  private static String metadata(Resolved resolved, String logicalId) {
    var resource = resolved.resources().get(logicalId);
    return resource == null || resource.metadata() instanceof Node.Absent
        ? "{}"
        : Document.json(resource.metadata());
  }
}
