package dev.safelight.cloud.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An error that the client is told, in AWS's words: the one exception type by which an operation
/// ends without its effect. Whatever it changed is rolled back; the audit record keeps code and
/// message.
///
/// Each service spells its own codes; the protocol turns a fault into XML or JSON once.
public final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String text;
  private final transient Map<String, String> details;
  private final transient Map<String, String> headers;

  public Fault(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  /// @param details further elements of the error document, such as `BucketName`, in order
  public Fault(int status, String code, String message, Map<String, String> details) {
    this(status, code, message, details, Map.of());
  }

  /// @param headers what the reply says besides, such as `x-amz-delete-marker`
  public Fault(
      int status,
      String code,
      String message,
      Map<String, String> details,
      Map<String, String> headers) {
    super(code + ": " + message, null, false, false);
    this.status = status;
    this.code = code;
    this.text = message;
    this.details = new LinkedHashMap<>(details);
    this.headers = new LinkedHashMap<>(headers);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /// The text for the client.
  public String text() {
    return text;
  }

  public Map<String, String> details() {
    return details;
  }

  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }
}
