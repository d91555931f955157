package dev.safelight.cloud.lambda;

import java.util.Map;

/// A function as it is stored: what Lambda needs to know to run it.
///
/// @param timeout in seconds
/// @param memory in MB
/// @param variables what its user set
/// @param logGroup the group that it logs to; empty for `/aws/lambda/NAME`
/// @param zip the id of the object file that holds the deployment package
/// @param hash of the deployment package, SHA-256 in lower-case hex
/// @param size of the deployment package, in bytes
/// @param revision changes with every update
/// @param modified ISO 8601, as AWS writes it here
record Definition(
    FunctionArn arn,
    String description,
    String role,
    String runtime,
    String handler,
    int timeout,
    int memory,
    String architecture,
    Map<String, String> variables,
    String logGroup,
    Map<String, String> tags,
    String zip,
    String hash,
    long size,
    String revision,
    String modified) {
  Definition {
    variables = Map.copyOf(variables);
    tags = Map.copyOf(tags);
  }

  String logs() {
    return logGroup.isEmpty() ? "/aws/lambda/" + arn.name() : logGroup;
  }

  Definition with(Code code, String newRevision, String now) {
    return new Definition(
        arn,
        description,
        role,
        runtime,
        handler,
        timeout,
        memory,
        architecture,
        variables,
        logGroup,
        tags,
        code.file().id(),
        code.hash(),
        code.file().size(),
        newRevision,
        now);
  }

  Definition modified(String newRevision, String now) {
    return new Definition(
        arn,
        description,
        role,
        runtime,
        handler,
        timeout,
        memory,
        architecture,
        variables,
        logGroup,
        tags,
        zip,
        hash,
        size,
        newRevision,
        now);
  }
}
