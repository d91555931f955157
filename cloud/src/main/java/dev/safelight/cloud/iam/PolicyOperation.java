package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;

/// Managed policies: those of the account, and those that AWS keeps for everybody.
sealed interface PolicyOperation extends IamOperation {
  record CreatePolicy(String account, CreatePolicyRequest request) implements PolicyOperation {
    public CreatePolicy {
      Checks.policyName(request.policyName());
      Checks.path(request.path());
      Checks.required(request.policyDocument(), "PolicyDocument");
      Checks.description(request.description());
      Checks.tags(request.tags());
    }

    @Override
    public List<Access> needs() {
      var arn = Policies.arn(account, Checks.path(request.path()), request.policyName());
      var keys = Creating.requested(request.tags());
      var create = new Access("iam:CreatePolicy", arn, keys);
      return request.tags().isEmpty()
          ? List.of(create)
          : List.of(create, new Access("iam:TagPolicy", arn, keys));
    }
  }

  record GetPolicy(String account, GetPolicyRequest request) implements PolicyOperation {
    public GetPolicy {
      Checks.policyArn(request.policyArn());
    }

    @Override
    public List<Access> needs() {
      return on(request.policyArn());
    }
  }

  record GetPolicyVersion(String account, GetPolicyVersionRequest request)
      implements PolicyOperation {
    public GetPolicyVersion {
      Checks.policyArn(request.policyArn());
      Checks.required(request.versionId(), "VersionId");
    }

    @Override
    public List<Access> needs() {
      return on(request.policyArn());
    }
  }

  record ListPolicies(String account, ListPoliciesRequest request) implements PolicyOperation {
    public ListPolicies {
      Checks.prefix(request.pathPrefix());
      Checks.scope(request.scopeAsString());
    }

    @Override
    public List<Access> needs() {
      return on("*");
    }
  }

  record DeletePolicy(String account, DeletePolicyRequest request) implements PolicyOperation {
    public DeletePolicy {
      Checks.policyArn(request.policyArn());
    }

    @Override
    public List<Access> needs() {
      return on(request.policyArn());
    }
  }
}
