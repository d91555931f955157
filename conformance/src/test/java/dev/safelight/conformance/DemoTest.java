package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cli.demo.Demo;
import dev.safelight.cli.demo.Report;
import dev.safelight.cli.demo.Watcher;
import dev.safelight.cli.deploy.Order;
import dev.safelight.cli.design.Design;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job end to end: real processes, real enforcement, and a report that tells the truth.
class DemoTest {
  @TempDir Path folder;

  @Test
  void anUploadBecomesAThumbnailBecauseTheBucketPolicySaysSo() throws Exception {
    var report = run(Built.template());
    assertThat(report.steps()).allMatch(Report.Step::ok);
    assertThat(report.truthTable())
        .extracting(Report.Row::found)
        .containsExactly("allowed", "denied", "denied", "refused");
    assertThat(report.ok()).isTrue();
    assertThat(step(report, "why it was allowed").outcome())
        .contains("Allowed s3:GetObject")
        .contains("ReadOriginals");
    assertThat(step(report, "another role").outcome())
        .contains("is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::")
        .contains("because no identity-based policy allows the s3:GetObject action")
        .contains("Nearest was ReadOriginals (line 1 of the bucket policy of ")
        .contains("safelight why ");
    assertThat(Files.readAllBytes(report.thumbnails().getFirst())).startsWith(0xFF, 0xD8, 0xFF);
  }

  @Test
  void withoutItsStatementTheDemoStopsAtTheStepThatNeedsIt() throws Exception {
    var template =
        Files.writeString(
            folder.resolve("template.yaml"),
            Files.readString(Built.template())
                .replace("Action: s3:GetObject", "Action: s3:GetObjectTagging"));
    var report = run(template);
    assertThat(report.ok()).isFalse();
    var last = report.steps().getLast();
    assertThat(last.ok()).isFalse();
    assertThat(last.name()).isEqualTo("thumbnail of photo.jpg");
    assertThat(last.outcome())
        .contains("assumed-role/LambdaThumbRole/")
        .contains("is not authorized to perform: s3:GetObject");
    assertThat(report.thumbnails()).isEmpty();
  }

  private Report run(Path template) throws Exception {
    var order = Order.of(template, Design.STACK, OwnStack.HERE);
    try (var place = Place.open(folder.resolve("data"))) {
      return new Demo(place.cloud(), place.admin(), order, Built.functionZip(), new Quiet())
          .run(0, List.of(Built.photo()), folder.resolve("out"));
    }
  }

  private static Report.Step step(Report report, String name) {
    return report.steps().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  private static final class Quiet implements Watcher {
    @Override
    public void begins(String step) {}

    @Override
    public void ended(Report.Step step) {}

    @Override
    public void row(Report.Row row) {}
  }
}
