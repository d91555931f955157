package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.Buckets.Bucket;
import dev.safelight.cloud.s3.Buckets.Setting;
import dev.safelight.cloud.store.Transaction;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.Type;

/// What is done with buckets as such. Thread-safe.
final class BucketActs {
  /// Where a bucket lies that names no other region.
  static final String HOME = "us-east-1";

  private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-\\d");

  private final Uploads uploads;
  private final InstantSource clock;

  BucketActs(Uploads uploads, InstantSource clock) {
    this.uploads = uploads;
    this.clock = clock;
  }

  Outcome act(BucketOperation operation, Content content, Transaction transaction) {
    return switch (operation) {
      case BucketOperation.CreateBucket(var document, var account) ->
          create(document.in(content), account, transaction);
      case BucketOperation.HeadBucket(var input) -> {
        var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
        yield of(
            HeadBucketResponse.builder()
                .bucketRegion(bucket.region())
                .bucketArn(bucket.arn())
                .accessPointAlias(false)
                .build());
      }
      case BucketOperation.DeleteBucket(var input) -> delete(input, transaction);
      case BucketOperation.ListBuckets(var input, var account) -> list(input, account, transaction);
      case BucketOperation.GetBucketLocation(var input) -> {
        var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
        // The first region has no name here. AWS: "GetBucketLocation".
        yield of(
            GetBucketLocationResponse.builder()
                .locationConstraint(bucket.region().equals(HOME) ? "" : bucket.region())
                .build());
      }
      case BucketOperation.GetBucketAcl(var input) ->
          acl(Buckets.require(transaction, input.bucket(), input.expectedBucketOwner()));
    };
  }

  private static Outcome of(SdkPojo shape) {
    return Outcome.of(Answer.of(shape));
  }

  private Outcome create(CreateBucketRequest input, String account, Transaction transaction) {
    Acls.require(
        input.aclAsString(),
        input.grantFullControl(),
        input.grantRead(),
        input.grantReadACP(),
        input.grantWrite(),
        input.grantWriteACP());
    if (input.objectOwnershipAsString() != null) {
      Ownership.require(input.objectOwnershipAsString());
    }
    var region = region(input);
    var created =
        CreateBucketResponse.builder()
            .location("/" + input.bucket())
            .bucketArn(Arns.bucket(input.bucket()))
            .build();
    var old = Buckets.find(transaction, input.bucket());
    if (old.isPresent()) {
      if (!old.get().account().equals(account)) {
        throw new Fault(
            409,
            "BucketAlreadyExists",
            "The requested bucket name is not available. The bucket namespace is shared by all"
                + " users of the system. Please select a different name and try again.",
            Map.of("BucketName", input.bucket()));
      }
      if (!old.get().region().equals(HOME) || !region.equals(HOME)) {
        throw new Fault(
            409,
            "BucketAlreadyOwnedByYou",
            "Your previous request to create the named bucket succeeded and you already own it.",
            Map.of("BucketName", input.bucket()));
      }
      // In us-east-1 asking again is fine. AWS: "CreateBucket", errors.
      return of(created);
    }
    transaction.update(
        "insert into s3_bucket(name, account, region, created) values (?, ?, ?, ?)",
        input.bucket(),
        account,
        region,
        clock.instant());
    Buckets.set(
        transaction, input.bucket(), Setting.PUBLIC_ACCESS_BLOCK, PublicAccess.BLOCKED.kept());
    return of(created);
  }

  private static String region(CreateBucketRequest input) {
    var configuration = input.createBucketConfiguration();
    if (configuration == null) {
      return HOME;
    }
    if (configuration.location() != null || configuration.bucket() != null) {
      throw Faults.notImplemented("CreateBucketConfiguration.Location");
    }
    if (configuration.hasTags()) {
      throw Faults.notImplemented("CreateBucketConfiguration.Tags");
    }
    var constraint = configuration.locationConstraintAsString();
    if (constraint == null) {
      return HOME;
    }
    if (constraint.equals(HOME) || !REGION.matcher(constraint).matches()) {
      throw new Fault(
          400,
          "InvalidLocationConstraint",
          "The specified location-constraint is not valid",
          Map.of("LocationConstraint", constraint));
    }
    return constraint;
  }

  private Outcome delete(DeleteBucketRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    if (ObjectRows.any(transaction, bucket.name())) {
      throw new Fault(
          409,
          "BucketNotEmpty",
          Versioning.of(transaction, bucket.name()) == Versioning.NEVER
              ? "The bucket you tried to delete is not empty"
              : "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
          Map.of("BucketName", bucket.name()));
    }
    Uploads.of(transaction, bucket.name()).forEach(upload -> uploads.end(transaction, upload));
    for (var setting : Setting.values()) {
      Buckets.unset(transaction, bucket.name(), setting);
    }
    transaction.update("delete from s3_bucket where name = ?", bucket.name());
    return Outcome.of(new Answer.Shaped(204, DeleteBucketResponse.builder().build()));
  }

  private static Outcome list(ListBucketsRequest input, String account, Transaction transaction) {
    var prefix = input.prefix() == null ? "" : input.prefix();
    var after = input.continuationToken() == null ? "" : input.continuationToken();
    var found =
        Buckets.of(transaction, account).stream()
            .filter(bucket -> bucket.name().startsWith(prefix))
            .filter(bucket -> bucket.name().compareTo(after) > 0)
            .filter(bucket ->
                input.bucketRegion() == null || bucket.region().equals(input.bucketRegion()))
            .toList();
    int most = input.maxBuckets() == null ? found.size() : input.maxBuckets();
    if (input.maxBuckets() != null && (most < 1 || most > 10_000)) {
      throw Faults.invalidArgument(
          "Argument max-buckets must be an integer between 1 and 10000",
          "max-buckets",
          Integer.toString(most));
    }
    var page = found.subList(0, Math.min(most, found.size()));
    var response =
        ListBucketsResponse.builder()
            .owner(Buckets.owner(account))
            .prefix(input.prefix())
            .buckets(
                page.stream()
                    .map(bucket ->
                        software.amazon.awssdk.services.s3.model.Bucket.builder()
                            .name(bucket.name())
                            .creationDate(bucket.created())
                            .bucketRegion(bucket.region())
                            .bucketArn(bucket.arn())
                            .build())
                    .toList());
    if (page.size() < found.size()) {
      response.continuationToken(page.getLast().name());
    }
    return of(response.build());
  }

  private static Outcome acl(Bucket bucket) {
    var everything =
        Grant.builder()
            .grantee(grantee -> grantee.type(Type.CANONICAL_USER).id(bucket.owner().id()))
            .permission(Permission.FULL_CONTROL)
            .build();
    return of(GetBucketAclResponse.builder().owner(bucket.owner()).grants(everything).build());
  }
}
