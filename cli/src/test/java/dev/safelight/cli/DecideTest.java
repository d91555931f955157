package dev.safelight.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cli.cases.CaseFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecideTest {
  @TempDir Path folder;

  private static String one(String id, String action) {
    return """
    {"id": "%s", "request": {"principal": "arn:aws:iam::123456789012:user/anna", "action": "%s", \
    "resource": "arn:aws:s3:::photos/a.jpg", "resourceAccount": "123456789012", "context": {}}, \
    "identityPolicies": [{"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", \
    "Action": "s3:GetObject", "Resource": "*"}]}]}\
    """
        .formatted(id, action);
  }

  private Ran decide(byte[] cases) throws IOException {
    return Ran.safelight("decide", "--cases", Files.write(folder.resolve("cases.jsonl"), cases));
  }

  private Ran decide(String cases) throws IOException {
    return decide(cases.getBytes(UTF_8));
  }

  @Test
  void eachLineIsAnsweredByALine() throws IOException {
    var ran = decide(one("a", "s3:GetObject") + "\n" + one("b", "s3:PutObject") + "\n");
    assertThat(ran.code()).isZero();
    var lines = ran.out().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .isEqualTo(
            "{\"id\":\"a\",\"decision\":\"Allowed\",\"message\":\"\",\"decidedBy\":[{\"type\":\"identity-based policy\","
                + "\"policy\":\"identityPolicies[1]\",\"statement\":\"Read\"}]}");
    assertThat(lines.getLast())
        .contains("\"decision\":\"ImplicitlyDenied\"")
        .contains("because no identity-based policy allows the s3:PutObject action");
  }

  @Test
  void aMarkReturnsAndBlankLinesAreAsIfAbsent() throws IOException {
    var ran =
        decide("\ufeff" + one("a", "s3:GetObject") + "\r\n\r\n  \n" + one("b", "s3:GetObject"));
    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines()).hasSize(2).allMatch(line -> line.contains("Allowed"));
  }

  @Test
  void whatCannotBeReadIsAnErrorAndTheOthersAreAnswered() throws IOException {
    var bad =
        List.of(
            "{",
            "null",
            "[]",
            "{\"id\": \"x\"}",
            "{\"id\": \"y\", \"request\": {\"action\": \"s3:GetObject\"}}",
            "[".repeat(100_000));
    var cases = new StringBuilder(one("first", "s3:GetObject")).append('\n');
    bad.forEach(line -> cases.append(line).append('\n'));
    cases.append(one("last", "s3:GetObject"));
    var ran = decide(cases.toString());
    assertThat(ran.code()).isEqualTo(2);
    var lines = ran.out().lines().toList();
    assertThat(lines).hasSize(bad.size() + 2);
    assertThat(lines.subList(1, bad.size() + 1)).allMatch(line -> line.contains("\"error\":"));
    assertThat(lines.get(4)).startsWith("{\"id\":\"x\",\"error\":");
    assertThat(lines.getLast()).contains("\"id\":\"last\",\"decision\":\"Allowed\"");
  }

  @Test
  void bytesThatAreNoTextAreAnError() throws IOException {
    var broken = one("a", "s3:GetObject").replace("anna", "\u00e9").getBytes(UTF_8);
    for (int i = 0; i < broken.length; i++) {
      if (broken[i] == (byte) 0xc3) {
        broken[i] = (byte) 0xff;
      }
    }
    var ran = decide(broken);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).contains("line 1 is not UTF-8");
  }

  @Test
  void idsAreToldInAsciiWhateverTheTerminal() throws IOException {
    var ran = decide(one("\u00fcber \ud83d\ude00 \\\"error\\\"", "s3:GetObject"));
    assertThat(ran.code()).isZero();
    assertThat(ran.out().chars()).allMatch(c -> c < 128);
    assertThat(JsonMapper.builder().build().readTree(ran.out()).path("id").asText())
        .isEqualTo("\u00fcber \ud83d\ude00 \"error\"");
  }

  @Test
  void aLongLineIsReadAndOneBeyondAllCasesIsAnError() throws IOException {
    var ran = decide(one("x".repeat(500_000), "s3:GetObject"));
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).hasSizeGreaterThan(500_000);
    var beyond =
        decide(one("x".repeat(20_000_000), "s3:GetObject") + "\n" + one("b", "s3:GetObject"));
    assertThat(beyond.code()).isEqualTo(2);
    assertThat(beyond.out().lines().toList().getFirst()).contains("\"error\":\"longer than");
    assertThat(beyond.out().lines().toList().getLast()).contains("Allowed");
  }

  @Test
  void anEmptyFileHasNoCase() throws IOException {
    var empty = decide("");
    assertThat(empty.code()).isZero();
    assertThat(empty.out()).isEmpty();
  }

  @Test
  void aFileIsNeverHeldAsAWhole() throws IOException {
    // An endless file would have to be read to its end first; this one ends by breaking.
    var line = (one("a", "s3:GetObject") + "\n").getBytes(UTF_8);
    var answers = new ArrayList<String>();
    var endless =
        new InputStream() {
          private InputStream now = new ByteArrayInputStream(line);

          @Override
          public int read() throws IOException {
            if (answers.size() == 1000) {
              throw new IOException("enough");
            }
            int read = now.read();
            if (read < 0) {
              now = new ByteArrayInputStream(line);
              read = now.read();
            }
            return read;
          }
        };
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> new CaseFile(endless).answer(answers::add)))
        .hasMessage("enough");
    assertThat(answers).hasSize(1000);
  }

  @Test
  void aFileThatIsNotThereIsAnInputError() {
    var ran = Ran.safelight("decide", "--cases", folder.resolve("none.jsonl"));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("none.jsonl");
    assertThat(Ran.safelight("decide", "--cases", folder).code()).isEqualTo(2);
    assertThat(Ran.safelight("decide").code()).isEqualTo(2);
  }
}
