package dev.safelight.cloud.http;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which Host a door answers: loopback addresses, `localhost` and names below it. A page that a
/// browser loaded from elsewhere can point its own name at 127.0.0.1 (DNS rebinding); its calls
/// then carry that name and are refused here. A door that was bound to another host also answers
/// that host, and the address that the client connected to: no page can make a browser send an
/// address as Host but from that address.
final class Hosts {
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{0,5}))?");
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern LOOPBACK =
      Pattern.compile("127\\.%s\\.%s\\.%s".formatted(BYTE, BYTE, BYTE));
  private static final Pattern BELOW_LOCALHOST =
      Pattern.compile("([a-z0-9_-]+\\.)*localhost", Pattern.CASE_INSENSITIVE);

  private final String bound;

  Hosts(String bound) {
    this.bound = bound.toLowerCase(Locale.ROOT);
  }

  /// Whether `authority` is a host with or without a port at all.
  static boolean isWellFormed(String authority) {
    var parts = AUTHORITY.matcher(authority);
    return parts.matches()
        && (parts.group(2) == null
            || parts.group(2).isEmpty()
            || Integer.parseInt(parts.group(2)) <= 0xffff);
  }

  /// @param authority as in the Host header
  /// @param local the address that the client connected to
  boolean answers(String authority, InetAddress local) {
    var parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      return false;
    }
    var host = parts.group(1);
    return LOOPBACK.matcher(host).matches()
        || BELOW_LOCALHOST.matcher(host).matches()
        || (host.startsWith("[") && isLoopback(host.substring(1, host.length() - 1)))
        || (!isLoopback(bound) && isOurs(host.toLowerCase(Locale.ROOT), local));
  }

  private boolean isOurs(String host, InetAddress local) {
    if (host.equals(bound)) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).equals(local);
    } catch (IllegalArgumentException _) {
      return false; // A name, and not the one that was asked for.
    }
  }

  private static boolean isLoopback(String host) {
    if (BELOW_LOCALHOST.matcher(host).matches() || LOOPBACK.matcher(host).matches()) {
      return true;
    }
    try {
      return host.contains(":") && InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false; // Not an address: it cannot be a loopback one.
    }
  }
}
