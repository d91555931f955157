package dev.safelight.image;

import dev.safelight.image.probe.Header;
import java.util.Locale;

/// What came of an original: a thumbnail, or the reason why there is none.
public sealed interface Thumbnailing {
  /// A thumbnail of `width` x `height` pixels, upright, in sRGB, without any metadata. The array is
  /// the caller's.
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Made(byte[] bytes, Format format, int width, int height, Header original)
      implements Thumbnailing {}

  /// No thumbnail. Trying again gives the same answer.
  sealed interface Refused extends Thumbnailing, Rendering {
    /// For people: what was found and what would be allowed.
    String message();
  }

  /// `found` is what the bytes look like: `PDF`, `text`, `nothing`.
  record NotAnImage(String found) implements Refused {
    @Override
    public String message() {
      return "not an image: found " + found + "; " + Format.READ + " are supported";
    }
  }

  /// An image, but `what` is beyond this engine: `GIF`, `12-bit JPEG`.
  record Unsupported(String what) implements Refused {
    @Override
    public String message() {
      return what + " is not supported; " + Format.READ + " are";
    }
  }

  /// `what` (a unit: `pixels`, `scans`) was `found`, and `allowed` is the most.
  record TooLarge(String what, long found, long allowed) implements Refused {
    @Override
    public String message() {
      return String.format(
          Locale.ROOT, "too large: %,d %s, at most %,d allowed", found, what, allowed);
    }
  }

  /// The file ends before the image does.
  record Truncated(String detail) implements Refused {
    @Override
    public String message() {
      return "truncated: " + detail;
    }
  }

  /// The file contradicts its format.
  record Corrupt(String detail) implements Refused {
    @Override
    public String message() {
      return "corrupt: " + detail;
    }
  }

  /// An image that this machine has no decoder for; `install` says what brings one.
  record NoDecoder(String what, String install) implements Refused {
    @Override
    public String message() {
      return what + " cannot be decoded here: " + install;
    }
  }

  /// Decoding was stopped after `allowed` milliseconds.
  record TooSlow(long allowed) implements Refused {
    @Override
    public String message() {
      return String.format(Locale.ROOT, "too slow: stopped after the %,d ms allowed", allowed);
    }
  }

  /// The process that decoded it ended; `how` says what is known of that.
  record Fatal(String how) implements Refused {
    @Override
    public String message() {
      return "its decoder's process ended: " + how;
    }
  }
}
