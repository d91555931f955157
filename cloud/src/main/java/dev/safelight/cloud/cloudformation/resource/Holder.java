package dev.safelight.cloud.cloudformation.resource;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.AttachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DetachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;

/// What policies of IAM hang on, and the calls that hang them there.
///
/// @param name whose
record Holder(Kind kind, String name) {
  enum Kind {
    ROLE("Roles"),
    USER("Users"),
    GROUP("Groups");

    private final String property;

    Kind(String property) {
      this.property = property;
    }
  }

  /// Those that the properties of a policy name.
  static List<Holder> of(Properties policy) {
    var holders = new ArrayList<Holder>();
    for (var kind : Kind.values()) {
      policy.texts(kind.property).forEach(name -> holders.add(new Holder(kind, name)));
    }
    return holders.stream().distinct().toList();
  }

  SdkPojo get(String policy) {
    return switch (kind) {
      case ROLE -> GetRolePolicyRequest.builder().roleName(name).policyName(policy).build();
      case USER -> GetUserPolicyRequest.builder().userName(name).policyName(policy).build();
      case GROUP -> GetGroupPolicyRequest.builder().groupName(name).policyName(policy).build();
    };
  }

  SdkPojo put(String policy, String document) {
    return switch (kind) {
      case ROLE ->
          PutRolePolicyRequest.builder()
              .roleName(name)
              .policyName(policy)
              .policyDocument(document)
              .build();
      case USER ->
          PutUserPolicyRequest.builder()
              .userName(name)
              .policyName(policy)
              .policyDocument(document)
              .build();
      case GROUP ->
          PutGroupPolicyRequest.builder()
              .groupName(name)
              .policyName(policy)
              .policyDocument(document)
              .build();
    };
  }

  SdkPojo delete(String policy) {
    return switch (kind) {
      case ROLE -> DeleteRolePolicyRequest.builder().roleName(name).policyName(policy).build();
      case USER -> DeleteUserPolicyRequest.builder().userName(name).policyName(policy).build();
      case GROUP -> DeleteGroupPolicyRequest.builder().groupName(name).policyName(policy).build();
    };
  }

  SdkPojo attach(String arn) {
    return switch (kind) {
      case ROLE -> AttachRolePolicyRequest.builder().roleName(name).policyArn(arn).build();
      case USER -> AttachUserPolicyRequest.builder().userName(name).policyArn(arn).build();
      case GROUP -> AttachGroupPolicyRequest.builder().groupName(name).policyArn(arn).build();
    };
  }

  SdkPojo detach(String arn) {
    return switch (kind) {
      case ROLE -> DetachRolePolicyRequest.builder().roleName(name).policyArn(arn).build();
      case USER -> DetachUserPolicyRequest.builder().userName(name).policyArn(arn).build();
      case GROUP -> DetachGroupPolicyRequest.builder().groupName(name).policyArn(arn).build();
    };
  }
}
