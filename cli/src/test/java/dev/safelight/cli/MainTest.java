package dev.safelight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cli.demo.Report;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "demo --help",
        "up --help",
        "env --help",
        "thumbnail --help",
        "build --help"
      })
  void helpEndsWithAnExample(String arguments) {
    var out = new StringWriter();
    int code = Main.commandLine().setOut(new PrintWriter(out)).execute(arguments.split(" ", -1));
    assertThat(code).isZero();
    assertThat(out.toString()).containsPattern("(Example|Begin with):  \\S");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up --prot 1",
        "demo no-such-file.jpg",
        "demo --output xml",
        "thumbnail one",
        "thumbnail in out --box 0x1",
        "thumbnail in out --box 12",
        "thumbnail in out --quality 101",
        "thumbnail in out --fit squeeze",
        "build --runtime nodejs22.x",
        "build --architecture mips",
        "frobnicate",
        ""
      })
  void aWrongCallIsExplainedAndEndsWithTwo(String arguments) {
    var err = new StringWriter();
    int code =
        Main.commandLine()
            .setErr(new PrintWriter(err))
            .execute(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
  }

  @Test
  void aMisspelledVariableIsNoSetting() {
    assertThat(Main.unknownVariables(Set.of("PATH", "SAFELIGHT_DEBUG", "SAFELIGHT_ENFORCE")))
        .containsExactly("SAFELIGHT_ENFORCE");
  }

  @Test
  void aReportReadsAsPromised() {
    var report =
        new Report(
            List.of(new Report.Step("upload \"x\"", 12, "9 MB", true)),
            List.of(Path.of("/out/x.jpg")),
            List.of(new Report.Row("condition", "denied", "allowed", "because")),
            false);
    assertThat(ReportJson.of(report))
        .isEqualTo(
            "{\"steps\":[{\"name\":\"upload \\\"x\\\"\",\"millis\":12,\"outcome\":\"9 MB\",\"ok\":true}],"
                + "\"thumbnail\":\"/out/x.jpg\",\"thumbnails\":[\"/out/x.jpg\"],"
                + "\"truthTable\":[{\"condition\":\"condition\",\"wanted\":\"denied\",\"found\":\"allowed\",\"because\":\"because\"}],"
                + "\"ok\":false}");
  }
}
