package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/// The temporary credentials of an execution environment.
///
/// @param caller who a call signed with them comes from
record RoleSession(
    String accessKeyId, String secret, String token, Instant expires, Caller caller) {

  /// Assumes a function's role as the Lambda service, so only where the role's trust policy lets
  /// it.
  ///
  /// @param signers who an access key belongs to
  static RoleSession open(Front front, Function<String, Caller> signers, Definition function) {
    return open(front, signers, function.arn(), function.role());
  }

  /// The same with a role that the function had.
  static RoleSession open(
      Front front, Function<String, Caller> signers, FunctionArn function, String role) {
    var request =
        AssumeRoleRequest.builder().roleArn(role).roleSessionName(function.name()).build();
    try {
      var answer = front.call(service(function), function.region(), request);
      if (!(answer instanceof AssumeRoleResponse response)) {
        throw new IllegalStateException("AssumeRole answered " + answer.getClass());
      }
      var credentials = response.credentials();
      return new RoleSession(
          credentials.accessKeyId(),
          credentials.secretAccessKey(),
          credentials.sessionToken(),
          credentials.expiration(),
          signers.apply(credentials.accessKeyId()));
    } catch (Fault denied) {
      throw new Fault(
          403,
          "AccessDeniedException",
          "The role defined for the function cannot be assumed by Lambda. (" + denied.text() + ")");
    }
  }

  /// Who a call of a function would come from, for asking what it may; it opens nothing.
  static Optional<Caller> imagined(
      Definition function, Principals principals, Instant now, Transaction transaction) {
    return principals
        .find(function.role(), transaction)
        .map(role ->
            new Caller.Session(
                function.arn().account(),
                role.path(),
                role.name(),
                role.id(),
                function.arn().name(),
                "",
                now,
                List.of(),
                function.arn().toString()));
  }

  /// Lambda, acting for a function.
  static Caller.Service service(FunctionArn function) {
    return new Caller.Service(
        "lambda.amazonaws.com",
        Map.of(
            "aws:SourceArn", function.toString(),
            "aws:SourceAccount", function.account(),
            "lambda:SourceFunctionArn", function.toString()));
  }

  @Override
  public String toString() {
    return "RoleSession[" + accessKeyId + "]";
  }
}
