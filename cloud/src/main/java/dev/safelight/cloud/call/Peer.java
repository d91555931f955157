package dev.safelight.cloud.call;

/// The other end of the socket: its IP address, and the TLS version as AWS spells it in
/// `s3:TlsVersion` (`1.2`, `1.3`), empty over plain HTTP.
public record Peer(String address, String tlsVersion) {
  public boolean isSecure() {
    return !tlsVersion.isEmpty();
  }
}
