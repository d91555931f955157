package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;

/// Versions of managed policies: up to five, of which one is in force.
sealed interface PolicyVersionOperation extends IamOperation {
  record CreatePolicyVersion(String account, CreatePolicyVersionRequest request)
      implements PolicyVersionOperation {
    public CreatePolicyVersion {
      Checks.policyArn(request.policyArn());
      Checks.required(request.policyDocument(), "PolicyDocument");
    }

    @Override
    public List<Access> needs() {
      return on(request.policyArn());
    }
  }

  record DeletePolicyVersion(String account, DeletePolicyVersionRequest request)
      implements PolicyVersionOperation {
    public DeletePolicyVersion {
      Checks.policyArn(request.policyArn());
      Checks.required(request.versionId(), "VersionId");
    }

    @Override
    public List<Access> needs() {
      return on(request.policyArn());
    }
  }

  record SetDefaultPolicyVersion(String account, SetDefaultPolicyVersionRequest request)
      implements PolicyVersionOperation {
    public SetDefaultPolicyVersion {
      Checks.policyArn(request.policyArn());
      Checks.required(request.versionId(), "VersionId");
    }

    @Override
    public List<Access> needs() {
      return on(request.policyArn());
    }
  }

  record ListPolicyVersions(String account, ListPolicyVersionsRequest request)
      implements PolicyVersionOperation {
    public ListPolicyVersions {
      Checks.policyArn(request.policyArn());
    }

    @Override
    public List<Access> needs() {
      return on(request.policyArn());
    }
  }
}
