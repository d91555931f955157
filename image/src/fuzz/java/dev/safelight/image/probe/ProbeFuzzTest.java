package dev.safelight.image.probe;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes get an answer, the same one each time, and with sizes that can be reckoned with.
class ProbeFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void anyBytesGetAnAnswer(byte[] file) {
    var finding = Probe.read(file);
    if (!finding.equals(Probe.read(file))) {
      throw new AssertionError("two answers");
    }
    if (finding instanceof Header header
        && (header.width() < 1
            || header.height() < 1
            || header.frames() < 1
            || header.held() < 0
            || header.pixels() < 1)) {
      throw new AssertionError(header.toString());
    }
  }
}
