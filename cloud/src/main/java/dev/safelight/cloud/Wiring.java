package dev.safelight.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.audit.Audit;
import dev.safelight.cloud.authenticate.Authenticator;
import dev.safelight.cloud.authenticate.Keys;
import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Errands;
import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.cloudformation.CloudFormation;
import dev.safelight.cloud.cloudformation.resource.ResourceTypes;
import dev.safelight.cloud.iam.Iam;
import dev.safelight.cloud.lambda.Endpoint;
import dev.safelight.cloud.lambda.Lambda;
import dev.safelight.cloud.lambda.Pace;
import dev.safelight.cloud.logs.Logs;
import dev.safelight.cloud.notify.Notifier;
import dev.safelight.cloud.notify.Outbox;
import dev.safelight.cloud.s3.S3;
import dev.safelight.cloud.safelight.Inquiries;
import dev.safelight.cloud.safelight.Safelight;
import dev.safelight.cloud.sqs.Sqs;
import dev.safelight.cloud.ssm.Ssm;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.sts.Sts;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Query;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/// The one place where objects meet: constructor calls, in the order in which they need each other.
final class Wiring implements AutoCloseable {
  static final String CREDENTIALS = "credentials";

  private final SecureRandom random = new SecureRandom();
  private final CompletableFuture<Endpoint> endpoint = new CompletableFuture<>();
  private final CompletableFuture<Front> front = new CompletableFuture<>();
  private final CompletableFuture<Errands> errands = new CompletableFuture<>();
  private final Store store;
  private final Road road;
  private final Notifier notifier;
  private final Lambda lambda;
  private final Sqs sqs;
  private final CloudFormation cloudFormation;
  private final Inquiries inquiries;
  private boolean begun;

  Wiring(Settings settings, Function<Query, Decision> engine) {
    var clock = settings.clock();
    store = Store.open(settings.data(), settings.durable(), schema(), random);
    try {
      var compiled = new Compiled();
      var iam = new Iam(compiled, clock, random);
      var sts = new Sts(compiled, iam.principals(), iam.managedPolicies(), clock, random);
      Keys keys =
          (id, transaction) -> iam.find(id, transaction).or(() -> sts.find(id, transaction));
      // Lambda and the notifier call through the road, which needs Lambda: joined when both exist.
      Front inside = (caller, region, shape) -> front.join().call(caller, region, shape);
      lambda =
          new Lambda(
              inside,
              (errand, shape, witness) -> errands.join().run(errand, shape, witness),
              compiled,
              iam.principals(),
              store,
              id -> caller(keys, id),
              endpoint::join,
              clock,
              random,
              settings.fastRetries() ? Pace.fast() : Pace.aws());
      var logs = new Logs(clock);
      var ssm = new Ssm(clock);
      sqs = new Sqs(store, compiled, iam.principals(), () -> endpoint.join().url(), clock, random);
      cloudFormation =
          new CloudFormation(
              store,
              (errand, shape, witness) -> errands.join().run(errand, shape, witness),
              id -> caller(keys, id),
              ResourceTypes.all(),
              Set.copyOf(ResourceTypes.inert()),
              settings.acceptInert(),
              clock,
              random,
              Wiring::id);
      var s3 = new S3(store.objects(), compiled, iam.principals(), clock, random);
      var outbox = new Outbox();
      notifier = new Notifier(store, outbox, inside, clock);
      var authoriser =
          new Authoriser(
              iam,
              Map.of(
                  "s3", s3,
                  "iam", iam.resources(),
                  "sts", iam.trust(),
                  "lambda", lambda.resources(),
                  "logs", logs.resources(),
                  "ssm", ssm.resources(),
                  "sqs", sqs.resources(),
                  "cloudformation", cloudFormation.resources()),
              engine);
      var audit = new Audit();
      inquiries = new Inquiries(audit, authoriser, iam.population());
      road =
          new Road(
              new Authenticator(store, keys, iam.principals()),
              authoriser,
              new Services(
                  s3,
                  List.of(
                      iam,
                      sts,
                      lambda,
                      logs,
                      ssm,
                      sqs,
                      cloudFormation,
                      new Safelight(inquiries, store))),
              store,
              audit,
              outbox,
              notifier::wake,
              clock,
              Wiring::id);
      front.complete(road);
      errands.complete(road);
      firstStart(iam);
    } catch (RuntimeException | Error failed) {
      store.close();
      throw failed;
    }
  }

  /// The tables of everybody who keeps something.
  private static List<String> schema() {
    return Stream.of(
            Audit.STATEMENTS,
            List.of(Outbox.SCHEMA),
            Iam.SCHEMA,
            Sts.SCHEMA,
            S3.SCHEMA,
            Lambda.SCHEMA,
            Logs.SCHEMA,
            Ssm.SCHEMA,
            Sqs.SCHEMA,
            CloudFormation.SCHEMA)
        .flatMap(List::stream)
        .toList();
  }

  /// Who a key belongs to, as a call signed with it would be known.
  private Caller caller(Keys keys, String accessKeyId) {
    return store
        .read(transaction -> keys.find(accessKeyId, transaction))
        .orElseThrow(() -> new IllegalStateException("no key " + accessKeyId))
        .caller();
  }

  /// The user `admin` and its random keys. The file is written before the commit that makes the
  /// keys valid: after a crash between the two it is written anew.
  private void firstStart(Iam iam) {
    store.write(transaction -> {
      iam.bootstrap(transaction, Settings.ACCOUNT)
          .ifPresent(key ->
              store
                  .directory()
                  .write(
                      CREDENTIALS,
                      """
                      [default]
                      aws_access_key_id = %s
                      aws_secret_access_key = %s
                      region = %s
                      """
                          .formatted(key.id(), key.secret(), Settings.REGION)
                          .getBytes(UTF_8)));
      return true;
    });
  }

  /// Once the listeners are up: goes on with what an earlier process left.
  void begin(Endpoint here) {
    endpoint.complete(here);
    begun = true;
    store.write(transaction -> {
      sqs.sweep(transaction);
      return true;
    });
    lambda.start();
    notifier.start();
    cloudFormation.start();
  }

  Road road() {
    return road;
  }

  Inquiries inquiries() {
    return inquiries;
  }

  Store store() {
    return store;
  }

  SecureRandom random() {
    return random;
  }

  /// A request id.
  static String id() {
    return UUID.randomUUID().toString();
  }

  /// Answers the calls that wait for something to happen.
  void endWaits() {
    sqs.close();
  }

  @Override
  public void close() {
    if (begun) {
      cloudFormation.close();
      notifier.close();
      lambda.close();
    }
    endWaits();
    store.close();
  }
}
