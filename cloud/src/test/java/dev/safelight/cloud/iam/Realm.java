package dev.safelight.cloud.iam;

import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Operation;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.Wire;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.cloud.sts.Sts;
import dev.safelight.policy.Engine;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/// IAM and STS with a real store, real decisions and unmodified clients; only sockets and
/// signatures are missing, so a test says who calls.
public final class Realm implements AutoCloseable {
  public static final String ACCOUNT = "123456789012";
  public static final Caller ROOT = new Caller.Root(ACCOUNT);

  public Instant now = Instant.parse("2026-11-24T01:08:15Z");
  public final Store store;
  public final Iam iam;
  public final Sts sts;
  private final Authoriser authoriser;

  public Realm(Path root) {
    var random = new SecureRandom();
    InstantSource clock = () -> now;
    var compiled = new Compiled();
    iam = new Iam(compiled, clock, random);
    sts = new Sts(compiled, iam.principals(), iam.managedPolicies(), clock, random);
    authoriser =
        new Authoriser(iam, Map.of("iam", iam.resources(), "sts", iam.trust()), Engine::decide);
    store =
        Store.open(
            root.resolve("data"),
            false,
            Stream.of(Iam.SCHEMA, Sts.SCHEMA).flatMap(List::stream).toList(),
            random);
  }

  public IamClient iam(Caller caller) {
    return IamClient.builder()
        .region(Region.AWS_GLOBAL)
        .endpointOverride(URI.create("http://localhost"))
        .credentialsProvider(Wire.CREDENTIALS)
        .httpClient(new Wire(request -> reply(iam, caller, request)))
        .build();
  }

  public StsClient sts(Caller caller) {
    return StsClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create("http://localhost"))
        .credentialsProvider(Wire.CREDENTIALS)
        .httpClient(new Wire(request -> reply(sts, caller, request)))
        .build();
  }

  /// Who signs with a key.
  public Caller signer(String accessKeyId) {
    return store
        .read(transaction ->
            iam.find(accessKeyId, transaction).or(() -> sts.find(accessKeyId, transaction)))
        .orElseThrow()
        .caller();
  }

  public <O extends Operation> Reply reply(Service<O> service, Caller caller, Request request) {
    try {
      return switch (service.recognise(request, account(caller))) {
        case Service.Recognised.As<O>(var operation) -> {
          var answer =
              store.write(transaction -> act(service, caller, operation, transaction)).answer();
          yield service.protocol().render(request, operation.name(), answer);
        }
        case Service.Recognised.Unknown<O>(var name) -> throw service.protocol().unknown(name);
      };
    } catch (Fault fault) {
      return service.protocol().render(request, fault);
    }
  }

  /// A call from inside.
  public <O extends Operation> Outcome call(Service<O> service, Caller caller, SdkPojo shape) {
    var operation = service.recognise(shape, account(caller)).orElseThrow();
    return store.write(transaction -> act(service, caller, operation, transaction));
  }

  private static String account(Caller caller) {
    return caller.account().isEmpty() ? ACCOUNT : caller.account();
  }

  private <O extends Operation> Outcome act(
      Service<O> service, Caller caller, O operation, Transaction transaction) {
    var circumstances = Circumstances.at(now, "us-east-1");
    return switch (authoriser.authorise(caller, operation, circumstances, transaction)) {
      case Authoriser.Verdict.Permit<O>(var proof) -> service.act(proof, Content.NONE, transaction);
      case Authoriser.Verdict.Refuse<O>(var denial, _) ->
          throw service.protocol().denied(denial.message(service.protocol().quotesResource()));
    };
  }

  @Override
  public void close() {
    store.close();
  }
}
