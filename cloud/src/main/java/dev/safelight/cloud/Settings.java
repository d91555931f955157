package dev.safelight.cloud;

import java.nio.file.Path;
import java.time.InstantSource;

/// How an environment is opened.
///
/// @param data where it keeps its state
/// @param durable whether a commit waits for the disk
/// @param host the address that the listeners bind to
/// @param port of plain HTTP; 0 for any free one
/// @param tlsPort of HTTPS; 0 for any free one
/// @param fastRetries whether failed asynchronous events are repeated at once instead of after
///   minutes
public record Settings(
    Path data,
    boolean durable,
    String host,
    int port,
    int tlsPort,
    InstantSource clock,
    boolean fastRetries) {
  public static final String ACCOUNT = "123456789012";
  public static final String REGION = "us-east-1";

  /// State that need not survive the machine, on free ports of the loopback.
  public static Settings ephemeral(Path data) {
    return new Settings(data, false, "127.0.0.1", 0, 0, InstantSource.system(), false);
  }
}
