package dev.safelight.cloud.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Identities.Identity;
import dev.safelight.cloud.authorise.Principals.Principal;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.authorise.Service.Recognised;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Event;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// S3 on a real store, with the real authoriser, walked as a call walks it: recognise, authorise,
/// receive, authorise again, act, render. Signatures and sockets are left out.
final class Bench implements AutoCloseable {
  static final String ACCOUNT = "123456789012";
  static final Caller ADMIN = user(ACCOUNT, "admin");
  static final Caller STRANGER = user("999999999999", "stranger");
  static final Caller ANONYMOUS = new Caller.Anonymous();
  private static final String EVERYTHING =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}\
      """;

  final Path root;
  final Store store;
  final S3 s3;
  final List<Event> events = new CopyOnWriteArrayList<>();
  final Map<String, String> principals = new HashMap<>();
  final Map<String, String> functionPolicies = new HashMap<>();
  Instant now = Instant.parse("2026-11-24T12:00:00.250Z");
  private final Map<String, String> identityPolicies = new HashMap<>();
  private final Compiled compiled = new Compiled();
  private final Authoriser authoriser;
  private final AtomicInteger calls = new AtomicInteger();

  Bench(Path root) {
    this.root = root;
    this.store = Store.open(root, false, S3.SCHEMA, new SecureRandom());
    this.s3 =
        new S3(
            store.objects(),
            compiled,
            (arn, _) ->
                Optional.ofNullable(principals.get(arn))
                    .map(id -> new Principal(arn, "/", "name", id, 3600)),
            () -> now,
            new SecureRandom());
    this.authoriser =
        new Authoriser(
            (caller, _) -> new Identity(policies(caller), Map.of()),
            Map.of("s3", s3, "lambda", this::function, "sqs", this::function),
            Engine::decide);
    allow(ADMIN, EVERYTHING);
    allow(STRANGER, EVERYTHING);
  }

  static Caller.User user(String account, String name) {
    return new Caller.User(
        account, "/", name, "AIDA" + name.toUpperCase(Locale.ROOT), "AKIA" + name);
  }

  static Caller.Session role(String name) {
    return new Caller.Session(
        ACCOUNT,
        "/",
        name,
        "AROAEXAMPLE" + name.toUpperCase(Locale.ROOT),
        "session",
        "ASIA" + name,
        Instant.EPOCH,
        List.of(),
        "");
  }

  void allow(Caller caller, String policy) {
    identityPolicies.put(caller.arn(), policy);
  }

  private List<Applied> policies(Caller caller) {
    var policy = identityPolicies.get(caller.arn());
    return policy == null
        ? List.of()
        : List.of(compiled.applied(PolicyType.IDENTITY, "identity", caller.arn(), policy));
  }

  private Resources.Resource function(Access access, String account, Transaction transaction) {
    var policy = functionPolicies.get(access.resource());
    return policy == null
        ? Resources.Resource.of(ACCOUNT)
        : new Resources.Resource(
            ACCOUNT,
            List.of(
                compiled.applied(
                    PolicyType.RESOURCE, "function policy", access.resource(), policy)),
            Map.of());
  }

  /// What came back, with the body read.
  record Response(int status, Headers headers, byte[] body) {
    String text() {
      return new String(body, UTF_8);
    }

    String header(String name) {
      return headers.first(name).orElse("");
    }

    /// The text of the first element of this name.
    String element(String name) {
      var text = text();
      int open = text.indexOf("<" + name + ">");
      return open < 0
          ? ""
          : text.substring(open + name.length() + 2, text.indexOf("</" + name + ">", open))
              .replace("&quot;", "\"");
    }

    List<String> elements(String name) {
      var found = new ArrayList<String>();
      var parts = text().split("<" + name + ">", -1);
      for (int i = 1; i < parts.length; i++) {
        found.add(parts[i].substring(0, parts[i].indexOf("</" + name + ">")));
      }
      return found;
    }
  }

  Response call(String method, String target, String... headers) {
    return as(ADMIN, method, target, Payload.NONE, headers);
  }

  Response put(String target, byte[] body, String... headers) {
    return as(ADMIN, "PUT", target, Payload.of(body), headers);
  }

  Response put(String target, String body, String... headers) {
    return put(target, body.getBytes(UTF_8), headers);
  }

  Response post(String target, String body, String... headers) {
    return as(ADMIN, "POST", target, Payload.of(body.getBytes(UTF_8)), headers);
  }

  Response as(Caller caller, String method, String target, Payload payload, String... headers) {
    var lines = Headers.of(headers);
    if (lines.first("host").isEmpty()) {
      lines = lines.with("Host", "127.0.0.1:4566");
    }
    var request =
        new Request(
            "REQUEST" + calls.getAndIncrement(),
            now,
            method,
            target,
            lines,
            payload,
            new Peer("192.0.2.7", "1.3"));
    String[] name = {""};
    try {
      var answer =
          switch (s3.recognise(request, caller.account())) {
            case Recognised.As<S3Operation>(var operation) -> {
              name[0] = operation.name();
              yield perform(caller, operation, payload);
            }
            case Recognised.Unknown<S3Operation>(var unknown) ->
                throw s3.protocol().unknown(unknown);
          };
      return read(s3.protocol().render(request, name[0], answer));
    } catch (Fault fault) {
      return read(s3.protocol().render(request, fault));
    }
  }

  private Answer perform(Caller caller, S3Operation operation, Payload payload) {
    if (!operation.carriesPayload()) {
      return store.write(transaction -> act(caller, operation, Content.NONE, transaction));
    }
    var first = store.read(transaction -> proof(caller, operation, transaction));
    try (var content = s3.receive(first, payload)) {
      return store.write(transaction -> act(caller, operation, content, transaction));
    }
  }

  private Answer act(
      Caller caller, S3Operation operation, Content content, Transaction transaction) {
    var outcome = s3.act(proof(caller, operation, transaction), content, transaction);
    events.addAll(outcome.events());
    return outcome.answer();
  }

  private Authorised<S3Operation> proof(
      Caller caller, S3Operation operation, Transaction transaction) {
    var circumstances = Circumstances.at(now, "us-east-1").with("aws:SecureTransport", "true");
    return switch (authoriser.authorise(caller, operation, circumstances, transaction)) {
      case Authoriser.Verdict.Permit<S3Operation>(var proof) -> proof;
      case Authoriser.Verdict.Refuse<S3Operation>(var denial, _) ->
          throw s3.protocol().denied(String.valueOf(denial.access().action()));
    };
  }

  private static Response read(Reply reply) {
    var bytes = new ByteArrayOutputStream();
    try (var body = reply.body()) {
      body.writeTo(bytes);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return new Response(reply.status(), reply.headers(), bytes.toByteArray());
  }

  /// How many object files lie on the disk, whole or not.
  long files() {
    var folder = root.resolve("objects");
    if (!Files.exists(folder)) {
      return 0;
    }
    try (var all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).count();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
