package dev.safelight.image.probe;

/// How long a colour profile may be: those in use have up to 2.5 MB (print, with tables both ways),
/// and colour engines hold them several times.
final class Profile {
  static final String WHAT = "bytes of colour profile";
  static final int MOST = 4 << 20;

  private Profile() {}

  static void check(long bytes) throws Broken {
    if (bytes > MOST) {
      throw Broken.tooLarge(WHAT, bytes, MOST);
    }
  }
}
