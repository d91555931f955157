package dev.safelight.image.probe;

/// What [Probe] found: the [Header] of an image, or why there is none.
public sealed interface Finding permits Header, Finding.Problem {
  sealed interface Problem extends Finding {}

  /// Not an image; `found` says what it looks like.
  record NotAnImage(String found) implements Problem {}

  /// An image of a kind that is not decoded.
  record Unsupported(String what) implements Problem {}

  /// The bytes end inside `detail`.
  record Truncated(String detail) implements Problem {}

  /// More of `what` than [Probe] reads: it `found` so many, or stopped counting there.
  record TooLarge(String what, long found, long allowed) implements Problem {}

  /// The bytes contradict their format.
  record Corrupt(String detail) implements Problem {}
}
