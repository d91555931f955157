package dev.safelight.cloud.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Identities;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Store;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.Tag;

class SsmTest {
  private static final String ACCOUNT = "123456789012";
  private static final String EVERYTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
  private static final String NOTHING =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @TempDir Path temporary;
  private final Ssm ssm = new Ssm(() -> NOW);
  private final Compiled compiled = new Compiled();
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(temporary.resolve("data"), false, Ssm.SCHEMA, new SecureRandom());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private SdkPojo call(SdkPojo shape, String policy) {
    Identities identities =
        (_, _) ->
            new Identities.Identity(
                List.of(compiled.applied(PolicyType.IDENTITY, "policy", "", policy)), Map.of());
    var authoriser = new Authoriser(identities, Map.of("ssm", ssm.resources()), Engine::decide);
    var caller = new Caller.User(ACCOUNT, "/", "u", "AIDATEST", "AKIATEST");
    var operation = ssm.recognise(shape, ACCOUNT, "us-east-1").orElseThrow();
    var answer =
        store.write(t ->
            switch (authoriser.authorise(
                caller, operation, new Circumstances("us-east-1", Map.of()), t)) {
              case Authoriser.Verdict.Permit<SsmOperation>(var proof) ->
                  ssm.act(proof, Content.NONE, t).answer();
              case Authoriser.Verdict.Refuse<SsmOperation>(var denial, _) ->
                  throw new Fault(
                      400,
                      "AccessDeniedException",
                      denial.access().action() + " on " + denial.access().resource());
            });
    return ((Answer.Shaped) answer).shape();
  }

  private SdkPojo call(SdkPojo shape) {
    return call(shape, EVERYTHING);
  }

  private long put(String name, String value, Consumer<PutParameterRequest.Builder> more) {
    var request = PutParameterRequest.builder().name(name).value(value).type("String");
    more.accept(request);
    return ((PutParameterResponse) call(request.build())).version();
  }

  private long put(String name, String value) {
    return put(name, value, _ -> {});
  }

  private Parameter get(String name) {
    return ((GetParameterResponse) call(GetParameterRequest.builder().name(name).build()))
        .parameter();
  }

  private List<String> path(String path, boolean deep) {
    var found = new ArrayList<String>();
    var request = GetParametersByPathRequest.builder().path(path).recursive(deep).maxResults(3);
    while (true) {
      var page = (GetParametersByPathResponse) call(request.build());
      page.parameters().forEach(parameter -> found.add(parameter.name()));
      if (page.nextToken() == null) {
        return found;
      }
      request.nextToken(page.nextToken());
    }
  }

  private List<String> described(Consumer<DescribeParametersRequest.Builder> more) {
    var request = DescribeParametersRequest.builder();
    more.accept(request);
    return ((DescribeParametersResponse) call(request.build()))
        .parameters().stream().map(ParameterMetadata::name).toList();
  }

  @Test
  void whatIsPutIsRead() {
    assertThat(put("size", "256")).isEqualTo(1);
    var read = get("size");
    assertThat(read.value()).isEqualTo("256");
    assertThat(read.typeAsString()).isEqualTo("String");
    assertThat(read.version()).isEqualTo(1);
    assertThat(read.arn()).isEqualTo("arn:aws:ssm:us-east-1:123456789012:parameter/size");
    assertThat(read.lastModifiedDate()).isEqualTo(NOW);
    assertThat(get(read.arn()).value()).isEqualTo("256");
    put("/a/b", "x");
    assertThat(get("arn:aws:ssm:us-east-1:123456789012:parameter/a/b").value()).isEqualTo("x");
  }

  @Test
  void aVersionIsKeptOfEachPut() {
    put("p", "one");
    assertThatThrownBy(() -> put("p", "two")).hasMessageStartingWith("ParameterAlreadyExists: ");
    assertThat(put("p", "two", r -> r.overwrite(true).description("second"))).isEqualTo(2);
    assertThat(get("p").value()).isEqualTo("two");
    assertThat(get("p:1").value()).isEqualTo("one");
    assertThat(get("p:1").selector()).isEqualTo(":1");
    assertThatThrownBy(() -> get("p:3"))
        .hasMessage(
            "ParameterVersionNotFound: Systems Manager could not find version 3 of p. Verify the version and try again.");
    var history =
        (GetParameterHistoryResponse) call(GetParameterHistoryRequest.builder().name("p").build());
    assertThat(history.parameters()).extracting("value").containsExactly("one", "two");
    assertThat(history.parameters().getLast().lastModifiedUser())
        .isEqualTo("arn:aws:iam::123456789012:user/u");
    call(DeleteParameterRequest.builder().name("p").build());
    assertThatThrownBy(() -> get("p")).hasMessage("ParameterNotFound: ");
    assertThat(put("p", "anew")).isEqualTo(1);
  }

  @Test
  void aHundredVersionsAreKept() {
    put("p", "0");
    IntStream.rangeClosed(1, 104).forEach(i -> put("p", "" + i, r -> r.overwrite(true)));
    assertThat(get("p").version()).isEqualTo(105);
    assertThat(get("p:6").value()).isEqualTo("5");
    assertThatThrownBy(() -> get("p:5")).hasMessageStartingWith("ParameterVersionNotFound");
  }

  @ParameterizedTest
  @CsvSource({
    "aws-thing, AccessDeniedException",
    "/aws/thing, AccessDeniedException",
    "ssmThing, ValidationException",
    "a/b, ValidationException",
    "/a//b, ValidationException",
    "/a/, ValidationException",
    "a b, ValidationException",
    "a:1, ValidationException",
    "ä, ValidationException",
    "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16, HierarchyLevelLimitExceededException",
  })
  void aNameThatCannotBeIsRefused(String name, String code) {
    assertThatThrownBy(() -> put(name, "x")).hasMessageStartingWith(code + ": ");
    assertThat(described(_ -> {})).isEmpty();
  }

  @Test
  void whatNobodyWouldActOnIsRefusedByName() {
    assertThatThrownBy(() -> put("p", "x", r -> r.type("SecureString")))
        .hasMessageContaining("SecureString is not supported");
    assertThatThrownBy(() -> put("p", "x", r -> r.tier("Advanced")))
        .hasMessageContaining("Tier Advanced");
    assertThatThrownBy(() -> put("p", "x", r -> r.dataType("aws:ec2:image")))
        .hasMessageContaining("DataType aws:ec2:image");
    assertThatThrownBy(() -> put("p", "x", r -> r.policies("[]"))).hasMessageContaining("Policies");
    assertThatThrownBy(() -> put("p", "x", r -> r.keyId("alias/k"))).hasMessageContaining("KeyId");
    assertThatThrownBy(() -> put("p", "x".repeat(4097))).hasMessageContaining("4096");
    assertThatThrownBy(() -> put("p", "")).isInstanceOf(Fault.class);
    assertThatThrownBy(() -> put("p", "x", r -> r.type((String) null)))
        .hasMessageContaining("A parameter type is required");
    assertThat(described(_ -> {})).isEmpty();
  }

  @Test
  void aTypeStaysWhatItIs() {
    put("p", "a,b", r -> r.type("StringList"));
    assertThatThrownBy(() -> put("p", "x", r -> r.overwrite(true)))
        .hasMessageStartingWith("HierarchyTypeMismatchException");
    put("p", "c,d", r -> r.overwrite(true).type((String) null));
    assertThat(get("p").typeAsString()).isEqualTo("StringList");
  }

  @Test
  void aPlainNameAndItsPathAreOne() {
    put("p", "x");
    assertThatThrownBy(() -> put("/p", "y")).hasMessageStartingWith("ParameterAlreadyExists");
  }

  @Test
  void aValueIsHeldToItsPattern() {
    put("p", "123", r -> r.allowedPattern("^\\d+$"));
    assertThatThrownBy(() -> put("q", "12a", r -> r.allowedPattern("^\\d+$")))
        .hasMessageStartingWith("ParameterPatternMismatchException");
    assertThatThrownBy(() -> put("q", "x", r -> r.allowedPattern("(")))
        .hasMessageStartingWith("InvalidAllowedPatternException");
  }

  static Stream<String> endless() {
    return Stream.of(
        "^(a+)+$",
        "^(a|a)*$",
        "(.*)*b",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(?:(?:^){2000000000}){2000000000}",
        "(?:|)".repeat(60) + "(?!)",
        "(?:^|^)".repeat(60) + "(?!)");
  }

  @ParameterizedTest
  @MethodSource("endless")
  void aPatternThatNeverEndsIsRefused(String pattern) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(
                    () -> put("q", "a".repeat(4000) + "!", r -> r.allowedPattern(pattern)))
                .isInstanceOf(Fault.class));
  }

  @Test
  void lookaroundIsRefusedByName() {
    assertThatThrownBy(() -> put("q", "x", r -> r.allowedPattern("(?!a)x")))
        .hasMessageStartingWith("InvalidAllowedPatternException")
        .hasMessageContaining("(?!");
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "(", "(?!a)x"})
  void aPatternIsNotReadForOneWhoMayNotPut(String pattern) {
    var request =
        PutParameterRequest.builder().name("q").value("x").type("String").allowedPattern(pattern);
    assertThatThrownBy(() -> call(request.build(), NOTHING))
        .hasMessageStartingWith("AccessDeniedException");
  }

  @Test
  void manyAreReadAtOnce() {
    put("a", "1");
    put("b", "2");
    var read =
        (GetParametersResponse)
            call(GetParametersRequest.builder().names("b", "none", "a", "a:7").build());
    assertThat(read.parameters()).extracting(Parameter::value).containsExactly("2", "1");
    assertThat(read.invalidParameters()).containsExactly("none", "a:7");
    var deleted =
        (DeleteParametersResponse)
            call(DeleteParametersRequest.builder().names("a", "none").build());
    assertThat(deleted.deletedParameters()).containsExactly("a");
    assertThat(deleted.invalidParameters()).containsExactly("none");
    assertThat(described(_ -> {})).containsExactly("b");
  }

  @Test
  void aPathIsReadPageByPage() {
    for (var name : List.of("/a/1", "/a/2", "/a/3", "/a/4", "/a/b/1", "/ab/1", "plain")) {
      put(name, "x");
    }
    assertThat(path("/a", false)).containsExactly("/a/1", "/a/2", "/a/3", "/a/4");
    assertThat(path("/a/", true)).containsExactly("/a/1", "/a/2", "/a/3", "/a/4", "/a/b/1");
    assertThat(path("/", false)).containsExactly("plain");
    assertThat(path("/none", true)).isEmpty();
    assertThatThrownBy(() -> path("a", true)).hasMessageStartingWith("ValidationException");
    assertThatThrownBy(
            () -> call(GetParametersByPathRequest.builder().path("/a").nextToken("*").build()))
        .hasMessageStartingWith("InvalidNextToken");
  }

  @Test
  void parametersAreDescribedByFilters() {
    put("/a/1", "x", r -> r.tags(Tag.builder().key("team").value("red").build()));
    put("/a/b/2", "x", r -> r.type("StringList"));
    put("plain", "x");
    assertThat(described(_ -> {})).containsExactly("/a/1", "/a/b/2", "plain");
    assertThat(
            described(r -> r.parameterFilters(f -> f.key("Name").option("BeginsWith").values("a"))))
        .containsExactly("/a/1", "/a/b/2");
    assertThat(described(r -> r.parameterFilters(f -> f.key("Path").values("/a"))))
        .containsExactly("/a/1");
    assertThat(
            described(r -> r.parameterFilters(f -> f.key("Path").option("Recursive").values("/a"))))
        .containsExactly("/a/1", "/a/b/2");
    assertThat(described(r -> r.parameterFilters(f -> f.key("Type").values("StringList"))))
        .containsExactly("/a/b/2");
    assertThat(described(r -> r.parameterFilters(f -> f.key("tag:team").values("red"))))
        .containsExactly("/a/1");
    assertThat(described(r -> r.filters(f -> f.key("Name").values("plain"))))
        .containsExactly("plain");
    assertThatThrownBy(() -> described(r -> r.parameterFilters(f -> f.key("Moon").values("x"))))
        .hasMessageStartingWith("InvalidFilterKey");
    assertThatThrownBy(() ->
            described(r -> r.parameterFilters(f -> f.key("Type").option("Contains").values("x"))))
        .hasMessageStartingWith("InvalidFilterOption");
  }

  @Test
  void tagsAreKeptAndRemoved() {
    put("p", "x", r -> r.tags(Tag.builder().key("a").value("1").build()));
    call(
        AddTagsToResourceRequest.builder()
            .resourceType("Parameter")
            .resourceId("p")
            .tags(Tag.builder().key("b").value("2").build())
            .build());
    call(
        RemoveTagsFromResourceRequest.builder()
            .resourceType("Parameter")
            .resourceId("p")
            .tagKeys("a")
            .build());
    var list = ListTagsForResourceRequest.builder().resourceType("Parameter").resourceId("p");
    assertThat(((ListTagsForResourceResponse) call(list.build())).tagList())
        .containsExactly(Tag.builder().key("b").value("2").build());
    assertThatThrownBy(() -> call(list.resourceId("q").build()))
        .hasMessageStartingWith("InvalidResourceId");
    assertThatThrownBy(() -> call(list.resourceType("Document").build()))
        .hasMessageStartingWith("InvalidResourceType");
    assertThatThrownBy(() ->
            put("p", "y", r -> r.overwrite(true).tags(Tag.builder().key("a").value("1").build())))
        .hasMessageContaining("tags and overwrite");
  }

  @Test
  void tagsThatDifferOnlyInCaseAreRefused() {
    put("p", "x", r -> r.tags(Tag.builder().key("Team").value("1").build()));
    var add = AddTagsToResourceRequest.builder().resourceType("Parameter").resourceId("p");
    assertThatThrownBy(() -> call(add.tags(Tag.builder().key("team").value("2").build()).build()))
        .hasMessageContaining("ValidationException")
        .hasMessageContaining("team, Team");
    assertThatThrownBy(() ->
            put(
                "q",
                "x",
                r ->
                    r.tags(
                        Tag.builder().key("\u00c4").value("1").build(),
                        Tag.builder().key("\u00e4").value("1").build())))
        .hasMessageContaining("differ only in case");
    call(add.tags(Tag.builder().key("Team").value("3").build()).build());
    put("p", "y", r -> r.overwrite(true));
  }

  private static String allowing(String action, String resource, String condition) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\",\"Condition\":{%s}}]}"
        .formatted(action, resource, condition);
  }

  @Test
  void eachParameterNeedsItsOwnPermission() {
    put("/a/1", "x");
    put("/b/1", "x");
    var under = "arn:aws:ssm:us-east-1:123456789012:parameter/a/*";
    var one = GetParameterRequest.builder().name("/a/1").build();
    call(one, allowing("ssm:GetParameter", under, ""));
    assertThatThrownBy(() ->
            call(
                GetParametersRequest.builder().names("/a/1", "/b/1").build(),
                allowing("ssm:GetParameters", under, "")))
        .hasMessage(
            "AccessDeniedException: ssm:GetParameters on arn:aws:ssm:us-east-1:123456789012:parameter/b/1");
    assertThatThrownBy(() ->
            call(
                GetParametersByPathRequest.builder().path("/a").build(),
                allowing("ssm:GetParametersByPath", under, "")))
        .hasMessageEndingWith("parameter/a");
    var put = PutParameterRequest.builder().name("/a/2").value("x").type("String");
    var tagged = put.tags(Tag.builder().key("t").value("v").build()).build();
    assertThatThrownBy(() -> call(tagged, allowing("ssm:PutParameter", under, "")))
        .hasMessageContaining("ssm:AddTagsToResource");
    call(tagged, allowing("ssm:*", under, "\"StringEquals\":{\"aws:RequestTag/t\":\"v\"}"));
  }

  @Test
  void tagsAreConditionKeys() {
    put("p", "x", r -> r.tags(Tag.builder().key("team").value("red").build()));
    var one = GetParameterRequest.builder().name("p").build();
    call(one, allowing("*", "*", "\"StringEquals\":{\"ssm:resourceTag/team\":\"red\"}"));
    assertThatThrownBy(() ->
            call(one, allowing("*", "*", "\"StringEquals\":{\"aws:ResourceTag/team\":\"blue\"}")))
        .hasMessageStartingWith("AccessDeniedException");
  }
}
