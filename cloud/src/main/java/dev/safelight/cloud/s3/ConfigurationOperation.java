package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;

/// What a bucket's owner sets about how its objects are kept: versions, lifecycle, encryption,
/// tags, and which web pages may ask for them. See AWS: "Required permissions for Amazon S3 API
/// operations".
sealed interface ConfigurationOperation extends S3Operation {
  private static List<Access> on(String action, String bucket) {
    return List.of(Access.to(action, Arns.bucket(bucket)));
  }

  record PutBucketVersioning(Arrival.Document<PutBucketVersioningRequest> document)
      implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutBucketVersioning", document.head().bucket());
    }

    @Override
    public Arrival arrival() {
      return document;
    }
  }

  record GetBucketVersioning(GetBucketVersioningRequest input) implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:GetBucketVersioning", input.bucket());
    }
  }

  record PutBucketLifecycleConfiguration(
      Arrival.Document<PutBucketLifecycleConfigurationRequest> document)
      implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutLifecycleConfiguration", document.head().bucket());
    }

    @Override
    public Arrival arrival() {
      return document;
    }
  }

  record GetBucketLifecycleConfiguration(GetBucketLifecycleConfigurationRequest input)
      implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:GetLifecycleConfiguration", input.bucket());
    }
  }

  record DeleteBucketLifecycle(DeleteBucketLifecycleRequest input)
      implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutLifecycleConfiguration", input.bucket());
    }
  }

  record PutBucketCors(Arrival.Document<PutBucketCorsRequest> document)
      implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutBucketCORS", document.head().bucket());
    }

    @Override
    public Arrival arrival() {
      return document;
    }
  }

  record GetBucketCors(GetBucketCorsRequest input) implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:GetBucketCORS", input.bucket());
    }
  }

  record DeleteBucketCors(DeleteBucketCorsRequest input) implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutBucketCORS", input.bucket());
    }
  }

  record PutBucketTagging(Arrival.Document<PutBucketTaggingRequest> document)
      implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutBucketTagging", document.head().bucket());
    }

    @Override
    public Arrival arrival() {
      return document;
    }
  }

  record GetBucketTagging(GetBucketTaggingRequest input) implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:GetBucketTagging", input.bucket());
    }
  }

  record DeleteBucketTagging(DeleteBucketTaggingRequest input) implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutBucketTagging", input.bucket());
    }
  }

  record GetBucketEncryption(GetBucketEncryptionRequest input) implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:GetEncryptionConfiguration", input.bucket());
    }
  }

  record PutBucketEncryption(Arrival.Document<PutBucketEncryptionRequest> document)
      implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutEncryptionConfiguration", document.head().bucket());
    }

    @Override
    public Arrival arrival() {
      return document;
    }
  }

  record DeleteBucketEncryption(DeleteBucketEncryptionRequest input)
      implements ConfigurationOperation {
    @Override
    public List<Access> needs() {
      return on("s3:PutEncryptionConfiguration", input.bucket());
    }
  }
}
