package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;

/// `AWS::Lambda::EventInvokeConfig`: how a function or one version of it is called by events.
final class EventInvokeConfig implements ResourceType {
  private final Taken taken = new Taken();

  @Override
  public String name() {
    return "AWS::Lambda::EventInvokeConfig";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of(
        "FunctionName",
        "Qualifier",
        "MaximumRetryAttempts",
        "MaximumEventAgeInSeconds",
        "DestinationConfig",
        "DestinationConfig.OnFailure",
        "DestinationConfig.OnFailure.Destination",
        "DestinationConfig.OnSuccess",
        "DestinationConfig.OnSuccess.Destination");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var function = properties.required("FunctionName");
    var qualifier = properties.required("Qualifier");
    var id = function + '|' + qualifier;
    taken.unless(
        calls,
        GetFunctionEventInvokeConfigRequest.builder()
            .functionName(function)
            .qualifier(qualifier)
            .build(),
        "The function "
            + function
            + " already has an EventInvokeConfig for the qualifier "
            + qualifier
            + ".",
        () -> {
          calls.begins(id);
          return calls.once(put(properties), List.of());
        });
    return Made.of(id, Map.of());
  }

  /// Putting replaces all of it: what the template does not say is as usual.
  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    calls.call(put(new Properties(wanted.properties())));
    return Made.of(standing.physicalId(), standing.attributes());
  }

  private static SdkPojo put(Properties properties) {
    var request =
        PutFunctionEventInvokeConfigRequest.builder()
            .functionName(properties.required("FunctionName"))
            .qualifier(properties.required("Qualifier"));
    properties.number("MaximumRetryAttempts").ifPresent(request::maximumRetryAttempts);
    properties.number("MaximumEventAgeInSeconds").ifPresent(request::maximumEventAgeInSeconds);
    properties
        .part("DestinationConfig")
        .ifPresent(destinations -> request.destinationConfig(shape(destinations)));
    return request.build();
  }

  private static DestinationConfig shape(Properties destinations) {
    var shape = DestinationConfig.builder();
    destinations
        .part("OnFailure")
        .ifPresent(one -> shape.onFailure(to -> to.destination(one.required("Destination"))));
    destinations
        .part("OnSuccess")
        .ifPresent(one -> shape.onSuccess(to -> to.destination(one.required("Destination"))));
    return shape.build();
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    var properties = new Properties(standing.properties());
    Gone.isFine(
        calls,
        DeleteFunctionEventInvokeConfigRequest.builder()
            .functionName(properties.required("FunctionName"))
            .qualifier(properties.required("Qualifier"))
            .build());
  }
}
