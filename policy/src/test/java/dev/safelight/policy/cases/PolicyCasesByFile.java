package dev.safelight.policy.cases;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases of [PolicyCasesTest], a file at a time, for mutation testing alone: it runs tests one
/// by one, and each dynamic test would read every file again.
class PolicyCasesByFile {
  static List<Path> files() throws IOException {
    return PolicyCasesTest.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyCaseIsDecidedAsItsPageSays(Path file) throws Throwable {
    for (var test : PolicyCasesTest.tests(file)) {
      test.getExecutable().execute();
    }
  }
}
