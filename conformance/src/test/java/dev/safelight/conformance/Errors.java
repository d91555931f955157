package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Calls that must be refused, and how.
final class Errors {
  private Errors() {}

  /// The refusal, for what else it says.
  static AwsServiceException refusal(int status, String code, ThrowingCallable call) {
    var refusal = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(refusal).as("a call that should be refused with " + code).isNotNull();
    assertThat(refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode())
        .as(refusal.getMessage())
        .isEqualTo(status + " " + code);
    return refusal;
  }

  /// The message alone, as the service sent it.
  static String message(int status, String code, ThrowingCallable call) {
    return refusal(status, code, call).awsErrorDetails().errorMessage();
  }

  /// An answer without a body has a status alone: to HEAD, and 304.
  static void status(int status, ThrowingCallable call) {
    var refusal = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(refusal).as("a call that should be answered with " + status).isNotNull();
    assertThat(refusal.statusCode()).isEqualTo(status);
  }
}
