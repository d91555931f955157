package dev.safelight.cloud.cloudformation.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.cloud.call.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;

class PropertiesTest {
  private static Properties properties(String json) {
    return new Properties(Workshop.fields(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "\"30\"", "30.0", "3e1", "\"3.0E+1\""})
  void aNumberMayBeATextOfOne(String json) {
    assertThat(properties("{\"n\": " + json + "}").number("n")).contains(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"x\"", "\"\"", "1.5", "true", "[1]", "{}", "\"99999999999\"", "\"1e999999999\""})
  void whatIsNoIntegerIsRefusedByName(String json) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> properties("{\"n\": " + json + "}").number("n"))
        .withMessageContaining("#/n: expected type:");
  }

  @Test
  void truthsAreTextsToo() {
    assertThat(properties("{\"t\": \"true\", \"f\": false}").truth("t")).contains(true);
    assertThat(properties("{\"t\": \"true\", \"f\": false}").truth("f")).contains(false);
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> properties("{\"t\": \"yes\"}").truth("t"));
  }

  @Test
  void aDocumentIsATreeOrItsText() {
    assertThat(properties("{\"d\": {\"a\": [1, true, \"x\"]}}").document("d"))
        .contains("{\"a\":[1,true,\"x\"]}");
    assertThat(properties("{\"d\": \"{ }\"}").document("d")).contains("{ }");
  }

  @Test
  void aListIsAList() {
    assertThat(properties("{}").texts("l")).isEmpty();
    assertThat(properties("{\"l\": [\"a\", 1]}").texts("l")).isEqualTo(List.of("a", "1"));
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> properties("{\"l\": \"a\"}").texts("l"));
    assertThatExceptionOfType(Fault.class).isThrownBy(() -> properties("{\"l\": [{}]}").texts("l"));
  }

  @Test
  void aResourcesOwnTagsComeBeforeItsStacks() {
    var own = properties("{\"Tags\": [{\"Key\": \"a\", \"Value\": \"own\"}]}").pairs("Tags");
    var tags = Tags.of(Map.of("a", "stack", "b", "stack"), own);
    assertThat(tags.all()).isEqualTo(Map.of("a", "own", "b", "stack"));
    assertThat(tags.goneSince(Tags.of(Map.of("c", ""), Map.of()))).isEqualTo(List.of("c"));
    assertThat(tags.since(Tags.of(Map.of("b", "stack"), Map.of())).all())
        .isEqualTo(Map.of("a", "own"));
  }

  @Test
  void whatIsKeptOfAnAnswerIsFoundByItsPath() {
    var key =
        CreateAccessKeyResponse.builder()
            .accessKey(it -> it.accessKeyId("AKIA").secretAccessKey("secret"))
            .build();
    assertThat(Kept.of(key, List.of("AccessKey.AccessKeyId", "AccessKey.Status", "Nothing")))
        .isEqualTo(Map.of("AccessKey.AccessKeyId", "AKIA"));
    var versions =
        ListVersionsByFunctionResponse.builder()
            .versions(
                FunctionConfiguration.builder().version("$LATEST").build(),
                FunctionConfiguration.builder().version("1").build())
            .build();
    assertThat(Kept.of(versions, List.of("Versions.Version")))
        .isEqualTo(Map.of("Versions.Version", "$LATEST,1"));
  }
}
