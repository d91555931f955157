package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;

/// Versions of managed policies, of which the default one counts.
sealed interface VersionOperation extends IamOperation {
  String policyArn();

  @Override
  default List<Access> needs() {
    return on(policyArn());
  }

  record CreatePolicyVersion(String account, CreatePolicyVersionRequest request)
      implements VersionOperation {
    public CreatePolicyVersion {
      Checks.policyArn(request.policyArn());
      Checks.required(request.policyDocument(), "PolicyDocument");
    }

    @Override
    public String policyArn() {
      return request.policyArn();
    }
  }

  record GetPolicyVersion(String account, GetPolicyVersionRequest request)
      implements VersionOperation {
    public GetPolicyVersion {
      Checks.policyArn(request.policyArn());
      Checks.required(request.versionId(), "VersionId");
    }

    @Override
    public String policyArn() {
      return request.policyArn();
    }
  }

  record ListPolicyVersions(String account, ListPolicyVersionsRequest request)
      implements VersionOperation {
    public ListPolicyVersions {
      Checks.policyArn(request.policyArn());
    }

    @Override
    public String policyArn() {
      return request.policyArn();
    }
  }

  record SetDefaultPolicyVersion(String account, SetDefaultPolicyVersionRequest request)
      implements VersionOperation {
    public SetDefaultPolicyVersion {
      Checks.policyArn(request.policyArn());
      Checks.required(request.versionId(), "VersionId");
    }

    @Override
    public String policyArn() {
      return request.policyArn();
    }
  }

  record DeletePolicyVersion(String account, DeletePolicyVersionRequest request)
      implements VersionOperation {
    public DeletePolicyVersion {
      Checks.policyArn(request.policyArn());
      Checks.required(request.versionId(), "VersionId");
    }

    @Override
    public String policyArn() {
      return request.policyArn();
    }
  }
}
