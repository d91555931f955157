package dev.safelight.cloud.protocol;

import static dev.safelight.cloud.protocol.Requests.body;
import static dev.safelight.cloud.protocol.Requests.bytes;
import static dev.safelight.cloud.protocol.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.authorise.Refusal.Reason;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;

class JsonTest {
  private final RestJson lambda = new RestJson();
  private final AwsJson logs = new AwsJson("1.1", "Logs_20140328", CloudWatchLogsRequest.class);

  private CreateFunctionRequest create(String json) {
    return lambda.read(
        CreateFunctionRequest.builder(), get("/2015-03-31/functions"), Map.of(), bytes(json));
  }

  @Test
  void aFunctionsDefinitionIsRead() {
    var create =
        create(
            """
            {"FunctionName": "thumb", "Runtime": "java25", "Timeout": 30, "Publish": false,
             "Architectures": ["x86_64"], "Environment": {"Variables": {"A": "1"}}, "Layers": null,
             "Code": {"ZipFile": "UEsDBA=="}}
            """);
    assertThat(create.functionName()).isEqualTo("thumb");
    assertThat(create.timeout()).isEqualTo(30);
    assertThat(create.publish()).isFalse();
    assertThat(create.architecturesAsStrings()).containsExactly("x86_64");
    assertThat(create.environment().variables()).isEqualTo(Map.of("A", "1"));
    assertThat(create.code().zipFile().asByteArray()).containsExactly('P', 'K', 3, 4);
    assertThat(create.hasLayers()).isFalse();
  }

  @Test
  void fiftyMegabytesOfCodeAreRead() {
    var code = new byte[50 << 20];
    var json = "{\"Code\": {\"ZipFile\": \"" + Base64.getEncoder().encodeToString(code) + "\"}}";
    assertThat(create(json).code().zipFile().asByteArrayUnsafe()).hasSize(50 << 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Colour\": 1}|Colour",
        "{\"Code\": {\"Colour\": 1}}|Code.Colour",
        "{\"Timeout\": \"30\"}|Timeout",
        "{\"Timeout\": 3.5}|Timeout",
        "{\"Timeout\": 1e400}|Timeout",
        "{\"Timeout\": 99999999999}|Timeout",
        "{\"FunctionName\": 7}|FunctionName",
        "{\"Publish\": \"true\"}|Publish",
        "{\"Layers\": {}}|Layers",
        "{\"Layers\": [7]}|Layers[0]",
        "{\"Layers\": [null]}|Layers[0]",
        "{\"Code\": []}|Code",
        "{\"Code\": {\"ZipFile\": \"***\"}}|Code.ZipFile",
        "{\"Environment\": {\"Variables\": {\"A\": null}}}|Environment.Variables.A",
        "[]|body"
      })
  void whatTheShapeDoesNotHaveIsNamed(String json, String member) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> create(json))
        .matches(fault -> fault.status() == 400 && fault.code().equals("ValidationException"))
        .matches(fault -> fault.text().startsWith(member + ": "), member);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "nothing",
        "{} {}",
        "{\"Timeout\": 1, \"Timeout\": 2}",
        "{'Timeout': 1}",
        "{\"Timeout\": 1,}",
        "{\"Timeout\": NaN}",
        "\u0000",
        "{\"Timeout\": 11111111111111111111111111111111111111111111111111111111111111111}"
      })
  void whatIsNoJsonIsRefused(String json) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> create(json))
        .matches(fault -> fault.status() == 400)
        .matches(fault -> fault.code().equals("SerializationException"));
  }

  @Test
  void abyssesAreRefused() {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> create("{\"Environment\": ".repeat(50_000)))
        .matches(fault -> fault.status() == 400);
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> create("[".repeat(500_000)))
        .matches(fault -> fault.status() == 400);
  }

  @Test
  void anInvocationsPayloadIsItsBody() {
    var invoke =
        lambda.read(
            InvokeRequest.builder(),
            get("/2015-03-31/functions/thumb/invocations?Qualifier=1", "X-Amz-Log-Type", "Tail"),
            Map.of("FunctionName", "thumb"),
            bytes("{\"a\":1}"));
    assertThat(invoke.functionName()).isEqualTo("thumb");
    assertThat(invoke.qualifier()).isEqualTo("1");
    assertThat(invoke.logTypeAsString()).isEqualTo("Tail");
    assertThat(invoke.payload().asUtf8String()).isEqualTo("{\"a\":1}");
    var reply =
        lambda.render(
            get("/"),
            "Invoke",
            Answer.of(
                InvokeResponse.builder()
                    .statusCode(200)
                    .functionError("Unhandled")
                    .payload(SdkBytes.fromUtf8String("\"x\""))
                    .build()));
    assertThat(body(reply)).isEqualTo("\"x\"");
    assertThat(reply.headers().first("x-amz-function-error")).contains("Unhandled");
  }

  @Test
  void answersLeaveOutWhatHasNoValue() {
    var reply =
        lambda.render(
            get("/"),
            "GetFunction",
            Answer.of(
                GetFunctionResponse.builder()
                    .configuration(
                        it -> it.functionName("thumb").codeSize(3L).timeout(30).architectures())
                    .tags(Map.of("k", "v\n"))
                    .build()));
    assertThat(body(reply))
        .isEqualTo(
            "{\"Configuration\":{\"FunctionName\":\"thumb\",\"CodeSize\":3,\"Timeout\":30,"
                + "\"Architectures\":[]},\"Tags\":{\"k\":\"v\\n\"}}");
    assertThat(reply.headers().first("x-amzn-requestid")).contains("4442587FB7D0A2F9");
  }

  @Test
  void momentsAreSecondsSince1970() {
    var mapping =
        EventSourceMappingConfiguration.builder()
            .lastModified(Instant.parse("2026-01-01T00:00:00.250Z"))
            .build();
    var reply =
        lambda.render(
            get("/"),
            "ListEventSourceMappings",
            Answer.of(
                ListEventSourceMappingsResponse.builder().eventSourceMappings(mapping).build()));
    assertThat(body(reply)).contains("\"LastModified\":1767225600.25");
  }

  @Test
  void nothingToSayIsNoBody() {
    var reply =
        lambda.render(
            get("/"),
            "DeleteFunction",
            new Answer.Shaped(204, DeleteFunctionResponse.builder().build()));
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.body().length()).isZero();
    assertThat(
            logs.render(
                    get("/"), "CreateLogGroup", Answer.of(CreateLogGroupResponse.builder().build()))
                .body()
                .length())
        .isZero();
  }

  @Test
  void errorsAreNamedInHeaderAndBody() {
    var fault =
        new Fault(404, "ResourceNotFoundException", "Function not found: x", Map.of("Reason", "r"));
    var reply = lambda.render(get("/"), fault);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.headers().first("x-amzn-errortype")).contains("ResourceNotFoundException");
    assertThat(body(reply))
        .isEqualTo("{\"Type\":\"User\",\"Message\":\"Function not found: x\",\"Reason\":\"r\"}");
    var log = logs.render(get("/"), new Fault(400, "ResourceNotFoundException", "gone"));
    assertThat(body(log))
        .isEqualTo("{\"__type\":\"ResourceNotFoundException\",\"message\":\"gone\"}");
    assertThat(log.headers().first("content-type")).contains("application/x-amz-json-1.1");
  }

  @Test
  void theTargetNamesTheOperation() {
    var request =
        Requests.of("POST", "/", Headers.of("X-Amz-Target", "Logs_20140328.PutLogEvents"), "");
    assertThat(logs.operation(request)).isEqualTo("PutLogEvents");
    assertThat(logs.operation(get("/", "X-Amz-Target", "AmazonSSM.PutLogEvents"))).isEmpty();
    assertThat(logs.operation(get("/"))).isEmpty();
    assertThat(logs.unknown("PutDestination").status()).isEqualTo(501);
    assertThat(logs.unknown("PutDestination").text()).contains("PutDestination");
    assertThat(logs.unknown("MakeTea").code()).isEqualTo("UnknownOperationException");
    assertThat(logs.unknown("../../Secret").code()).isEqualTo("UnknownOperationException");
  }

  @Test
  void logEventsAreRead() {
    var put =
        logs.read(
            PutLogEventsRequest.builder(),
            bytes(
                "{\"logGroupName\": \"/aws/lambda/thumb\", \"logStreamName\": \"s\","
                    + " \"logEvents\": [{\"timestamp\": 1795482503000, \"message\": \"hi\"}]}"));
    assertThat(put.logEvents().getFirst().timestamp()).isEqualTo(1795482503000L);
    var reply =
        logs.render(
            get("/"),
            "PutLogEvents",
            Answer.of(PutLogEventsResponse.builder().nextSequenceToken("1").build()));
    assertThat(body(reply)).isEqualTo("{\"nextSequenceToken\":\"1\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "MISSING,MissingAuthenticationTokenException",
    "MALFORMED,IncompleteSignatureException",
    "UNKNOWN_KEY,UnrecognizedClientException",
    "WRONG_SIGNATURE,InvalidSignatureException",
    "UNSIGNED_HEADERS,InvalidSignatureException",
    "SKEWED,InvalidSignatureException",
    "WRONG_TOKEN,UnrecognizedClientException",
    "EXPIRED_TOKEN,ExpiredTokenException",
    "EXPIRED_LINK,InvalidSignatureException",
    "WRONG_SCOPE,InvalidSignatureException"
  })
  void refusalsHaveTheCommonCodes(Reason reason, String code) {
    var refusal = new Refusal(reason, "");
    assertThat(lambda.unauthenticated(refusal).code()).isEqualTo(code);
    assertThat(lambda.unauthenticated(refusal).status())
        .isEqualTo(reason == Reason.MALFORMED ? 400 : 403);
    assertThat(logs.unauthenticated(refusal).code()).isEqualTo(code);
    assertThat(logs.unauthenticated(refusal).status()).isEqualTo(400);
    assertThat(logs.unauthenticated(refusal).text()).isNotEmpty();
  }
}
