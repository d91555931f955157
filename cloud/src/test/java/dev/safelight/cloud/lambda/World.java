package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Identities;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/// Lambda with a real store and the real policy engine; an administrator calls it. IAM, STS and
/// Logs are what [FakeFront] and the fields say.
final class World implements AutoCloseable {
  static final String ACCOUNT = "123456789012";
  static final String REGION = "us-east-1";
  static final String ROLE = "arn:aws:iam::123456789012:role/thumb-role";
  static final Pace PACE =
      new Pace(
          List.of(Duration.ZERO, Duration.ZERO), Duration.ofMinutes(5), Duration.ofSeconds(60));
  static final Endpoint ENDPOINT = new Endpoint("https://127.0.0.1:4567", Path.of("/data/ca.pem"));

  private static final String ADMIN =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"Service\":\"%s\"}}]}";

  final Compiled compiled = new Compiled();
  final FakeFront front = new FakeFront();
  final Store store;
  final Lambda lambda;
  private final Authoriser authoriser;
  volatile String trusted = "lambda.amazonaws.com";

  /// What the functions' role may do; empty for nothing.
  volatile String rolePolicy = "";

  /// How far this world's clock is ahead of the machine's.
  volatile Duration ahead = Duration.ZERO;

  /// What users may do.
  volatile String userPolicy = ADMIN;

  private final Caller admin = new Caller.User(ACCOUNT, "/", "admin", "AIDATEST", "AKIATEST");

  World(Path root) {
    this(root, PACE);
  }

  World(Path root, Pace pace) {
    var random = new SecureRandom();
    Principals principals =
        (arn, _) ->
            arn.equals(ROLE)
                ? Optional.of(new Principals.Principal(ROLE, "/", "thumb-role", "AROATEST", 3600))
                : Optional.empty();
    Identities identities =
        (caller, _) ->
            switch (caller) {
              case Caller.User user -> identity(user.arn(), userPolicy);
              case Caller.Session session when !rolePolicy.isEmpty() ->
                  identity(session.roleArn(), rolePolicy);
              default -> Identities.Identity.NONE;
            };
    Resources roles =
        (_, _, _) ->
            new Resources.Resource(
                ACCOUNT,
                List.of(
                    compiled.applied(
                        PolicyType.ROLE_TRUST, "trust policy", ROLE, TRUST.formatted(trusted))),
                Map.of());
    store = Store.open(root, false, Lambda.SCHEMA, random);
    lambda =
        new Lambda(
            front,
            (_, shape, _) -> {
              throw new AssertionError(shape.toString());
            },
            compiled,
            principals,
            store,
            front::signer,
            () -> ENDPOINT,
            clock(),
            random,
            pace);
    authoriser =
        new Authoriser(
            identities, Map.of("lambda", lambda.resources(), "sts", roles), Engine::decide);
  }

  private InstantSource clock() {
    return () -> InstantSource.system().instant().plus(ahead);
  }

  private Identities.Identity identity(String arn, String policy) {
    return new Identities.Identity(
        List.of(compiled.applied(PolicyType.IDENTITY, "policy", arn, policy)), Map.of());
  }

  World started() {
    lambda.start();
    return this;
  }

  SdkPojo call(SdkPojo shape) {
    return call(admin, shape);
  }

  SdkPojo call(Caller caller, SdkPojo shape) {
    return shape(answer(caller, lambda.recognise(shape, caller.account(), REGION).orElseThrow()));
  }

  static SdkPojo shape(Answer answer) {
    return switch (answer) {
      case Answer.Shaped shaped -> shaped.shape();
      case Answer.Streamed streamed -> streamed.shape();
      case Answer.Later later -> shape(later.answer().get());
      case Answer.Again _ -> throw new AssertionError("a call that waits");
    };
  }

  Answer answer(LambdaOperation operation) {
    return answer(admin, operation);
  }

  private Answer answer(Caller caller, LambdaOperation operation) {
    Content content =
        operation.carriesPayload()
            ? lambda.receive(store.read(t -> proof(caller, operation, t)), Payload.NONE)
            : Content.NONE;
    try (content) {
      var answer = store.write(t -> lambda.act(proof(caller, operation, t), content, t).answer());
      return answer instanceof Answer.Later(var later) ? later.get() : answer;
    }
  }

  private Authorised<LambdaOperation> proof(
      Caller caller, LambdaOperation operation, Transaction transaction) {
    var circumstances = new Circumstances(REGION, Map.of());
    return switch (authoriser.authorise(caller, operation, circumstances, transaction)) {
      case Authoriser.Verdict.Permit<LambdaOperation>(var proof) -> proof;
      case Authoriser.Verdict.Refuse<LambdaOperation> refused ->
          throw new Fault(403, "AccessDeniedException", refused.denial().message(false));
    };
  }

  /// Whether somebody would be allowed an access.
  boolean would(Caller caller, dev.safelight.cloud.call.Access access) {
    var operation =
        new dev.safelight.cloud.call.Operation() {
          @Override
          public String name() {
            return "Any";
          }

          @Override
          public List<dev.safelight.cloud.call.Access> needs() {
            return List.of(access);
          }
        };
    return store.read(
            t -> authoriser.authorise(caller, operation, new Circumstances(REGION, Map.of()), t))
        instanceof Authoriser.Verdict.Permit<?>;
  }

  static CreateFunctionRequest.Builder request(String name, String handler) {
    return request(name, handler, TestFunction.zip().bytes());
  }

  static CreateFunctionRequest.Builder request(String name, String handler, byte[] zip) {
    return CreateFunctionRequest.builder()
        .functionName(name)
        .runtime("provided.al2023")
        .role(ROLE)
        .handler(handler)
        .timeout(60)
        .architecturesWithStrings(Machine.here().architecture())
        .code(code -> code.zipFile(SdkBytes.fromByteArray(zip)));
  }

  /// Creates a function whose name is its handler's.
  World with(String handler) {
    call(request(name(handler), handler).build());
    return this;
  }

  static String name(String handler) {
    return handler.replace('.', '-').replace("::", "--");
  }

  /// Lambda takes JSON only: other text becomes a string of it.
  private static String json(String payload) {
    return payload.isEmpty() || "{[\"".indexOf(payload.charAt(0)) >= 0
        ? payload
        : '"' + payload + '"';
  }

  InvokeResponse invoke(String handler, String payload) {
    return (InvokeResponse)
        call(
            InvokeRequest.builder()
                .functionName(name(handler))
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String(json(payload)))
                .build());
  }

  void invokeLater(String handler, String payload) {
    call(
        InvokeRequest.builder()
            .functionName(name(handler))
            .invocationType("Event")
            .payload(SdkBytes.fromUtf8String(json(payload)))
            .build());
  }

  /// What is in the queue: for each event its attempts and its failure.
  List<String> queue() {
    return store.read(t ->
        new ArrayList<>(
            t.all(
                "select * from lambda_event order by seq",
                row -> row.number("attempts") + " " + row.text("failure"))));
  }

  List<String> objectFiles() {
    return store.read(t -> t.all("select id from object_file", row -> row.text("id")));
  }

  @Override
  public void close() {
    lambda.close();
    store.close();
  }
}
