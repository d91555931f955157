package dev.safelight.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.template.Template;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A template's local files, and the template without them.
class PackagingTest {
  private static final Path FOLDER = Path.of("/there");

  private static Packaging of(String text) {
    return Packaging.of(text, Template.parse(text, Document.Carrier.S3), FOLDER);
  }

  @Test
  void theOwnTemplateKeepsItsLinesAndItsMeaning() throws IOException {
    var text = Files.readString(Path.of("../template.yaml"));
    var packaging = of(text);
    assertThat(packaging.files()).containsExactly(FOLDER.resolve("target/function.zip"));
    var rewritten = packaging.rewritten("bucket", _ -> "key.zip");
    assertThat(rewritten.lines().count()).isEqualTo(text.lines().count());
    var code =
        Template.parse(rewritten, Document.Carrier.S3)
            .resources()
            .get("Thumbnailer")
            .properties()
            .get("Code")
            .orElseThrow();
    assertThat(Document.json(code)).isEqualTo("{\"S3Bucket\":\"bucket\",\"S3Key\":\"key.zip\"}");
    assertThat(code).isInstanceOf(Node.Fields.class);
  }

  @Test
  void quotesAndJsonAreReadToo() {
    for (var code : new String[] {"\"a b.zip\"", "'a b.zip'"}) {
      var text =
          "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: {Code: "
              + code
              + ", Role: r}\n";
      assertThat(of(text).files()).containsExactly(FOLDER.resolve("a b.zip"));
      assertThat(of(text).rewritten("b", _ -> "k"))
          .contains("Properties: {Code: {\"S3Bucket\": \"b\", \"S3Key\": \"k\"}, Role: r}");
    }
    var json =
        "{\"Resources\": {\"F\": {\"Type\": \"AWS::Lambda::Function\", \"Properties\": {\"Code\": \"f.zip\"}}}}";
    assertThat(of(json).rewritten("b", _ -> "k"))
        .contains("{\"Code\": {\"S3Bucket\": \"b\", \"S3Key\": \"k\"}}");
  }

  @Test
  void codeThatIsInS3AlreadyStays() {
    var text =
        "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: {Code: {S3Bucket: x, S3Key: y}}\n";
    assertThat(of(text).files()).isEmpty();
    assertThat(of(text).rewritten("b", _ -> "k")).isEqualTo(text);
  }

  @Test
  void anAddressIsNoFile() {
    var text =
        "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties: {Code: s3://a/b}\n";
    assertThatThrownBy(() -> of(text).files()).isInstanceOf(Refused.class);
  }
}
