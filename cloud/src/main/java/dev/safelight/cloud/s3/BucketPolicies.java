package dev.safelight.cloud.s3;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.NamedPrincipals;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.authorise.PublicRestriction;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.Buckets.Bucket;
import dev.safelight.cloud.s3.Buckets.Setting;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.catalogue.BucketPolicyRules;
import dev.safelight.policy.exposure.Exposure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;

/// Bucket policies: put, read, and handed to whoever decides. Thread-safe. See AWS: "Bucket
/// policies for Amazon S3", "PutBucketPolicy".
final class BucketPolicies {
  /// In bytes.
  private static final int LARGEST = 20 << 10;

  private static final Pattern IDENTITY =
      Pattern.compile("arn:aws:iam::\\d{12}:(?:user|role)/[!-~]+");
  private static final Pattern OTHER_PRINCIPAL =
      Pattern.compile(
          "\\*|\\d{12}|arn:aws:iam::\\d{12}:root|arn:aws:sts::\\d{12}:(?:assumed-role|federated-user)/[!-~]+");

  private final Compiled compiled;
  private final NamedPrincipals principals;

  BucketPolicies(Compiled compiled, Principals principals) {
    this.compiled = compiled;
    this.principals = new NamedPrincipals(principals);
  }

  Outcome put(
      SettingOperation.PutBucketPolicy operation,
      Authorised<? extends S3Operation> proof,
      Content content,
      Transaction transaction) {
    var input = operation.document().in(content);
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var text = input.policy() == null ? "" : input.policy();
    var ids = require(bucket, text, transaction);
    boolean blocked =
        PublicAccess.of(transaction, bucket.name()).blockPublicPolicy() && isPublic(bucket, text);
    if (blocked) {
      throw new Fault(
          403,
          "AccessDenied",
          "User: %s is not authorized to perform: s3:PutBucketPolicy on resource: \"%s\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access"
              .formatted(proof.caller().arn(), bucket.arn()));
    }
    Buckets.set(transaction, bucket.name(), Setting.POLICY, text);
    Buckets.set(transaction, bucket.name(), Setting.POLICY_PRINCIPALS, Json.of(ids));
    return Outcome.of(new Answer.Shaped(204, PutBucketPolicyResponse.builder().build()));
  }

  /// The ids of the users and roles that a policy names.
  ///
  /// @throws Fault `MalformedPolicy` naming what is wrong
  private Map<String, String> require(Bucket bucket, String text, Transaction transaction) {
    if (Keys.utf8(text).length > LARGEST) {
      throw Faults.malformedPolicy("Policies must be no larger than " + LARGEST + " bytes");
    }
    var document = PolicyDocument.parse(text);
    compiled
        .fault(PolicyType.RESOURCE, text)
        .ifPresent(wrong -> {
          throw Faults.malformedPolicy(wrong);
        });
    document.requireAbout(bucket.name());
    BucketPolicyRules.refusal(applied(bucket, text).policy().policy())
        .ifPresent(words -> {
          throw Faults.malformedPolicy(words);
        });
    var ids = new LinkedHashMap<String, String>();
    for (var principal : document.principals()) {
      boolean known = OTHER_PRINCIPAL.matcher(principal).matches();
      if (IDENTITY.matcher(principal).matches()) {
        var id = principals.id(principal, transaction);
        id.ifPresent(found -> ids.put(principal, found));
        known = id.isPresent();
      }
      if (!known) {
        throw new Fault(
            400, "MalformedPolicy", "Invalid principal in policy", Map.of("Detail", principal));
      }
    }
    return ids;
  }

  Outcome get(GetBucketPolicyRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    return Outcome.of(
        Answer.of(GetBucketPolicyResponse.builder().policy(kept(bucket, transaction)).build()));
  }

  Outcome status(GetBucketPolicyStatusRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    boolean open = isPublic(bucket, kept(bucket, transaction));
    return Outcome.of(
        Answer.of(
            GetBucketPolicyStatusResponse.builder()
                .policyStatus(status -> status.isPublic(open))
                .build()));
  }

  private boolean isPublic(Bucket bucket, String text) {
    return Exposure.isPublic(applied(bucket, text).policy().policy());
  }

  private Applied applied(Bucket bucket, String text) {
    return compiled.applied(
        PolicyType.RESOURCE, "bucket policy of " + bucket.name(), bucket.arn(), text);
  }

  private String kept(Bucket bucket, Transaction transaction) {
    return current(bucket, transaction)
        .orElseThrow(() ->
            new Fault(
                404,
                "NoSuchBucketPolicy",
                "The bucket policy does not exist",
                Map.of("BucketName", bucket.name())));
  }

  private Optional<String> current(Bucket bucket, Transaction transaction) {
    return Buckets.setting(transaction, bucket.name(), Setting.POLICY)
        .map(text ->
            principals.current(
                text,
                Buckets.setting(transaction, bucket.name(), Setting.POLICY_PRINCIPALS)
                    .map(Json::map)
                    .orElse(Map.of()),
                transaction));
  }

  Outcome delete(DeleteBucketPolicyRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    Buckets.unset(transaction, bucket.name(), Setting.POLICY);
    Buckets.unset(transaction, bucket.name(), Setting.POLICY_PRINCIPALS);
    return Outcome.of(new Answer.Shaped(204, DeleteBucketPolicyResponse.builder().build()));
  }

  /// The policies that take part in a decision about a bucket.
  List<Applied> applied(Bucket bucket, Transaction transaction) {
    var policies = new ArrayList<Applied>();
    var text = current(bucket, transaction);
    text.map(one -> applied(bucket, one)).ifPresent(policies::add);
    boolean restricted =
        PublicAccess.of(transaction, bucket.name()).restrictPublicBuckets()
            && text.map(one -> isPublic(bucket, one)).orElse(false);
    if (restricted) {
      policies.add(PublicRestriction.of(compiled, bucket.name(), bucket.arn(), bucket.account()));
    }
    return List.copyOf(policies);
  }
}
