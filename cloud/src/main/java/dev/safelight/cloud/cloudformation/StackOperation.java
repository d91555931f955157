package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Access;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.UpdateTerminationProtectionRequest;

/// What makes stacks, changes and removes them.
sealed interface StackOperation extends CloudFormationOperation {
  record CreateStack(Home home, CreateStackRequest request, Wish wish) implements StackOperation {
    public CreateStack(Home home, CreateStackRequest request) {
      this(home, request, Wish.of(request));
    }

    public CreateStack {
      Names.stack(request.stackName());
      Supported.requireOnly(
          request,
          Set.of(
              "StackName",
              "TemplateBody",
              "TemplateURL",
              "Parameters",
              "DisableRollback",
              "TimeoutInMinutes",
              "Capabilities",
              "ResourceTypes",
              "RoleARN",
              "OnFailure",
              "Tags",
              "ClientRequestToken",
              "EnableTerminationProtection",
              "RetainExceptOnCreate"));
      if (request.onFailure() != null && request.disableRollback() != null) {
        throw Faults.validation("You can specify DisableRollback or OnFailure, but not both.");
      }
      if (request.timeoutInMinutes() != null && request.timeoutInMinutes() < 1) {
        throw Faults.validation(
            "1 validation error detected: Value '%d' at 'timeoutInMinutes' failed to satisfy constraint: Member must have value greater than or equal to 1"
                .formatted(request.timeoutInMinutes()));
      }
    }

    @Override
    public List<Access> needs() {
      return wish.passing(on(request.stackName(), wish.keys()));
    }

    @Override
    public boolean carriesPayload() {
      return true;
    }
  }

  record UpdateStack(Home home, UpdateStackRequest request, Wish wish) implements StackOperation {
    public UpdateStack(Home home, UpdateStackRequest request) {
      this(home, request, Wish.of(request));
    }

    public UpdateStack {
      Names.stackOrId(request.stackName());
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
              "DisableRollback",
              "ClientRequestToken",
              "RetainExceptOnCreate"));
    }

    @Override
    public List<Access> needs() {
      return wish.passing(on(request.stackName(), wish.keys()));
    }

    @Override
    public boolean carriesPayload() {
      return true;
    }
  }

  record DeleteStack(Home home, DeleteStackRequest request) implements StackOperation {
    public DeleteStack {
      Names.stackOrId(request.stackName());
      Names.role(request.roleARN());
      Supported.requireOnly(
          request, Set.of("StackName", "RetainResources", "RoleARN", "ClientRequestToken"));
    }

    @Override
    public List<Access> needs() {
      return Wish.passing(
          Names.role(request.roleARN()),
          on(request.stackName(), Wish.roleKey(Names.role(request.roleARN()))));
    }

    @Override
    public boolean carriesPayload() {
      return true;
    }
  }

  record CancelUpdateStack(Home home, CancelUpdateStackRequest request) implements StackOperation {
    public CancelUpdateStack {
      Names.stackOrId(request.stackName());
    }

    @Override
    public List<Access> needs() {
      return on(request.stackName());
    }
  }

  record ContinueUpdateRollback(Home home, ContinueUpdateRollbackRequest request)
      implements StackOperation {
    public ContinueUpdateRollback {
      Names.stackOrId(request.stackName());
      Names.role(request.roleARN());
    }

    @Override
    public List<Access> needs() {
      return Wish.passing(
          Names.role(request.roleARN()),
          on(request.stackName(), Wish.roleKey(Names.role(request.roleARN()))));
    }

    @Override
    public boolean carriesPayload() {
      return true;
    }
  }

  record UpdateTerminationProtection(Home home, UpdateTerminationProtectionRequest request)
      implements StackOperation {
    public UpdateTerminationProtection {
      Names.stackOrId(request.stackName());
      if (request.enableTerminationProtection() == null) {
        Names.required("", "enableTerminationProtection");
      }
    }

    @Override
    public List<Access> needs() {
      return on(request.stackName());
    }
  }
}
