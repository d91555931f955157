package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;

/// Does what is asked about how a bucket keeps its objects. Thread-safe.
final class Configurations {
  private Configurations() {}

  static Outcome act(ConfigurationOperation operation, Content content, Transaction transaction) {
    return switch (operation) {
      case ConfigurationOperation.PutBucketVersioning(var document) ->
          Versioning.put(document.in(content), transaction);
      case ConfigurationOperation.GetBucketVersioning(var input) ->
          Versioning.get(input, transaction);
      case ConfigurationOperation.PutBucketLifecycleConfiguration(var document) ->
          Lifecycle.put(document.in(content), transaction);
      case ConfigurationOperation.GetBucketLifecycleConfiguration(var input) ->
          Lifecycle.get(input, transaction);
      case ConfigurationOperation.DeleteBucketLifecycle(var input) ->
          Lifecycle.delete(input, transaction);
      case ConfigurationOperation.PutBucketCors(var document) ->
          CrossOrigin.put(document.in(content), transaction);
      case ConfigurationOperation.GetBucketCors(var input) -> CrossOrigin.get(input, transaction);
      case ConfigurationOperation.DeleteBucketCors(var input) ->
          CrossOrigin.delete(input, transaction);
      case ConfigurationOperation.PutBucketTagging(var document) ->
          BucketTags.put(document.in(content), transaction);
      case ConfigurationOperation.GetBucketTagging(var input) -> BucketTags.get(input, transaction);
      case ConfigurationOperation.DeleteBucketTagging(var input) ->
          BucketTags.delete(input, transaction);
      case ConfigurationOperation.GetBucketEncryption(var input) ->
          Encryption.get(input, transaction);
      case ConfigurationOperation.PutBucketEncryption(var document) ->
          Encryption.put(document.in(content), transaction);
      case ConfigurationOperation.DeleteBucketEncryption(var input) ->
          Encryption.delete(input, transaction);
    };
  }
}
