package dev.safelight.policy.condition;

/// Addresses in ranges, IPv4 and IPv6; an address of one family never lies in a range of the other.
enum IpOperator implements Operator {
  IN("IpAddress", false),
  NOT_IN("NotIpAddress", true);

  private final String spelling;
  private final boolean negated;

  IpOperator(String spelling, boolean negated) {
    this.spelling = spelling;
    this.negated = negated;
  }

  @Override
  public String spelling() {
    return spelling;
  }

  @Override
  public boolean isNegated() {
    return negated;
  }

  @Override
  public Comparison comparison(String operand, boolean variables) {
    return IpRange.of(operand)
        .<Comparison>map(range -> (value, _) -> range.contains(value))
        .orElse(Comparison.UNREADABLE);
  }
}
