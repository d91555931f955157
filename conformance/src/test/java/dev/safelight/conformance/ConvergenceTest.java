package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cli.design.Design;
import dev.safelight.cli.design.ManagedZip;
import dev.safelight.cloud.Settings;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// The function as it is built, in the environment as it is: overwritten, repeated and at once.
class ConvergenceTest {
  @RegisterExtension static final Environment environment = new Environment();

  private static final int KEYS = 6;

  @Test
  void theLastThumbnailIsTheLastOriginals() throws Exception {
    var design = deployed();
    var s3 = environment.admin().s3();
    try (var uploads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int key = 0; key < KEYS; key++) {
        int number = key;
        var _ =
            uploads.submit(() -> {
              var random = new Random(number);
              // The same contents come back, so that their entity tags do.
              for (int version = 0; version < 8; version++) {
                var photo = photo(random.nextInt(3));
                s3.putObject(
                    put -> put.bucket(design.bucket()).key("originals/" + number + ".png"),
                    RequestBody.fromBytes(photo));
              }
              return number;
            });
      }
    }
    for (int key = 0; key < KEYS; key++) {
      var name = key + ".png";
      var original = s3.headObject(o -> o.bucket(design.bucket()).key("originals/" + name));
      var source = original.eTag().replace("\"", "");
      Await.until(
          "the thumbnail of the last " + name,
          () -> sourceOf(design, "thumbnails/" + name),
          source::equals);
    }
  }

  @Test
  void theSameClassesRunAsJava25() throws Exception {
    var libvips = libvips();
    var zip = ManagedZip.of(Built.root().resolve("thumbnail/target/java25.zip"), libvips);
    assertThat(zip)
        .isEqualTo(ManagedZip.of(Built.root().resolve("thumbnail/target/java25.zip"), libvips));
    assertThat(zip).hasSizeLessThan(50 << 20);
    var design = deployed();
    environment
        .admin()
        .lambda()
        .createFunction(f ->
            f.functionName("managed")
                .runtime("java25")
                .handler("dev.safelight.thumbnail.Handler")
                .role(design.roleArn())
                .memorySize(512)
                .timeout(60)
                .architecturesWithStrings(architecture())
                .code(c -> c.zipFile(software.amazon.awssdk.core.SdkBytes.fromByteArray(zip))));
    var key = "originals/managed.png";
    var s3 = environment.admin().s3();
    var eTag =
        s3.putObject(put -> put.bucket(design.bucket()).key(key), RequestBody.fromBytes(photo(7)))
            .eTag();
    var event =
        """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put",
        "s3":{"bucket":{"name":"%s"},"object":{"key":"%s","size":%d,"eTag":%s}}}]}
        """
            .formatted(design.bucket(), key, photo(7).length, eTag);
    for (var payload : List.of(event, "{\"Event\":\"s3:TestEvent\"}")) {
      var answer =
          environment
              .admin()
              .lambda()
              .invoke(i ->
                  i.functionName("managed")
                      .payload(software.amazon.awssdk.core.SdkBytes.fromUtf8String(payload)));
      assertThat(answer.functionError()).as(answer.payload().asUtf8String()).isNull();
      assertThat(answer.payload().asUtf8String()).containsAnyOf("made a thumbnail", "skipped");
    }
    assertThat(sourceOf(design, "thumbnails/managed.png")).isEqualTo(eTag.replace("\"", ""));
  }

  private static Design deployed() {
    var admin = environment.place().admin();
    return Design.of(
        Settings.ACCOUNT, Settings.REGION, OwnStack.deploy(admin, Design.STACK, Map.of()));
  }

  private static String sourceOf(Design design, String key) {
    try {
      HeadObjectResponse head =
          environment.admin().s3().headObject(o -> o.bucket(design.bucket()).key(key));
      return head.metadata().getOrDefault("source-etag", "");
    } catch (NoSuchKeyException notYet) {
      return "";
    }
  }

  private static Path libvips() throws IOException {
    var platform =
        (System.getProperty("os.name").startsWith("Mac") ? "darwin-" : "linux-")
            + (architecture().equals("arm64") ? "arm64" : "x64");
    var folder =
        Built.root().resolve("image/natives/node_modules/@img/sharp-libvips-" + platform + "/lib");
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("libvips-cpp."))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }

  private static byte[] photo(int number) throws IOException {
    var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(new Color(30 * number, 200, 90));
    graphics.fillRect(0, 0, 320, 240);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
