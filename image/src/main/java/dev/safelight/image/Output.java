package dev.safelight.image;

/// Which format a thumbnail is written in: a [Format], or [#KEEP] for the original's own.
public sealed interface Output permits Format, Output.Keep {
  Output KEEP = new Keep();

  record Keep() implements Output {}
}
