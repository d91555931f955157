package dev.safelight.wire.sigv4;

/// The keys of one caller; an empty `sessionToken` means long-term keys. Printing shows no secret.
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {
  public Credentials {
    if (accessKeyId.isEmpty() || secretAccessKey.isEmpty()) {
      throw new IllegalArgumentException("access key id and secret access key must not be empty");
    }
  }

  @Override
  public String toString() {
    return "Credentials[" + accessKeyId + (sessionToken.isEmpty() ? "]" : ", session]");
  }
}
