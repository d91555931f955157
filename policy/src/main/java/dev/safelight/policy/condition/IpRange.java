package dev.safelight.policy.condition;

import java.util.Optional;

/// A range of addresses in CIDR notation; a bare address is a range of one. Never asks a resolver.
///
/// `high` and `low` are the address as a number of 128 bits, `bits` the size of its family (32 or
/// 128), `prefix` how many leading bits count.
record IpRange(long high, long low, int bits, int prefix) {
  private static final int V4 = 32;
  private static final int V6 = 128;
  private static final int GROUP = 16;
  private static final int GROUPS = V6 / GROUP;

  static Optional<IpRange> of(String text) {
    var slash = text.indexOf('/');
    var end = slash < 0 ? text.length() : slash;
    var colon = text.indexOf(':');
    var bits = colon < 0 || colon > end ? V4 : V6;
    var prefix = slash < 0 ? bits : decimal(text, slash + 1, text.length(), bits);
    if (prefix < 0) {
      return Optional.empty();
    }
    if (bits == V6) {
      return v6(text.substring(0, end), prefix);
    }
    var number = v4(text, 0, end);
    return number < 0 ? Optional.empty() : Optional.of(new IpRange(0, number, V4, prefix));
  }

  /// Not known where the text is no address or range. Of an IPv4 address no object is made.
  Truth contains(String text) {
    var number = v4(text, 0, text.length());
    if (number >= 0) {
      return Truth.of(contains(0, number, V4, V4));
    }
    return of(text).map(other -> Truth.of(contains(other))).orElse(Truth.UNKNOWN);
  }

  boolean contains(IpRange other) {
    return contains(other.high, other.low, other.bits, other.prefix);
  }

  private boolean contains(long otherHigh, long otherLow, int otherBits, int otherPrefix) {
    if (bits != otherBits || prefix > otherPrefix) {
      return false;
    }
    int ignored = bits - prefix;
    if (ignored < Long.SIZE) {
      return high == otherHigh && low >>> ignored == otherLow >>> ignored;
    }
    // A shift by 64 is none.
    return ignored == V6 || high >>> ignored == otherHigh >>> ignored;
  }

  /// `::ffff:192.0.2.1` is how a dual-stack socket spells an IPv4 caller; a Deny on the IPv4 range
  /// must still see it.
  private IpRange unmapped() {
    return prefix >= V6 - V4 && high == 0 && low >>> V4 == 0xffff
        ? new IpRange(0, low & 0xffff_ffffL, V4, prefix - (V6 - V4))
        : this;
  }

  /// Four octets between `from` and `to` as a number, or -1.
  private static long v4(String text, int from, int to) {
    long number = 0;
    int at = from;
    for (int octets = 1; octets <= 4; octets++) {
      var dot = octets == 4 ? to : text.indexOf('.', at);
      if (dot < 0 || dot > to) {
        return -1;
      }
      var octet = decimal(text, at, dot, 255);
      // A leading zero is octal to some readers and decimal to others.
      if (octet < 0 || (dot - at > 1 && text.charAt(at) == '0')) {
        return -1;
      }
      number = number << 8 | octet;
      at = dot + 1;
    }
    return number;
  }

  private static Optional<IpRange> v6(String text, int prefix) {
    var gap = text.indexOf("::");
    var groups = new int[GROUPS];
    if (gap < 0) {
      return groups(text, groups) == GROUPS ? join(groups, prefix) : Optional.empty();
    }
    var tail = new int[GROUPS];
    // Only the very last groups may be written as an IPv4 address.
    var early = text.lastIndexOf('.', gap) >= 0;
    var before = gap == 0 ? 0 : early ? -1 : groups(text.substring(0, gap), groups);
    var rest = text.substring(gap + 2);
    var behind = rest.isEmpty() ? 0 : groups(rest, tail);
    // The gap is one group at least.
    if (before < 0 || behind < 0 || before + behind >= GROUPS) {
      return Optional.empty();
    }
    System.arraycopy(tail, 0, groups, GROUPS - behind, behind);
    return join(groups, prefix);
  }

  private static Optional<IpRange> join(int[] groups, int prefix) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < GROUPS; i++) {
      high = i < GROUPS / 2 ? high << GROUP | groups[i] : high;
      low = i < GROUPS / 2 ? low : low << GROUP | groups[i];
    }
    return Optional.of(new IpRange(high, low, V6, prefix).unmapped());
  }

  /// Reads groups of hexadecimal digits, the last of which may be an IPv4 address, which is two
  /// groups; returns how many, or -1.
  private static int groups(String text, int[] into) {
    int count = 0;
    int at = 0;
    while (at <= text.length()) {
      var colon = text.indexOf(':', at);
      var end = colon < 0 ? text.length() : colon;
      if (count == GROUPS) {
        return -1;
      }
      if (colon < 0 && text.indexOf('.', at) >= 0) {
        var v4 = v4(text, at, end);
        if (v4 < 0 || count == GROUPS - 1) {
          return -1;
        }
        into[count++] = (int) (v4 >>> GROUP);
        into[count++] = (int) (v4 & 0xffff);
      } else {
        var group = hexadecimal(text, at, end);
        if (group < 0) {
          return -1;
        }
        into[count++] = group;
      }
      at = end + 1;
    }
    return count;
  }

  private static int hexadecimal(String text, int from, int to) {
    if (from == to || to - from > 4) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      var digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number << 4 | digit;
    }
    return number;
  }

  /// The number from 0 to `most`, or -1.
  private static int decimal(String text, int from, int to, int most) {
    if (from >= to || to - from > 3) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number <= most ? number : -1;
  }
}
