package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Access;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ListChangeSetsRequest;

/// What shows changes before they are made.
sealed interface ChangeSetOperation extends CloudFormationOperation {
  record CreateChangeSet(Home home, CreateChangeSetRequest request, Wish wish)
      implements ChangeSetOperation {
    public CreateChangeSet(Home home, CreateChangeSetRequest request) {
      this(home, request, Wish.of(request));
    }

    public CreateChangeSet {
      Names.stackOrId(request.stackName());
      Names.changeSet(request.changeSetName());
      Supported.requireOnly(
          request,
          Set.of(
              "StackName",
              "TemplateBody",
              "TemplateURL",
              "UsePreviousTemplate",
              "Parameters",
              "Capabilities",
              "ResourceTypes",
              "RoleARN",
              "Tags",
              "ChangeSetName",
              "ClientToken",
              "Description",
              "ChangeSetType",
              "IncludeNestedStacks",
              "OnStackFailure"));
    }

    @Override
    public List<Access> needs() {
      var keys = new LinkedHashMap<>(wish.keys());
      keys.put("cloudformation:ChangeSetName", List.of(request.changeSetName()));
      return wish.passing(on(request.stackName(), keys));
    }

    @Override
    public boolean carriesPayload() {
      return true;
    }
  }

  /// Those that name a change set: its ARN, or its name and the stack's.
  sealed interface OnOne extends ChangeSetOperation {
    String changeSet();

    @Nullable String stack();

    @Override
    default List<Access> needs() {
      return on(
          which(changeSet(), stack()),
          Map.of("cloudformation:ChangeSetName", List.of(name(changeSet()))));
    }

    /// What is asked about: the change set's ARN wherever it is given, whose stack is looked up. A
    /// stack that is named beside it decides nothing, or who may act on one stack could act on all.
    static String which(String changeSet, @Nullable String stack) {
      return stack == null || changeSet.startsWith("arn:") ? changeSet : stack;
    }

    /// `arn:aws:cloudformation:REGION:ACCOUNT:changeSet/NAME/UUID`
    private static String name(String nameOrId) {
      return nameOrId.startsWith("arn:") && nameOrId.contains("/")
          ? nameOrId.split("/", -1)[1]
          : nameOrId;
    }

    static void check(String changeSet, @Nullable String stack) {
      Names.changeSetOrId(changeSet);
      if (stack != null) {
        Names.stackOrId(stack);
      } else if (!changeSet.startsWith("arn:")) {
        throw Faults.validation(
            "StackName must be specified if ChangeSetName is not specified as an ARN.");
      }
    }
  }

  record DescribeChangeSet(Home home, DescribeChangeSetRequest request) implements OnOne {
    public DescribeChangeSet {
      OnOne.check(Names.required(request.changeSetName(), "changeSetName"), request.stackName());
    }

    @Override
    public String changeSet() {
      return request.changeSetName();
    }

    @Override
    public @Nullable String stack() {
      return request.stackName();
    }
  }

  record ExecuteChangeSet(Home home, ExecuteChangeSetRequest request) implements OnOne {
    public ExecuteChangeSet {
      OnOne.check(Names.required(request.changeSetName(), "changeSetName"), request.stackName());
    }

    @Override
    public String changeSet() {
      return request.changeSetName();
    }

    @Override
    public @Nullable String stack() {
      return request.stackName();
    }
  }

  record DeleteChangeSet(Home home, DeleteChangeSetRequest request) implements OnOne {
    public DeleteChangeSet {
      OnOne.check(Names.required(request.changeSetName(), "changeSetName"), request.stackName());
    }

    @Override
    public String changeSet() {
      return request.changeSetName();
    }

    @Override
    public @Nullable String stack() {
      return request.stackName();
    }
  }

  record ListChangeSets(Home home, ListChangeSetsRequest request) implements ChangeSetOperation {
    public ListChangeSets {
      Names.stackOrId(request.stackName());
    }

    @Override
    public List<Access> needs() {
      return on(request.stackName());
    }
  }
}
