package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;

/// What a bucket's owner sets about it: who may, and who is told.
sealed interface SettingOperation extends S3Operation {
  private static List<Access> on(String action, String bucket) {
    return List.of(Access.to(action, Arns.bucket(bucket)));
  }

  record PutBucketPolicy(Arrival.Document<PutBucketPolicyRequest> document)
      implements SettingOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutBucketPolicy", document.head().bucket());
    }

    @Override
    public Arrival arrival() {
      return document;
    }
  }

  record GetBucketPolicy(GetBucketPolicyRequest input) implements SettingOperation {
    @Override
    public List<Access> needs() {
      return on("s3:GetBucketPolicy", input.bucket());
    }
  }

  record DeleteBucketPolicy(DeleteBucketPolicyRequest input) implements SettingOperation {
    @Override
    public List<Access> needs() {
      return on("s3:DeleteBucketPolicy", input.bucket());
    }
  }

  record GetBucketPolicyStatus(GetBucketPolicyStatusRequest input) implements SettingOperation {
    @Override
    public List<Access> needs() {
      return on("s3:GetBucketPolicyStatus", input.bucket());
    }
  }

  record PutPublicAccessBlock(Arrival.Document<PutPublicAccessBlockRequest> document)
      implements SettingOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutBucketPublicAccessBlock", document.head().bucket());
    }

    @Override
    public Arrival arrival() {
      return document;
    }
  }

  record GetPublicAccessBlock(GetPublicAccessBlockRequest input) implements SettingOperation {
    @Override
    public List<Access> needs() {
      return on("s3:GetBucketPublicAccessBlock", input.bucket());
    }
  }

  record DeletePublicAccessBlock(DeletePublicAccessBlockRequest input) implements SettingOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutBucketPublicAccessBlock", input.bucket());
    }
  }

  record PutBucketOwnershipControls(Arrival.Document<PutBucketOwnershipControlsRequest> document)
      implements SettingOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutBucketOwnershipControls", document.head().bucket());
    }

    @Override
    public Arrival arrival() {
      return document;
    }
  }

  record GetBucketOwnershipControls(GetBucketOwnershipControlsRequest input)
      implements SettingOperation {
    @Override
    public List<Access> needs() {
      return on("s3:GetBucketOwnershipControls", input.bucket());
    }
  }

  record PutBucketNotificationConfiguration(
      Arrival.Document<PutBucketNotificationConfigurationRequest> document)
      implements SettingOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutBucketNotification", document.head().bucket());
    }

    @Override
    public Arrival arrival() {
      return document;
    }
  }

  record GetBucketNotificationConfiguration(GetBucketNotificationConfigurationRequest input)
      implements SettingOperation {
    @Override
    public List<Access> needs() {
      return on("s3:GetBucketNotification", input.bucket());
    }
  }
}
