package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/// Templates broken in one way each, as data: the comments at the head of each say whether the call
/// is refused or the stack fails, what AWS says and where that was seen (`unverified`: nowhere;
/// `ours`: AWS would deploy it). Nothing is left of any.
class BrokenTemplatesTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final Path FOLDER = Path.of("src/test/resources/dev/safelight/conformance/broken");

  @BeforeAll
  static void prepare() {
    var s3 = HERE.admin().s3();
    s3.createBucket(b -> b.bucket("broken-code"));
    s3.putObject(
        o -> o.bucket("broken-code").key("function.zip"),
        RequestBody.fromBytes(TinyFunction.zip(HERE.folder(), "echo")));
    HERE.role("broken-there-already");
  }

  @TestFactory
  Stream<DynamicTest> eachFailsInAwssWordsAndLeavesNothing() throws IOException {
    List<Path> files;
    try (var list = Files.list(FOLDER)) {
      files = list.sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(20);
    return files.stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    var text = Files.readString(file);
    var head = head(text);
    assertThat(head).containsKeys("when", "expect", "source");
    var name = "broken-" + file.getFileName().toString().replace(".yaml", "");
    var caller =
        head.containsKey("deny")
            ? HERE.user(
                name,
                "{\"Effect\": \"Allow\", \"NotAction\": \"%s\", \"Resource\": \"*\"}"
                    .formatted(head.get("deny")))
            : HERE.admin();
    var before = Inventory.of(HERE.admin());
    var request = request(name, text, head);
    switch (head.get("when")) {
      case "call" -> refused(caller, request, head);
      case "stack" -> failed(caller, request, head);
      case String other -> throw new AssertionError("when: " + other);
    }
    assertThat(Inventory.of(HERE.admin())).isEqualTo(before);
  }

  private static CreateStackRequest request(String name, String text, Map<String, String> head) {
    var request = CreateStackRequest.builder().stackName(name).templateBody(text);
    switch (head.getOrDefault("capability", "all")) {
      case "none" -> {}
      case "all" -> request.capabilities(Capability.CAPABILITY_NAMED_IAM);
      case String one -> request.capabilitiesWithStrings(one);
    }
    if (head.containsKey("parameter")) {
      var pair = head.get("parameter").split("=", 2);
      request.parameters(Parameter.builder().parameterKey(pair[0]).parameterValue(pair[1]).build());
    }
    return request.build();
  }

  private static void refused(
      SdkClients caller, CreateStackRequest request, Map<String, String> head) {
    var message =
        Errors.message(
            400, head.getOrDefault("code", ""), () -> caller.cloudFormation().createStack(request));
    assertThat(message).contains(head.get("expect"));
    Errors.message(
        400,
        "ValidationError",
        () -> HERE.admin().cloudFormation().describeStacks(d -> d.stackName(request.stackName())));
  }

  private static void failed(
      SdkClients caller, CreateStackRequest request, Map<String, String> head) {
    var cfn = HERE.admin().cloudFormation();
    var id = caller.cloudFormation().createStack(request).stackId();
    Await.until("the end of " + id, () -> status(id), it -> !it.endsWith("_IN_PROGRESS"));
    var events =
        cfn.describeStackEventsPaginator(e -> e.stackName(id)).stackEvents().stream().toList();
    assertThat(status(id)).as(events.toString()).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(events)
        .as(head.get("source"))
        .filteredOn(it -> it.resourceStatusAsString().equals("CREATE_FAILED"))
        .filteredOn(it -> it.logicalResourceId().equals(head.get("resource")))
        .extracting(StackEvent::resourceStatusReason)
        .hasSize(1)
        .first()
        .asString()
        .contains(head.get("expect"));
    cfn.deleteStack(d -> d.stackName(id));
    Await.until("the end of " + id, () -> status(id), "DELETE_COMPLETE"::equals);
  }

  private static String status(String id) {
    try {
      return HERE.admin()
          .cloudFormation()
          .describeStacks(d -> d.stackName(id))
          .stacks()
          .getFirst()
          .stackStatusAsString();
    } catch (CloudFormationException missing) {
      return String.valueOf(missing.getMessage());
    }
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
