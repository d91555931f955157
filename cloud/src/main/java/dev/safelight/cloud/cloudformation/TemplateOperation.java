package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Access;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;

/// What templates say.
sealed interface TemplateOperation extends CloudFormationOperation {
  record ValidateTemplate(Home home, ValidateTemplateRequest request) implements TemplateOperation {
    @Override
    public List<Access> needs() {
      return onAll();
    }

    @Override
    public boolean carriesPayload() {
      return true;
    }
  }

  record GetTemplateSummary(Home home, GetTemplateSummaryRequest request)
      implements TemplateOperation {
    public GetTemplateSummary {
      Supported.requireOnly(request, Set.of("StackName", "TemplateBody", "TemplateURL"));
      if (request.stackName() != null) {
        Names.stackOrId(request.stackName());
      }
    }

    @Override
    public List<Access> needs() {
      return request.stackName() == null ? onAll() : on(request.stackName());
    }

    @Override
    public boolean carriesPayload() {
      return request.stackName() == null;
    }
  }

  record GetTemplate(Home home, GetTemplateRequest request) implements TemplateOperation {
    public GetTemplate {
      if (request.changeSetName() == null) {
        Names.stackOrId(request.stackName());
      } else {
        ChangeSetOperation.OnOne.check(request.changeSetName(), request.stackName());
      }
    }

    @Override
    public List<Access> needs() {
      return on(
          request.changeSetName() == null
              ? request.stackName()
              : ChangeSetOperation.OnOne.which(request.changeSetName(), request.stackName()));
    }
  }
}
