package dev.safelight.cloud.cloudformation.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.Tag;

/// `AWS::S3::Bucket`. Only an empty one can be deleted.
final class Bucket implements ResourceType {
  private static final int LONGEST_NAME = 63;
  private static final String HOME = "us-east-1";

  /// Regions whose websites are called `s3-website-REGION`, with a dash. AWS: "Amazon S3 endpoints
  /// and quotas".
  private static final Set<String> DASHED =
      Set.of(
          HOME,
          "us-west-1",
          "us-west-2",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-northeast-1",
          "eu-west-1",
          "sa-east-1");

  private final Taken taken = new Taken();

  @Override
  public String name() {
    return "AWS::S3::Bucket";
  }

  @Override
  public Set<String> actsOn() {
    var paths = new HashSet<>(Set.of("BucketName", "Tags"));
    for (var setting : BucketSetting.values()) {
      paths.addAll(setting.paths());
    }
    return Set.copyOf(paths);
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var name =
        properties
            .text("BucketName")
            .orElseGet(() -> wanted.generatedName(LONGEST_NAME).toLowerCase(Locale.ROOT));
    // In us-east-1 S3 lets its owner create a bucket again and again.
    taken.unless(
        calls,
        HeadBucketRequest.builder().bucket(name).build(),
        name + " already exists",
        () -> {
          calls.begins(name);
          return calls.once(request(name, wanted.region()), List.of());
        });
    for (var setting : BucketSetting.values()) {
      properties.part(setting.property()).ifPresent(value -> calls.call(setting.put(name, value)));
    }
    var tags = Tags.of(wanted);
    if (!tags.isEmpty()) {
      calls.call(tagging(name, tags));
    }
    return Made.of(name, attributes(name, wanted.region()));
  }

  private static SdkPojo request(String name, String region) {
    var request = CreateBucketRequest.builder().bucket(name);
    return region.equals(HOME)
        ? request.build()
        : request.createBucketConfiguration(at -> at.locationConstraint(region)).build();
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var before = new Properties(standing.properties());
    var after = new Properties(wanted.properties());
    var name = standing.physicalId();
    for (var setting : BucketSetting.values()) {
      if (!before.agrees(after, setting.property())) {
        calls.call(
            after
                .part(setting.property())
                .map(value -> setting.put(name, value))
                .orElseGet(() -> setting.reset(name)));
      }
    }
    var tags = Tags.of(wanted);
    if (!tags.equals(Tags.of(standing))) {
      calls.call(
          tags.isEmpty()
              ? DeleteBucketTaggingRequest.builder().bucket(name).build()
              : tagging(name, tags));
    }
    return Made.of(name, attributes(name, wanted.region()));
  }

  private static SdkPojo tagging(String name, Tags tags) {
    List<Tag> shapes = tags.as((key, value) -> Tag.builder().key(key).value(value).build());
    return PutBucketTaggingRequest.builder()
        .bucket(name)
        .tagging(tagging -> tagging.tagSet(shapes))
        .build();
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    Gone.isFine(calls, DeleteBucketRequest.builder().bucket(standing.physicalId()).build());
  }

  private static Map<String, String> attributes(String name, String region) {
    return Map.of(
        "Arn",
        "arn:aws:s3:::" + name,
        "DomainName",
        name + ".s3.amazonaws.com",
        "DualStackDomainName",
        name + ".s3.dualstack." + region + ".amazonaws.com",
        "RegionalDomainName",
        name + ".s3." + region + ".amazonaws.com",
        "WebsiteURL",
        "http://"
            + name
            + ".s3-website"
            + (DASHED.contains(region) ? '-' : '.')
            + region
            + ".amazonaws.com");
  }
}
