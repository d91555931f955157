package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.authorise.Errand;
import dev.safelight.cloud.authorise.Errands;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.cloudformation.CloudFormationOperation.Home;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/// CloudFormation as it calls other services for a stack: with the permissions of whoever made the
/// stack do it (AWS: "Forward access sessions"), or as the stack's role.
///
/// @param isForwarded whether the caller is the one who asked
record Agent(Errands errands, Caller caller, boolean isForwarded, String region) {
  static final String SERVICE = "cloudformation.amazonaws.com";

  /// As whoever asks, without their key.
  static Agent forwarded(Errands errands, Caller caller, String region) {
    return new Agent(errands, Callers.read(Callers.text(caller)), true, region);
  }

  /// As a role that trusts CloudFormation.
  ///
  /// @param signers who an access key belongs to
  static Agent role(
      Errands errands,
      Function<String, Caller> signers,
      Supplier<String> ids,
      Home home,
      String stackId,
      String role) {
    var region = home.region();
    var service =
        new Caller.Service(
            SERVICE, Map.of("aws:SourceArn", stackId, "aws:SourceAccount", home.account()));
    var request =
        AssumeRoleRequest.builder().roleArn(role).roleSessionName("AWSCloudFormation").build();
    try {
      if (errands.run(new Errand(ids.get(), service, SERVICE, false, region), request)
          instanceof Answer.Shaped(_, AssumeRoleResponse response)) {
        var session = signers.apply(response.credentials().accessKeyId());
        return new Agent(errands, session, false, region);
      }
      throw new IllegalStateException("AssumeRole answers with credentials");
    } catch (Fault _) {
      // The trail has the reason; AWS says no more than this.
      throw Faults.validation("Role " + role + " is invalid or cannot be assumed");
    }
  }

  Answer answer(String id, SdkPojo request) {
    return errands.run(errand(id), request);
  }

  /// For answers without a body.
  SdkPojo call(String id, SdkPojo request) {
    return call(id, request, Errands.Witness.NONE);
  }

  /// @param witness sees the answer in the transaction of what the call did
  SdkPojo call(String id, SdkPojo request, Errands.Witness witness) {
    return switch (errands.run(errand(id), request, witness)) {
      case Answer.Shaped(_, var shape) -> shape;
      case Answer.Streamed streamed -> {
        streamed.body().close();
        yield streamed.shape();
      }
      case Answer.Later _, Answer.Again _ ->
          throw new IllegalStateException("an answer that is never finished");
    };
  }

  private Errand errand(String id) {
    return new Errand(id, caller, SERVICE, isForwarded, region);
  }
}
