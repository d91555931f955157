package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/// `AWS::SSM::Parameter`: `String` and `StringList`; secrets are not for templates.
final class Parameter implements ResourceType {
  private static final int LONGEST_NAME = 2048;

  @Override
  public String name() {
    return "AWS::SSM::Parameter";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of("Name", "Type", "Value", "Description", "AllowedPattern", "Tags");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var name =
        properties.text("Name").orElseGet(() -> "CFN-" + wanted.generatedName(LONGEST_NAME - 4));
    var tags = tags(wanted.tags(), properties);
    calls.begins(name);
    var request = request(name, properties).overwrite(false);
    calls.once(tags.isEmpty() ? request.build() : request.tags(shapes(tags)).build());
    return made(name, wanted, properties);
  }

  private static Made made(String name, Wanted wanted, Properties properties) {
    var arn =
        "arn:aws:ssm:%s:%s:parameter%s%s"
            .formatted(wanted.region(), wanted.account(), name.startsWith("/") ? "" : "/", name);
    return Made.of(
        name,
        Map.of(
            "Arn", arn,
            "Type", properties.required("Type"),
            "Value", properties.required("Value")));
  }

  private static PutParameterRequest.Builder request(String name, Properties properties) {
    var request =
        PutParameterRequest.builder()
            .name(name)
            .type(properties.required("Type"))
            .value(properties.required("Value"));
    properties.text("Description").ifPresent(request::description);
    properties.text("AllowedPattern").ifPresent(request::allowedPattern);
    return request;
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var before = new Properties(standing.properties());
    var after = new Properties(wanted.properties());
    var name = standing.physicalId();
    if (!before.agrees(after, "Type", "Value", "Description", "AllowedPattern")) {
      // What is not said stays as it is, so nothing is said as an empty text.
      calls.call(
          request(name, after)
              .description(after.text("Description").orElse(""))
              .allowedPattern(after.text("AllowedPattern").orElse(""))
              .overwrite(true)
              .build());
    }
    tag(name, tags(standing.tags(), before), tags(wanted.tags(), after), calls);
    return made(name, wanted, after);
  }

  private static void tag(String name, Tags before, Tags after, Calls calls) {
    var put = after.since(before);
    var gone = after.goneSince(before);
    if (!put.isEmpty()) {
      calls.call(
          AddTagsToResourceRequest.builder()
              .resourceType(ResourceTypeForTagging.PARAMETER)
              .resourceId(name)
              .tags(shapes(put))
              .build());
    }
    if (!gone.isEmpty()) {
      calls.call(
          RemoveTagsFromResourceRequest.builder()
              .resourceType(ResourceTypeForTagging.PARAMETER)
              .resourceId(name)
              .tagKeys(gone)
              .build());
    }
  }

  /// Here tags are a map.
  private static Tags tags(Map<String, String> stack, Properties properties) {
    return Tags.of(stack, properties.map("Tags"));
  }

  private static List<Tag> shapes(Tags tags) {
    return tags.as((key, value) -> Tag.builder().key(key).value(value).build());
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    Gone.isFine(calls, DeleteParameterRequest.builder().name(standing.physicalId()).build());
  }
}
