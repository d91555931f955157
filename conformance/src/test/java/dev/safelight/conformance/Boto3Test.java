package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A Python program with boto3, pointed here by nothing but the variables of `safelight env`.
class Boto3Test {
  @RegisterExtension static final Environment HERE = new Environment();

  @Test
  void aStoryInPythonHoldsFromEndToEnd() throws Exception {
    var outside = Outside.of(HERE);
    outside.assume("python3", "-c", "import boto3");
    var script = HERE.folder().resolve("story.py");
    try (var story = Boto3Test.class.getResourceAsStream("boto3_story.py")) {
      Files.write(script, story.readAllBytes());
    }
    assertThat(outside.run("python3", script.toString())).endsWith("all of it held\n");
  }
}
