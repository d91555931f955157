package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.cloud.call.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;

/// `AWS::Lambda::Version`: the function as it is now, for ever. Any change makes a new one.
final class LambdaVersion implements ResourceType {
  private static final String NUMBER = "Version";
  private static final String ARN = "FunctionArn";
  private static final String BEFORE = "Versions.Version";
  private static final String MORE = "NextMarker";

  @Override
  public String name() {
    return "AWS::Lambda::Version";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of("FunctionName", "CodeSha256", "Description");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var function = properties.required("FunctionName");
    var request = PublishVersionRequest.builder().functionName(function);
    properties.text("CodeSha256").ifPresent(request::codeSha256);
    properties.text("Description").ifPresent(request::description);
    var before = before(function, calls);
    var made = calls.once(request.build(), List.of(NUMBER, ARN));
    var number = made.getOrDefault(NUMBER, "");
    // Lambda answers an unchanged function with the version that it has.
    if (before.contains(number)) {
      throw new Fault(
          409,
          "AlreadyExists",
          "A version for this Lambda function exists ( "
              + number
              + " ). Modify the function to create a new version.");
    }
    var arn = made.getOrDefault(ARN, "");
    calls.begins(arn);
    return Made.of(arn, Map.of("Version", number, "FunctionArn", arn));
  }

  /// The versions that are there, all pages of them. Each is looked at once: a second look would
  /// see our own.
  private static Set<String> before(String function, Calls calls) {
    var versions = new HashSet<String>();
    var marker = "";
    do {
      var request = ListVersionsByFunctionRequest.builder().functionName(function);
      var page =
          calls.once(
              marker.isEmpty() ? request.build() : request.marker(marker).build(),
              List.of(BEFORE, MORE));
      versions.addAll(List.of(page.getOrDefault(BEFORE, "").split(",", -1)));
      marker = page.getOrDefault(MORE, "");
    } while (!marker.isEmpty());
    return versions;
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    return Made.of(standing.physicalId(), standing.attributes());
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    var arn = standing.physicalId();
    int colon = arn.lastIndexOf(':');
    Gone.isFine(
        calls,
        DeleteFunctionRequest.builder()
            .functionName(arn.substring(0, colon))
            .qualifier(arn.substring(colon + 1))
            .build());
  }
}
