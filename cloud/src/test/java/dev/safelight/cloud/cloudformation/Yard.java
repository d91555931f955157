package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Document;
import dev.safelight.cloud.authorise.Identities;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.Wire;
import dev.safelight.cloud.store.Store;
import dev.safelight.policy.Attached;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;

/// CloudFormation over a [Shelf], in a data directory that can be opened again after a crash.
final class Yard implements AutoCloseable {
  static final Caller ROOT = new Caller.Root("123456789012");

  /// Who may what [#userMay] says.
  static final Caller USER = new Caller.User("123456789012", "/", "u", "AIDAU", "");

  String userMay = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
  Instant now = Instant.parse("2026-11-24T12:00:00Z");

  /// Sees whenever somebody looks at the clock.
  volatile Runnable tick = () -> {};

  final Fuse fuse;
  final Store store;
  final Shelf shelf;
  final CloudFormation service;
  private final Authoriser authoriser;

  Yard(Path data, Fuse fuse) {
    this(data, fuse, _ -> {});
  }

  /// @param before what is done to the shelf before anybody works
  Yard(Path data, Fuse fuse, Consumer<Shelf> before) {
    this.fuse = fuse;
    var schema = new ArrayList<>(CloudFormation.SCHEMA);
    schema.add(Shelf.SCHEMA);
    store = Store.open(data, false, schema, new SecureRandom());
    shelf = new Shelf(store, fuse);
    before.accept(shelf);
    service =
        new CloudFormation(
            store,
            shelf,
            _ -> ROOT,
            Map.of("AWS::SQS::Queue", new Thing()),
            Set.of(),
            Set.of("AWS::SNS::Topic", "AWS::SQS::Queue.MaximumMessageSize"),
            () -> {
              fuse.burn();
              tick.run();
              return now;
            },
            new SecureRandom(),
            () -> UUID.randomUUID().toString());
    authoriser =
        new Authoriser(
            (caller, _) ->
                caller.equals(USER)
                    ? new Identities.Identity(List.of(applied(userMay)), Map.of())
                    : Identities.Identity.NONE,
            Map.of("cloudformation", service.resources()),
            Engine::decide);
    service.start();
  }

  Yard(Path data) {
    this(data, new Fuse(Fuse.NEVER));
  }

  /// What a call answers, as soon as it does.
  SdkPojo call(SdkPojo request) {
    return call(service.recognise(request, "123456789012", "us-east-1").orElseThrow());
  }

  /// What a call of somebody else answers.
  ///
  /// @throws Denied where that one may not
  SdkPojo call(Caller caller, SdkPojo request) {
    return call(caller, service.recognise(request, "123456789012", "us-east-1").orElseThrow());
  }

  /// A call that its caller may not make.
  static final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1;

    Denied(String message) {
      super(message);
    }
  }

  private static Applied applied(String document) {
    try {
      var policy = Policy.parse(document, PolicyType.IDENTITY.kind());
      return new Applied(new Attached(PolicyType.IDENTITY, "p", policy), Document.of(document), "");
    } catch (MalformedPolicy broken) {
      throw new IllegalArgumentException(broken);
    }
  }

  private SdkPojo call(CloudFormationOperation operation) {
    return call(ROOT, operation);
  }

  private SdkPojo call(Caller caller, CloudFormationOperation operation) {
    var circumstances = Circumstances.at(now, "us-east-1");
    var content =
        operation.carriesPayload()
            ? service.receive(
                store.read(t -> proof(caller, operation, circumstances, t)), Payload.NONE)
            : Content.NONE;
    var outcome =
        store.write(t -> service.act(proof(caller, operation, circumstances, t), content, t));
    return ((Answer.Shaped) outcome.answer()).shape();
  }

  private dev.safelight.cloud.authorise.Authorised<CloudFormationOperation> proof(
      Caller caller,
      CloudFormationOperation operation,
      Circumstances circumstances,
      dev.safelight.cloud.store.Transaction transaction) {
    return switch (authoriser.authorise(caller, operation, circumstances, transaction)) {
      case Authoriser.Verdict.Permit<CloudFormationOperation>(var proof) -> proof;
      case Authoriser.Verdict.Refuse<CloudFormationOperation> refused ->
          throw new Denied(refused.denial().message(false));
    };
  }

  /// An unmodified client, as the account itself.
  CloudFormationClient client() {
    return client("us-east-1");
  }

  CloudFormationClient client(String region) {
    return CloudFormationClient.builder()
        .region(Region.of(region))
        .endpointOverride(URI.create("http://localhost"))
        .credentialsProvider(Wire.CREDENTIALS)
        .httpClient(new Wire(request -> reply(request, region)))
        .build();
  }

  /// No signature is made here that would say the region.
  private Reply reply(Request request, String region) {
    try {
      return switch (service.recognise(request, "123456789012")) {
        case Service.Recognised.As<CloudFormationOperation>(var operation) ->
            service
                .protocol()
                .render(
                    request,
                    operation.name(),
                    new Answer.Shaped(
                        200,
                        call(
                            service
                                .recognise(operation.request(), "123456789012", region)
                                .orElseThrow())));
        case Service.Recognised.Unknown<CloudFormationOperation>(var name) ->
            throw service.protocol().unknown(name);
      };
    } catch (Fault fault) {
      return service.protocol().render(request, fault);
    }
  }

  /// The same once all that it began has ended.
  SdkPojo done(SdkPojo request) {
    var answer = call(request);
    rest();
    return answer;
  }

  void rest() {
    service.engine().awaitRest();
  }

  software.amazon.awssdk.services.cloudformation.model.Stack stack(String nameOrId) {
    var request = DescribeStacksRequest.builder().stackName(nameOrId).build();
    return ((DescribeStacksResponse) call(request)).stacks().getFirst();
  }

  String status(String nameOrId) {
    return stack(nameOrId).stackStatusAsString();
  }

  /// `LOGICALID STATUS REASON`, the oldest first.
  List<String> events(String nameOrId) {
    var request = DescribeStackEventsRequest.builder().stackName(nameOrId).build();
    return ((DescribeStackEventsResponse) call(request))
        .stackEvents().reversed().stream()
            .map(event ->
                event.logicalResourceId()
                    + ' '
                    + event.resourceStatusAsString()
                    + (event.resourceStatusReason() == null
                        ? ""
                        : ' ' + event.resourceStatusReason()))
            .toList();
  }

  /// What all stacks say that there is: names and numbers.
  Map<String, Integer> claimed() {
    return store.read(transaction -> {
      var claimed = new TreeMap<String, Integer>();
      var parts = new Parts(new Events(() -> ""));
      for (var stack : new Stacks(parts.events()).all("123456789012", "us-east-1", transaction)) {
        for (var part : parts.of(stack, transaction)) {
          if (part.stage() != Part.Stage.GONE && part.type().equals("AWS::SQS::Queue")) {
            claimed.put(
                part.applied().physicalId(),
                Integer.parseInt(Thing.number(part.applied().properties())));
          }
        }
      }
      return claimed;
    });
  }

  @Override
  public void close() {
    service.close();
    store.close();
  }
}
