package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.cloudformation.CloudFormationOperation.Home;
import dev.safelight.cloud.cloudformation.ReadOperation.DescribeStackEvents;
import dev.safelight.cloud.cloudformation.ReadOperation.DescribeStackResource;
import dev.safelight.cloud.cloudformation.ReadOperation.DescribeStackResources;
import dev.safelight.cloud.cloudformation.ReadOperation.DescribeStacks;
import dev.safelight.cloud.cloudformation.ReadOperation.ListExports;
import dev.safelight.cloud.cloudformation.ReadOperation.ListImports;
import dev.safelight.cloud.cloudformation.ReadOperation.ListStackResources;
import dev.safelight.cloud.cloudformation.ReadOperation.ListStacks;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.ParameterType;
import dev.safelight.template.resolve.ParameterValue;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourceResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.ListExportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListImportsResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/// Shows stacks.
record Describing(Desk desk) {
  Outcome act(ReadOperation operation, Transaction transaction) {
    return switch (operation) {
      case DescribeStacks it -> stacks(it, transaction);
      case ListStacks it -> list(it, transaction);
      case DescribeStackEvents it -> events(it, transaction);
      case DescribeStackResources it -> resources(it, transaction);
      case DescribeStackResource it -> resource(it, transaction);
      case ListStackResources it -> listed(it, transaction);
      case ListExports it -> exports(it, transaction);
      case ListImports it -> imports(it, transaction);
    };
  }

  /// @throws dev.safelight.cloud.call.Fault `Stack with id X does not exist`
  Stack stack(Home home, String nameOrId, Transaction transaction) {
    return desk.stacks()
        .find(home.account(), home.region(), nameOrId, transaction)
        .orElseThrow(() -> Faults.noStack(nameOrId));
  }

  private Outcome stacks(DescribeStacks it, Transaction transaction) {
    var name = it.request().stackName();
    if (name != null) {
      var stack = stack(it.home(), name, transaction);
      return Outcome.of(DescribeStacksResponse.builder().stacks(shown(stack, transaction)).build());
    }
    var page =
        Page.of(
            desk.stacks().all(it.home().account(), it.home().region(), transaction).stream()
                .filter(Stack::isLive)
                .toList(),
            it.request().nextToken());
    return Outcome.of(
        DescribeStacksResponse.builder()
            .stacks(page.list().stream().map(each -> shown(each, transaction)).toList())
            .nextToken(page.next())
            .build());
  }

  private software.amazon.awssdk.services.cloudformation.model.Stack shown(
      Stack stack, Transaction transaction) {
    var shown =
        software.amazon.awssdk.services.cloudformation.model.Stack.builder()
            .stackId(stack.id())
            .stackName(stack.name())
            .creationTime(stack.created())
            .rollbackConfiguration(configuration -> {})
            .stackStatus(stack.status())
            .disableRollback(stack.disablesRollback())
            .notificationARNs(List.of())
            .tags(List.<Tag>of())
            .enableTerminationProtection(stack.isProtected())
            .driftInformation(drift -> drift.stackDriftStatus("NOT_CHECKED"));
    if (!stack.reason().isEmpty()) {
      shown.stackStatusReason(stack.reason());
    }
    if (!stack.changeSet().isEmpty()) {
      shown.changeSetId(stack.changeSet());
    }
    if (!stack.role().isEmpty()) {
      shown.roleARN(stack.role());
    }
    if (stack.timeout() > 0) {
      shown.timeoutInMinutes(stack.timeout());
    }
    if (stack.updated().isAfter(Instant.EPOCH)) {
      shown.lastUpdatedTime(stack.updated());
    }
    if (stack.deleted().isAfter(Instant.EPOCH)) {
      shown.deletionTime(stack.deleted());
    }
    if (stack.shown() != 0) {
      var version = Version.get(stack.shown(), transaction);
      var description = version.parsed().description();
      if (!description.isEmpty()) {
        shown.description(description);
      }
      shown
          .parameters(parameters(version))
          .tags(tags(version))
          .capabilitiesWithStrings(version.capabilities());
    }
    var outputs = Outputs.of(stack, transaction);
    if (!outputs.isEmpty()) {
      shown.outputs(outputs.stream().map(Describing::output).toList());
    }
    return shown.build();
  }

  private static Output output(Outputs.Output output) {
    var shown = Output.builder().outputKey(output.name()).outputValue(output.value());
    if (!output.description().isEmpty()) {
      shown.description(output.description());
    }
    if (!output.export().isEmpty()) {
      shown.exportName(output.export());
    }
    return shown.build();
  }

  /// As given, secrets hidden; also of what cannot be resolved any more.
  static List<Parameter> parameters(Version version) {
    return version.parsed().parameters().values().stream()
        .map(each -> {
          var given = version.parameters().getOrDefault(each.name(), "");
          var value = each.noEcho() ? ParameterValue.HIDDEN : given;
          var shown = Parameter.builder().parameterKey(each.name()).parameterValue(value);
          if (each.type() instanceof ParameterType.SsmValue) {
            shown.resolvedValue(each.noEcho() ? value : version.ssm().getOrDefault(given, ""));
          }
          return shown.build();
        })
        .toList();
  }

  static List<Tag> tags(Version version) {
    return version.tags().entrySet().stream()
        .map(each -> Tag.builder().key(each.getKey()).value(each.getValue()).build())
        .toList();
  }

  private Outcome list(ListStacks it, Transaction transaction) {
    var wanted = it.request().stackStatusFilters();
    var page =
        Page.of(
            desk.stacks().all(it.home().account(), it.home().region(), transaction).stream()
                .filter(stack -> wanted.isEmpty() || wanted.contains(stack.status()))
                .toList(),
            it.request().nextToken());
    return Outcome.of(
        ListStacksResponse.builder()
            .stackSummaries(page.list().stream().map(stack -> summary(stack, transaction)).toList())
            .nextToken(page.next())
            .build());
  }

  private static StackSummary summary(Stack stack, Transaction transaction) {
    var summary =
        StackSummary.builder()
            .stackId(stack.id())
            .stackName(stack.name())
            .creationTime(stack.created())
            .stackStatus(stack.status())
            .driftInformation(drift -> drift.stackDriftStatus("NOT_CHECKED"));
    if (!stack.reason().isEmpty()) {
      summary.stackStatusReason(stack.reason());
    }
    if (stack.updated().isAfter(Instant.EPOCH)) {
      summary.lastUpdatedTime(stack.updated());
    }
    if (stack.deleted().isAfter(Instant.EPOCH)) {
      summary.deletionTime(stack.deleted());
    }
    if (stack.shown() != 0) {
      var description = Version.get(stack.shown(), transaction).parsed().description();
      if (!description.isEmpty()) {
        summary.templateDescription(description);
      }
    }
    return summary.build();
  }

  private Outcome events(DescribeStackEvents it, Transaction transaction) {
    var stack = stack(it.home(), it.request().stackName(), transaction);
    long before = Page.number(it.request().nextToken(), Long.MAX_VALUE);
    var events = Events.newest(stack, before, Page.MOST, transaction);
    var answer =
        DescribeStackEventsResponse.builder()
            .stackEvents(events.stream().map(Events.Numbered::event).toList());
    if (events.size() == Page.MOST) {
      answer.nextToken(Long.toString(events.getLast().number()));
    }
    return Outcome.of(answer.build());
  }

  private Outcome resources(DescribeStackResources it, Transaction transaction) {
    var request = it.request();
    var stack =
        request.stackName() == null
            ? owner(it.home(), request.physicalResourceId(), transaction)
            : stack(it.home(), request.stackName(), transaction);
    var wanted = request.logicalResourceId();
    return Outcome.of(
        DescribeStackResourcesResponse.builder()
            .stackResources(
                desk.parts().shown(stack, transaction).stream()
                    .filter(part -> wanted == null || part.logicalId().equals(wanted))
                    .map(part -> Shown.resource(stack, part))
                    .toList())
            .build());
  }

  private Stack owner(Home home, String physicalId, Transaction transaction) {
    return desk.parts()
        .owner(
            desk.stacks().all(home.account(), home.region(), transaction), physicalId, transaction)
        .orElseThrow(() -> Faults.validation("Stack for " + physicalId + " does not exist"));
  }

  private Outcome resource(DescribeStackResource it, Transaction transaction) {
    var stack = stack(it.home(), it.request().stackName(), transaction);
    var wanted = it.request().logicalResourceId();
    var part =
        desk.parts().shown(stack, transaction).stream()
            .filter(each -> each.logicalId().equals(wanted))
            .findFirst()
            .orElseThrow(() ->
                Faults.validation(
                    "Resource %s does not exist for stack %s".formatted(wanted, stack.name())));
    var metadata = Shown.metadata(stack, wanted, transaction);
    return Outcome.of(
        DescribeStackResourceResponse.builder()
            .stackResourceDetail(Shown.detail(stack, part, metadata))
            .build());
  }

  private Outcome listed(ListStackResources it, Transaction transaction) {
    var stack = stack(it.home(), it.request().stackName(), transaction);
    var page = Page.of(desk.parts().shown(stack, transaction), it.request().nextToken());
    return Outcome.of(
        ListStackResourcesResponse.builder()
            .stackResourceSummaries(page.list().stream().map(Shown::summary).toList())
            .nextToken(page.next())
            .build());
  }

  private static Outcome exports(ListExports it, Transaction transaction) {
    var page =
        Page.of(
            Outputs.exports(it.home().account(), it.home().region(), transaction),
            it.request().nextToken());
    return Outcome.of(
        ListExportsResponse.builder()
            .exports(
                page.list().stream()
                    .map(each ->
                        Export.builder()
                            .exportingStackId(each.stack())
                            .name(each.export())
                            .value(each.value())
                            .build())
                    .toList())
            .nextToken(page.next())
            .build());
  }

  private static Outcome imports(ListImports it, Transaction transaction) {
    var home = it.home();
    var name = it.request().exportName();
    var users = Outputs.importers(home.account(), home.region(), name, transaction);
    if (users.isEmpty()) {
      throw Faults.validation("Export '" + name + "' is not imported by any stack.");
    }
    var page = Page.of(users, it.request().nextToken());
    return Outcome.of(
        ListImportsResponse.builder().imports(page.list()).nextToken(page.next()).build());
  }
}
