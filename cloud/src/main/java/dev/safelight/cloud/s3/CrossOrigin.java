package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.protocol.RestXml;
import dev.safelight.cloud.s3.Buckets.Setting;
import dev.safelight.cloud.store.Transaction;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;

/// Which web pages of other origins may use a bucket: set, read and removed. See AWS: "Elements of
/// a CORS configuration".
final class CrossOrigin {
  private static final int MOST_RULES = 100;
  private static final int LONGEST_ID = 255;
  private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");

  /// A header's, as RFC 9110, 5.6.2 has it; `*` is among its characters.
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private CrossOrigin() {}

  static Outcome put(PutBucketCorsRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var wanted = input.corsConfiguration();
    if (wanted == null || wanted.corsRules().isEmpty() || wanted.corsRules().size() > MOST_RULES) {
      throw Faults.malformedXml();
    }
    wanted.corsRules().forEach(CrossOrigin::require);
    Buckets.set(
        transaction,
        bucket.name(),
        Setting.CORS,
        RestXml.text("CORSConfiguration", CORSConfiguration.builder(), wanted));
    return Outcome.of(PutBucketCorsResponse.builder().build());
  }

  private static void require(CORSRule rule) {
    if (rule.allowedMethods().isEmpty() || rule.allowedOrigins().isEmpty()) {
      throw Faults.malformedXml();
    }
    for (var method : rule.allowedMethods()) {
      if (!METHODS.contains(method)) {
        throw Faults.invalidRequest(
            "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
      }
    }
    requireOneWildcard("AllowedOrigin", rule.allowedOrigins());
    requireOneWildcard("AllowedHeader", rule.allowedHeaders());
    requireNames("AllowedHeader", rule.allowedHeaders());
    for (var header : rule.exposeHeaders()) {
      if (header.contains("*")) {
        throw Faults.invalidRequest(
            "ExposeHeader \"%s\" contains wildcard. We currently do not support wildcard for ExposeHeader."
                .formatted(header));
      }
    }
    requireNames("ExposeHeader", rule.exposeHeaders());
    if (rule.id() != null && rule.id().length() > LONGEST_ID) {
      throw Faults.invalidArgument(
          "ID length should not exceed allowed limit of " + LONGEST_ID, "ID", rule.id());
    }
  }

  /// They become header lines, which a line break would add to.
  private static void requireNames(String element, List<String> values) {
    for (var value : values) {
      if (!NAME.matcher(value).matches()) {
        throw Faults.invalidRequest(
            "%s \"%s\" is not the name of a header.".formatted(element, value));
      }
    }
  }

  private static void requireOneWildcard(String element, List<String> values) {
    for (var value : values) {
      if (value.indexOf('*') != value.lastIndexOf('*')) {
        throw Faults.invalidRequest(
            "%s \"%s\" can not have more than one wildcard.".formatted(element, value));
      }
    }
  }

  /// The rules of a bucket; none where nothing is set.
  static List<CORSRule> rules(Transaction transaction, String bucket) {
    return Buckets.setting(transaction, bucket, Setting.CORS)
        .map(text -> RestXml.shape(CORSConfiguration.builder(), text).corsRules())
        .orElse(List.of());
  }

  static Outcome get(GetBucketCorsRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var rules = rules(transaction, bucket.name());
    if (rules.isEmpty()) {
      throw Faults.notSet(
          "NoSuchCORSConfiguration", "The CORS configuration does not exist", bucket);
    }
    return Outcome.of(GetBucketCorsResponse.builder().corsRules(rules).build());
  }

  static Outcome delete(DeleteBucketCorsRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    Buckets.unset(transaction, bucket.name(), Setting.CORS);
    return Outcome.of(new Answer.Shaped(204, DeleteBucketCorsResponse.builder().build()));
  }
}
