package dev.safelight.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.authorise.Service.Recognised;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

/// Tags of functions, by an unmodified client.
class FunctionTagsTest {
  private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:echo";
  private static final byte[] ZIP = new Zip().with("bootstrap", Zip.SCRIPT, "#!/bin/sh\n").bytes();

  @TempDir Path temporary;
  private World world;
  private LambdaClient client;

  @BeforeEach
  void open() {
    world = new World(temporary.resolve("data")).started();
    client =
        LambdaClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://localhost"))
            .credentialsProvider(Wire.CREDENTIALS)
            .httpClient(new Wire(this::reply))
            .build();
    create("echo", Map.of("one", "1"));
  }

  private void create(String name, Map<String, String> tags) {
    client.createFunction(it ->
        it.functionName(name)
            .role(World.ROLE)
            .runtime("provided.al2023")
            .handler("bootstrap")
            .architecturesWithStrings(Machine.here().architecture())
            .code(code -> code.zipFile(SdkBytes.fromByteArray(ZIP)))
            .tags(tags));
  }

  @AfterEach
  void close() {
    client.close();
    world.close();
  }

  private Reply reply(Request request) {
    try {
      return switch (world.lambda.recognise(request, World.ACCOUNT)) {
        case Recognised.As<LambdaOperation>(var operation) ->
            world.lambda.protocol().render(request, operation.name(), world.answer(operation));
        case Recognised.Unknown<LambdaOperation>(var name) -> throw new AssertionError(name);
      };
    } catch (Fault fault) {
      return world.lambda.protocol().render(request, fault);
    }
  }

  @Test
  void tagsComeAndGo() {
    client.tagResource(it -> it.resource(ARN).tags(Map.of("two", "2", "one", "3")));
    assertThat(client.listTags(it -> it.resource(ARN)).tags())
        .isEqualTo(Map.of("one", "3", "two", "2"));
    client.untagResource(it -> it.resource(ARN).tagKeys("one", "none"));
    assertThat(client.listTags(it -> it.resource(ARN)).tags()).isEqualTo(Map.of("two", "2"));
    assertThat(client.getFunction(it -> it.functionName("echo")).tags())
        .isEqualTo(Map.of("two", "2"));
  }

  @Test
  void tagsThatDifferOnlyInCaseAreRefused() {
    for (var tags : java.util.List.of(Map.of("ONE", "2"), Map.of("a", "1", "A", "2"))) {
      assertThatThrownBy(() -> client.tagResource(it -> it.resource(ARN).tags(tags)))
          .isInstanceOf(InvalidParameterValueException.class)
          .hasMessageContaining("differ only in case");
    }
    assertThatThrownBy(() -> create("other", Map.of("a", "1", "A", "2")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("differ only in case");
    assertThatThrownBy(() -> create("other", Map.of("aws:a", "1")))
        .isInstanceOf(InvalidParameterValueException.class)
        .hasMessageContaining("aws:");
    assertThat(client.listTags(it -> it.resource(ARN)).tags()).isEqualTo(Map.of("one", "1"));
  }
}
