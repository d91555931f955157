package dev.safelight.cloud.cloudformation.resource;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;

/// `AWS::Logs::LogGroup`.
final class LogGroup implements ResourceType {
  private static final int LONGEST_NAME = 512;

  @Override
  public String name() {
    return "AWS::Logs::LogGroup";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of("LogGroupName", "RetentionInDays", "Tags");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var name = properties.text("LogGroupName").orElseGet(() -> wanted.generatedName(LONGEST_NAME));
    var tags = Tags.of(wanted);
    calls.begins(name);
    var request = CreateLogGroupRequest.builder().logGroupName(name);
    calls.once(tags.isEmpty() ? request.build() : request.tags(tags.all()).build());
    if (properties.has("RetentionInDays")) {
      retain(name, properties, calls);
    }
    return Made.of(name, Map.of("Arn", arn(wanted.region(), wanted.account(), name) + ":*"));
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var before = new Properties(standing.properties());
    var after = new Properties(wanted.properties());
    var name = standing.physicalId();
    if (!before.agrees(after, "RetentionInDays")) {
      retain(name, after, calls);
    }
    var arn = arn(wanted.region(), wanted.account(), name);
    var put = Tags.of(wanted).since(Tags.of(standing));
    var gone = Tags.of(wanted).goneSince(Tags.of(standing));
    if (!put.isEmpty()) {
      calls.call(TagResourceRequest.builder().resourceArn(arn).tags(put.all()).build());
    }
    if (!gone.isEmpty()) {
      calls.call(UntagResourceRequest.builder().resourceArn(arn).tagKeys(gone).build());
    }
    return Made.of(name, standing.attributes());
  }

  private static void retain(String name, Properties properties, Calls calls) {
    calls.call(
        properties
            .number("RetentionInDays")
            .<software.amazon.awssdk.core.SdkPojo>map(days ->
                PutRetentionPolicyRequest.builder()
                    .logGroupName(name)
                    .retentionInDays(days)
                    .build())
            .orElseGet(() -> DeleteRetentionPolicyRequest.builder().logGroupName(name).build()));
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    Gone.isFine(calls, DeleteLogGroupRequest.builder().logGroupName(standing.physicalId()).build());
  }

  private static String arn(String region, String account, String name) {
    return "arn:aws:logs:" + region + ":" + account + ":log-group:" + name;
  }
}
