package dev.safelight.cloud.sqs;

import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Identities;
import dev.safelight.cloud.authorise.Principals;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// SQS with a real store and the real policy engine, and a clock that moves when it is told to.
final class Desk implements AutoCloseable {
  static final String ACCOUNT = "123456789012";
  static final String OTHER = "210987654321";
  static final String REGION = "us-east-1";
  static final String ENDPOINT = "https://127.0.0.1:4567";
  static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  static final Caller.User ADMIN = user(ACCOUNT, "admin");

  final Compiled compiled = new Compiled();
  final Store store;
  final Sqs sqs;

  /// Identity policies by user's name; the administrator's allows everything.
  final Map<String, String> policies = new HashMap<>();

  /// The id of the user `reader`, if there is one.
  volatile Optional<String> reader = Optional.of("AIDAREADER00000000001");

  volatile Instant now = START;
  volatile long nanos;
  private final Authoriser authoriser;

  Desk(Path data) {
    store = Store.open(data, false, Sqs.SCHEMA, new SecureRandom());
    Principals principals =
        (arn, _) ->
            arn.equals("arn:aws:iam::" + ACCOUNT + ":user/reader")
                ? reader.map(id -> new Principals.Principal(arn, "/", "reader", id, 0))
                : Optional.empty();
    sqs =
        new Sqs(
            store,
            compiled,
            principals,
            () -> ENDPOINT,
            () -> now,
            new SecureRandom(),
            () -> nanos);
    policies.put("admin", allowing("*", "*"));
    Identities identities =
        (caller, _) ->
            caller instanceof Caller.User user && policies.containsKey(user.name())
                ? new Identities.Identity(
                    List.of(
                        compiled.applied(
                            PolicyType.IDENTITY, user.name(), "", policies.get(user.name()))),
                    Map.of())
                : Identities.Identity.NONE;
    authoriser = new Authoriser(identities, Map.of("sqs", sqs.resources()), Engine::decide);
  }

  static Caller.User user(String account, String name) {
    return new Caller.User(account, "/", name, "AIDA" + name, "AKIA" + name);
  }

  static String allowing(String action, String resource) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}]}"
        .formatted(action, resource);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /// What a call answers; waits are waited for.
  SdkPojo call(Caller caller, SdkPojo shape) {
    return end(caller, shape, begin(caller, shape));
  }

  /// Waits for what a call that was begun answers.
  SdkPojo end(Caller caller, SdkPojo shape, Answer begun) {
    var answer = begun;
    while (answer instanceof Answer.Again(var next)) {
      answer = act(caller, shape, next.get());
    }
    return ((Answer.Shaped) answer).shape();
  }

  SdkPojo call(SdkPojo shape) {
    return call(ADMIN, shape);
  }

  /// What the transaction answers.
  Answer begin(Caller caller, SdkPojo shape) {
    return act(caller, shape, Content.NONE);
  }

  private Answer act(Caller caller, SdkPojo shape, Content content) {
    var account = caller.account().isEmpty() ? ACCOUNT : caller.account();
    var operation = sqs.recognise(shape, account, REGION).orElseThrow();
    return store.write(t ->
        switch (authoriser.authorise(caller, operation, new Circumstances(REGION, Map.of()), t)) {
          case Authoriser.Verdict.Permit<SqsOperation>(var proof) ->
              sqs.act(proof, content, t).answer();
          case Authoriser.Verdict.Refuse<SqsOperation> refused ->
              throw new Fault(403, "AccessDeniedException", refused.denial().message(false));
        });
  }

  static String url(String queue) {
    return ENDPOINT + "/" + ACCOUNT + "/" + queue;
  }

  static String arn(String queue) {
    return "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":" + queue;
  }

  /// @param attributes names and values in turn
  String create(String queue, String... attributes) {
    var map = new HashMap<String, String>();
    for (int i = 0; i < attributes.length; i += 2) {
      map.put(attributes[i], attributes[i + 1]);
    }
    return ((CreateQueueResponse)
            call(CreateQueueRequest.builder().queueName(queue).attributesWithStrings(map).build()))
        .queueUrl();
  }

  SendMessageResponse send(String queue, String body) {
    return (SendMessageResponse)
        call(SendMessageRequest.builder().queueUrl(url(queue)).messageBody(body).build());
  }

  List<Message> receive(String queue, int most) {
    return ((ReceiveMessageResponse)
            call(
                ReceiveMessageRequest.builder()
                    .queueUrl(url(queue))
                    .maxNumberOfMessages(most)
                    .messageSystemAttributeNamesWithStrings("All")
                    .messageAttributeNames("All")
                    .build()))
        .messages();
  }

  List<String> bodies(String queue) {
    return receive(queue, 10).stream().map(Message::body).toList();
  }

  Map<String, String> attributes(String queue) {
    return ((GetQueueAttributesResponse)
            call(
                GetQueueAttributesRequest.builder()
                    .queueUrl(url(queue))
                    .attributeNamesWithStrings("All")
                    .build()))
        .attributesAsStrings();
  }

  /// Visible, in flight, delayed.
  String counts(String queue) {
    var all = attributes(queue);
    return all.get("ApproximateNumberOfMessages")
        + " "
        + all.get("ApproximateNumberOfMessagesNotVisible")
        + " "
        + all.get("ApproximateNumberOfMessagesDelayed");
  }

  @Override
  public void close() {
    sqs.close();
    store.close();
  }
}
