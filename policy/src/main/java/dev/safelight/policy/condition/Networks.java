package dev.safelight.policy.condition;

/// What a range of addresses says about who may come from it.
public final class Networks {
  private static final int WIDEST_V4 = 8;
  private static final int WIDEST_V6 = 32;

  private Networks() {}

  /// Whether a range (CIDR, or one address) is small enough to be somebody's: IPv4 from /8, IPv6
  /// from /32. What is no range is not.
  public static boolean isNarrow(String range) {
    return IpRange.of(range)
        .filter(it -> it.prefix() >= (it.bits() == 32 ? WIDEST_V4 : WIDEST_V6))
        .isPresent();
  }
}
