package dev.safelight.cloud;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/// How an environment is opened.
///
/// @param data where it keeps its state
/// @param durable whether a commit waits for the disk
/// @param host the address that the listeners bind to
/// @param port of plain HTTP; 0 for any free one
/// @param tlsPort of HTTPS; 0 for any free one
/// @param fastRetries whether failed asynchronous events are repeated at once instead of after
///   minutes
/// @param acceptInert what templates may have without its being acted on: `TYPE` or `TYPE.PROPERTY`
public record Settings(
    Path data,
    boolean durable,
    String host,
    int port,
    int tlsPort,
    InstantSource clock,
    boolean fastRetries,
    Set<String> acceptInert) {
  public static final String ACCOUNT = "123456789012";
  public static final String REGION = "us-east-1";

  public Settings {
    acceptInert = Set.copyOf(acceptInert);
  }

  public Settings(
      Path data,
      boolean durable,
      String host,
      int port,
      int tlsPort,
      InstantSource clock,
      boolean fastRetries) {
    this(data, durable, host, port, tlsPort, clock, fastRetries, Set.of());
  }

  /// The same, where templates may have more that is not acted on.
  ///
  /// @param patterns `TYPE` or `TYPE.PROPERTY`, such as `AWS::S3::Bucket.LoggingConfiguration`
  public Settings accepting(Set<String> patterns) {
    return new Settings(data, durable, host, port, tlsPort, clock, fastRetries, patterns);
  }

  /// State that need not survive the machine, on free ports of the loopback.
  public static Settings ephemeral(Path data) {
    return new Settings(data, false, "127.0.0.1", 0, 0, InstantSource.system(), false);
  }
}
