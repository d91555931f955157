package dev.safelight.policy.condition;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A range of addresses in CIDR notation; a bare address is a range of one. Never asks a resolver.
///
/// `base` is the address as a number, `bits` the size of its family (32 or 128), `prefix` how many
/// leading bits count.
record IpRange(BigInteger base, int bits, int prefix) {
  private static final int V4 = 32;
  private static final int V6 = 128;
  private static final int GROUP = 16;
  private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);

  static Optional<IpRange> of(String text) {
    var slash = text.indexOf('/');
    var address = slash < 0 ? text : text.substring(0, slash);
    var bits = address.indexOf(':') < 0 ? V4 : V6;
    var number = bits == V4 ? v4(address) : v6(address);
    var prefix = slash < 0 ? bits : decimal(text.substring(slash + 1), bits);
    return number.isEmpty() || prefix < 0
        ? Optional.empty()
        : Optional.of(new IpRange(number.get(), bits, prefix).unmapped());
  }

  boolean contains(IpRange other) {
    return bits == other.bits
        && prefix <= other.prefix
        && base.shiftRight(bits - prefix).equals(other.base.shiftRight(bits - prefix));
  }

  /// `::ffff:192.0.2.1` is how a dual-stack socket spells an IPv4 caller; a Deny on the IPv4 range
  /// must still see it.
  private IpRange unmapped() {
    return bits == V6 && prefix >= V6 - V4 && base.shiftRight(V4).equals(MAPPED)
        ? new IpRange(base.and(BigInteger.valueOf(0xffff_ffffL)), V4, prefix - (V6 - V4))
        : this;
  }

  private static Optional<BigInteger> v4(String text) {
    var parts = text.split("\\.", -1);
    long number = 0;
    for (var part : parts) {
      var octet = decimal(part, 255);
      // A leading zero is octal to some readers and decimal to others.
      if (octet < 0 || (part.length() > 1 && part.startsWith("0"))) {
        return Optional.empty();
      }
      number = number << 8 | octet;
    }
    return parts.length == 4 ? Optional.of(BigInteger.valueOf(number)) : Optional.empty();
  }

  private static Optional<BigInteger> v6(String text) {
    var gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text).filter(all -> all.size() == V6 / GROUP).map(IpRange::join);
    }
    var head = gap == 0 ? Optional.of(List.<Integer>of()) : groups(text.substring(0, gap));
    var rest = text.substring(gap + 2);
    var tail = rest.isEmpty() ? Optional.of(List.<Integer>of()) : groups(rest);
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    var all = new ArrayList<>(head.get());
    while (all.size() + tail.get().size() < V6 / GROUP) {
      all.add(0);
    }
    all.addAll(tail.get());
    return all.size() == V6 / GROUP ? Optional.of(join(all)) : Optional.empty();
  }

  private static BigInteger join(List<Integer> groups) {
    var number = BigInteger.ZERO;
    for (var group : groups) {
      number = number.shiftLeft(GROUP).or(BigInteger.valueOf(group));
    }
    return number;
  }

  /// Groups of hexadecimal digits; the last may be an IPv4 address, which is two groups.
  private static Optional<List<Integer>> groups(String text) {
    var groups = new ArrayList<Integer>();
    for (var part : text.split(":", -1)) {
      if (part.indexOf('.') >= 0 && text.endsWith(part)) {
        var v4 = v4(part);
        if (v4.isEmpty()) {
          return Optional.empty();
        }
        groups.add(v4.get().intValue() >>> GROUP);
        groups.add(v4.get().intValue() & 0xffff);
      } else if (part.isEmpty()
          || part.length() > 4
          || !part.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
        return Optional.empty();
      } else {
        groups.add(Integer.parseInt(part, 16));
      }
    }
    return Optional.of(List.copyOf(groups));
  }

  /// The number from 0 to `most`, or -1.
  private static int decimal(String text, int most) {
    if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    var number = Integer.parseInt(text);
    return number <= most ? number : -1;
  }
}
