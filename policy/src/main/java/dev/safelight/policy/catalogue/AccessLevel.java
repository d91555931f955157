package dev.safelight.policy.catalogue;

/// What an action does to its resource. AWS: "Access levels in policy summaries", checked 2026-11.
public enum AccessLevel {
  LIST,
  READ,
  WRITE,
  TAGGING,
  PERMISSIONS;

  static AccessLevel of(char initial) {
    return switch (initial) {
      case 'L' -> LIST;
      case 'R' -> READ;
      case 'W' -> WRITE;
      case 'T' -> TAGGING;
      case 'P' -> PERMISSIONS;
      default -> throw new IllegalStateException("no access level begins with " + initial);
    };
  }
}
