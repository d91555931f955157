package dev.safelight.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.safelight.template.document.Document;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Problem;
import dev.safelight.template.resolve.Pseudo;
import dev.safelight.template.resolve.Resolver;
import dev.safelight.template.resolve.Surroundings;
import dev.safelight.template.schema.Checker;
import dev.safelight.template.schema.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Templates broken in one way each, as data: the comments at the head of each say what AWS says,
/// where that was seen (`unverified`: nowhere; `ours`: AWS would deploy it), and where it is wrong.
class BrokenTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/safelight/template/broken");

  private static final Pseudo PSEUDO = Pseudo.of("123456789012", "eu-west-1", "s", "arn:s");

  @TestFactory
  Stream<DynamicTest> eachIsRefusedInTheExpectedWords() throws IOException {
    var checker = new Checker(Schemas.load());
    List<Path> files;
    try (var list = Files.list(FOLDER)) {
      files = list.sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(20);
    return files.stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file, checker)));
  }

  private static void check(Path file, Checker checker) throws IOException {
    var text = Files.readString(file);
    var head = head(text);
    assertThat(head).containsKeys("expect", "source");
    var problem = problem(text, head, checker);
    assertThat(problem.message()).startsWith(head.get("expect").replace('|', '\n'));
    if (!head.get("expect").endsWith("[")) {
      assertThat(problem.message()).isEqualTo(head.get("expect").replace('|', '\n'));
    }
    if (head.containsKey("line")) {
      assertThat(problem.place().line()).isEqualTo(Integer.parseInt(head.get("line")));
      assertThat(problem.place().column()).isPositive();
    }
    assertThat(problem.detail()).contains(head.getOrDefault("detail", ""));
  }

  private static Problem problem(String text, Map<String, String> head, Checker checker) {
    var given = new HashMap<String, String>();
    if (head.containsKey("parameter")) {
      var pair = head.get("parameter").split("=", 2);
      given.put(pair[0], pair[1]);
    }
    try {
      var template = Template.parse(text, Document.Carrier.BODY);
      checker.check(Resolver.resolve(template, given, PSEUDO, Surroundings.empty()));
    } catch (InvalidTemplate invalid) {
      return invalid.problem();
    }
    throw new AssertionError("nothing was wrong");
  }

  private static Map<String, String> head(String text) {
    var head = new HashMap<String, String>();
    text.lines()
        .takeWhile(line -> line.startsWith("# "))
        .map(line -> line.substring(2).split(": ", 2))
        .forEach(pair -> head.put(pair[0], pair[1]));
    return head;
  }
}
