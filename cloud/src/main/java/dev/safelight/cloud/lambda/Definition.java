package dev.safelight.cloud.lambda;

import java.util.Map;

/// A function as it is stored: what Lambda needs to know to run it.
///
/// @param arn without a qualifier
/// @param version `$LATEST`, or the number of a published one
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
    String version,
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

  boolean isLatest() {
    return version.equals(FunctionArn.LATEST);
  }

  /// The version as a name of its own.
  FunctionArn versionArn() {
    return isLatest() ? arn : arn.at(version);
  }

  /// Whether two versions would run alike.
  boolean runsLike(Definition other) {
    return role.equals(other.role)
        && runtime.equals(other.runtime)
        && handler.equals(other.handler)
        && timeout == other.timeout
        && memory == other.memory
        && architecture.equals(other.architecture)
        && variables.equals(other.variables)
        && logGroup.equals(other.logGroup)
        && hash.equals(other.hash);
  }

  /// This, as it is now, for ever.
  Definition published(int number, String text, String newRevision, String now) {
    return with(Integer.toString(number), text, Map.of(), zip, hash, size, newRevision, now);
  }

  Definition tagged(Map<String, String> others) {
    return with(version, description, others, zip, hash, size, revision, modified);
  }

  Definition with(Code code, String newRevision, String now) {
    var file = code.file();
    return with(version, description, tags, file.id(), code.hash(), file.size(), newRevision, now);
  }

  Definition modified(String newRevision, String now) {
    return with(version, description, tags, zip, hash, size, newRevision, now);
  }

  /// The same settings.
  private Definition with(
      String newVersion,
      String text,
      Map<String, String> newTags,
      String newZip,
      String newHash,
      long newSize,
      String newRevision,
      String now) {
    return new Definition(
        arn,
        newVersion,
        text,
        role,
        runtime,
        handler,
        timeout,
        memory,
        architecture,
        variables,
        logGroup,
        newTags,
        newZip,
        newHash,
        newSize,
        newRevision,
        now);
  }
}
