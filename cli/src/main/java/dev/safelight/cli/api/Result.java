package dev.safelight.cli.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// What a call was answered.
///
/// @param requestId the answer's request id, by which the audit trail knows the call
/// @param errorType the error's code where a header says it, as the JSON protocols do; else empty
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Result(int status, String requestId, String errorType, byte[] body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public boolean ok() {
    return status < 300;
  }

  public String text() {
    return new String(body, UTF_8);
  }

  /// The text of the first XML element of that name; empty where there is none.
  public String element(String name) {
    var text = text();
    int begin = text.indexOf("<" + name + ">");
    int end = begin < 0 ? -1 : text.indexOf("</" + name + ">", begin);
    return end < 0
        ? ""
        : text.substring(begin + name.length() + 2, end)
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
  }

  /// An XML answer, or what it holds of `XResponse` and `XResult`.
  public Xml xml() {
    var root = Xml.read(body);
    for (var child : root.children()) {
      if (child.name().endsWith("Result")) {
        return child;
      }
    }
    return root;
  }

  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException | RuntimeException broken) {
      throw new IllegalStateException("not JSON: " + text(), broken);
    } catch (java.io.IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  /// The error's code and message, whatever the protocol; the status where the answer says nothing
  /// else.
  public String error() {
    var text = text();
    if (text.startsWith("{")) {
      var json = json();
      var message = json.has("message") ? json.get("message") : json.path("Message");
      var code = errorType.isEmpty() ? json.path("__type").asText("") : errorType;
      return (code.isEmpty() ? "status " + status : code) + ": " + message.asText("");
    }
    var code = element("Code");
    return code.isEmpty() ? "status " + status : code + ": " + element("Message");
  }
}
