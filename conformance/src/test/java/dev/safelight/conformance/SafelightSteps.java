package dev.safelight.conformance;

import dev.safelight.cli.api.Aws;
import dev.safelight.cloud.Settings;
import dev.safelight.wire.sigv4.Credentials;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// The questions to Safelight itself, for which no SDK has a client.
record SafelightSteps(Steps steps) {
  void add() {
    add("ExplainDecision", Map.of("latest", true));
    add("LookUpRecords", Map.of());
    add("FindPrincipals", Map.of("action", "s3:GetObject", "resource", "arn:aws:s3:::sisters/key"));
  }

  private void add(String operation, Map<String, ?> request) {
    steps.add("safelight:" + operation, by -> ask(by, operation, request));
  }

  /// What an SDK's client would make of it.
  private static AwsResponse ask(SdkClients by, String operation, Map<String, ?> request) {
    var answer = aws(by).safelight(operation, request);
    if (answer.ok()) {
      return (AwsResponse)
          GetCallerIdentityResponse.builder()
              .responseMetadata(
                  DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", answer.requestId())))
              .build();
    }
    throw AwsServiceException.builder()
        .requestId(answer.requestId())
        .statusCode(answer.status())
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(answer.errorType()).build())
        .message(answer.error())
        .build();
  }

  static Aws aws(SdkClients by) {
    var keys = by.keys().resolveCredentials();
    var token = keys instanceof AwsSessionCredentials session ? session.sessionToken() : "";
    return Aws.to(
        by.endpoint(),
        by.authority(),
        Settings.REGION,
        new Credentials(keys.accessKeyId(), keys.secretAccessKey(), token));
  }
}
