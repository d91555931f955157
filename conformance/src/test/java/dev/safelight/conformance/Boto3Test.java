package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A Python program with boto3, pointed here by nothing but the variables of `safelight env`.
class Boto3Test {
  @RegisterExtension static final Environment HERE = new Environment();

  @ParameterizedTest
  @ValueSource(strings = {"boto3_story.py", "boto3_versions.py"})
  void aStoryInPythonHoldsFromEndToEnd(String name) throws Exception {
    var outside = Outside.of(HERE);
    outside.assume("python3", "-c", "import boto3");
    var script = HERE.folder().resolve(name);
    try (var story = Boto3Test.class.getResourceAsStream(name)) {
      Files.write(script, story.readAllBytes());
    }
    assertThat(outside.run("python3", script.toString())).endsWith("all of it held\n");
  }
}
