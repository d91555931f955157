package dev.safelight.policy.match;

import java.util.Locale;

/// The name of a condition key, such as `aws:SourceIp`; upper and lower case do not matter, also in
/// the part after a `/`. Immutable.
///
/// AWS: "IAM JSON policy elements: Condition", checked 2026-11.
public final class Key {
  private final String name;
  private final String folded;
  private final int hash;

  private Key(String name) {
    this.name = name;
    this.folded = name.toLowerCase(Locale.ROOT);
    this.hash = folded.hashCode();
  }

  /// The usual names in AWS's spelling give one key each, so that finding them in a request seldom
  /// means comparing texts.
  public static Key of(String name) {
    var usual = UsualKeys.BY_NAME.get(name);
    return usual == null ? new Key(name) : usual;
  }

  static Key fresh(String name) {
    return new Key(name);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Key key && hash == key.hash && folded.equals(key.folded));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /// The name as it was written.
  @Override
  public String toString() {
    return name;
  }
}
