package dev.safelight.cloud.http;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// A request's head that left no doubt.
///
/// @param target raw, in origin form
/// @param expects whether the client waits for `100 Continue` before it sends the body
/// @param keepsOpen whether the client means to use the connection again
record Head(
    String method,
    String target,
    Headers headers,
    Framing framing,
    boolean isHttp10,
    boolean expects,
    boolean keepsOpen) {
  /// Lines that may come once, as all of `x-amz-*`: the layers above read the first, a signature
  /// covers all.
  private static final Set<String> ONCE =
      Set.of(
          "host", "authorization", "content-length", "transfer-encoding", "expect", "content-type");

  /// Lists, which an HTTP client may send a line for each element (`GetObjectAttributes`).
  private static final Set<String> LISTS =
      Set.of("x-amz-object-attributes", "x-amz-optional-object-attributes");

  /// @throws Fault for every doubt
  static Head of(Lines lines, Hosts hosts, InetAddress local, long mostBody) {
    var headers = lines.headers();
    boolean isHttp10 = lines.version().equals("HTTP/1.0");
    refuseDoubled(headers);
    var host = headers.first("Host").orElse("");
    if (host.isEmpty() && !isHttp10) {
      throw bad("An HTTP/1.1 request must have a Host header.");
    }
    if (!host.isEmpty() && !Hosts.isWellFormed(host)) {
      throw bad("The Host header is not a host with a port.");
    }
    if (!host.isEmpty() && !hosts.answers(host, local)) {
      throw new Fault(
          403,
          "AccessDenied",
          "The host %s is not answered here: only loopback addresses and names below localhost are."
              .formatted(host));
    }
    var expect = headers.first("Expect");
    if (expect.filter(what -> !what.equalsIgnoreCase("100-continue")).isPresent()) {
      throw new Fault(417, "ExpectationFailed", "Expect must be 100-continue or absent.");
    }
    return new Head(
        lines.method(),
        Target.of(lines.target(), host),
        headers,
        Framing.of(headers, isHttp10, mostBody),
        isHttp10,
        expect.isPresent() && !isHttp10,
        isHttp10 ? hasConnection(headers, "keep-alive") : !hasConnection(headers, "close"));
  }

  private static void refuseDoubled(Headers headers) {
    var seen = new HashSet<String>();
    for (var line : headers.lines()) {
      var name = line.name().toLowerCase(Locale.ROOT);
      boolean isOnce = ONCE.contains(name) || (name.startsWith("x-amz-") && !LISTS.contains(name));
      if (isOnce && !seen.add(name)) {
        throw bad("The header %s was sent twice.".formatted(name));
      }
    }
  }

  private static boolean hasConnection(Headers headers, String option) {
    return headers.all("Connection").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .anyMatch(value -> value.strip().equalsIgnoreCase(option));
  }

  private static Fault bad(String message) {
    return new Fault(400, "BadRequest", message);
  }
}
