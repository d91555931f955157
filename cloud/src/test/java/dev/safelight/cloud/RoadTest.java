package dev.safelight.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.audit.Audit;
import dev.safelight.cloud.audit.AuditRecord;
import dev.safelight.cloud.authenticate.Authenticator;
import dev.safelight.cloud.authenticate.Keys.Key;
import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Identities.Identity;
import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Event;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Operation;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.notify.Outbox;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.wire.sigv4.ContentHash;
import dev.safelight.wire.sigv4.Credentials;
import dev.safelight.wire.sigv4.Header;
import dev.safelight.wire.sigv4.HttpParts;
import dev.safelight.wire.sigv4.Signer;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// The order of the road, and that nothing leaves it unseen, proved with a service of one table.
class RoadTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Credentials KEYS = new Credentials("AKIATEST", "secret", "");
  private static final String ALLOWED =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Sid": "Some", "Effect": "Allow", "Action": "note:Write", "Resource": "arn:aws:note:::open/*"}]}
      """;

  @TempDir Path data;
  private Store store;
  private final Notes notes = new Notes();
  private final AtomicInteger woken = new AtomicInteger();
  private final AtomicInteger lookedUp = new AtomicInteger();
  private int goodLookUps = Integer.MAX_VALUE;
  private String policy = ALLOWED;
  private Road road;

  @BeforeEach
  void open() {
    store =
        Store.open(
            data,
            false,
            Stream.concat(
                    Audit.STATEMENTS.stream(),
                    Stream.of(Outbox.SCHEMA, "create table if not exists note(text text) strict"))
                .toList(),
            new SecureRandom());
    var compiled = new Compiled();
    var user = new Caller.User("123456789012", "/", "alice", "AIDAALICE", "AKIATEST");
    var ids = new AtomicInteger();
    road =
        new Road(
            new Authenticator(
                store,
                (id, _) ->
                    id.equals("AKIATEST") && lookedUp.incrementAndGet() <= goodLookUps
                        ? Optional.of(new Key("secret", "", Instant.MAX, user))
                        : Optional.empty(),
                (_, _) -> Optional.empty()),
            new Authoriser(
                (caller, _) ->
                    caller.equals(user)
                        ? new Identity(
                            List.of(
                                compiled.applied(PolicyType.IDENTITY, "Some", user.arn(), policy)),
                            Map.of())
                        : Identity.NONE,
                Map.of(),
                Engine::decide),
            new Services(notes, List.of()),
            store,
            new Audit(),
            new Outbox(),
            woken::incrementAndGet,
            InstantSource.fixed(NOW),
            () -> "inside-" + ids.incrementAndGet());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anAllowedCallActsAndIsAudited() {
    assertThat(road.handle(signed("/open/a")).status()).isEqualTo(200);
    assertThat(notes.acted).containsExactly("/open/a");
    assertThat(kept()).isEqualTo(1);
    assertThat(only().succeeded()).isTrue();
    assertThat(only().caller()).isEqualTo("arn:aws:iam::123456789012:user/alice");
    assertThat(only().decisions().getFirst().verdict()).isEqualTo("Allowed");
    assertThat(only().decisions().getFirst().by().getFirst()).contains("Some");
    assertThat(woken).hasValue(1);
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void aDeniedCallNeverActsAndIsAuditedByTheSameLine() {
    var reply = road.handle(signed("/closed/a"));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(text(reply))
        .contains("because no identity-based policy allows the note:Write action");
    assertThat(notes.acted).isEmpty();
    assertThat(notes.received).isEmpty();
    assertThat(kept()).isZero();
    assertThat(only().code()).isEqualTo("AccessDenied");
    assertThat(only().decisions().getFirst().verdict()).isEqualTo("ImplicitlyDenied");
    assertThat(woken).hasValue(0);
  }

  @Test
  void aDeniedPayloadIsNeverOpened() {
    assertThat(road.handle(signed("/closed/upload")).status()).isEqualTo(403);
    assertThat(notes.opened).hasValue(0);
    assertThat(road.handle(signed("/open/upload")).status()).isEqualTo(200);
    assertThat(notes.opened).hasValue(1);
  }

  @Test
  void anonymousCallersAreNobody() {
    var request = request("/open/a", List.of(new Header("Host", "localhost")));
    assertThat(road.handle(request).status()).isEqualTo(403);
    assertThat(notes.acted).isEmpty();
    assertThat(only().caller()).isEmpty();
    assertThat(only().code()).isEqualTo("AccessDenied");
  }

  @Test
  void aDoctoredSignatureIsRefusedAndAudited() {
    var good = signed("/open/a");
    var doctored =
        new Request(
            good.id(), good.at(), "POST", "/open/b", good.headers(), good.payload(), good.peer());
    assertThat(road.handle(doctored).status()).isEqualTo(403);
    assertThat(notes.acted).isEmpty();
    assertThat(only().code()).isEqualTo("WRONG_SIGNATURE");
  }

  @Test
  void aKeyThatIsGoneWhenTheCallIsDecidedIsUnknown() {
    goodLookUps = 1;
    assertThat(road.handle(signed("/open/a")).status()).isEqualTo(403);
    assertThat(notes.acted).isEmpty();
    assertThat(only().code()).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void aKeyThatGoesWhileThePayloadComesWritesNothing() {
    goodLookUps = 2;
    assertThat(road.handle(signed("/open/upload")).status()).isEqualTo(403);
    assertThat(notes.opened).hasValue(1);
    assertThat(notes.acted).isEmpty();
    assertThat(notes.closed).hasValue(1);
    assertThat(only().code()).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void aCallThatWaitsIsRecordedOnceAsItEnds() {
    assertThat(road.handle(signed("/open/wait")).status()).isEqualTo(200);
    assertThat(notes.acted).containsExactly("/open/wait", "/open/wait");
    assertThat(kept()).isEqualTo(1);
    assertThat(waiting()).isEqualTo(1);
    assertThat(only().succeeded()).isTrue();
    assertThat(only().decisions()).hasSize(1);
  }

  @Test
  void aKeyThatGoesWhileItsCallWaitsEndsIt() {
    notes.meanwhile = () -> goodLookUps = lookedUp.get();
    assertThat(road.handle(signed("/open/wait")).status()).isEqualTo(403);
    assertThat(notes.acted).containsExactly("/open/wait");
    assertThat(kept()).isZero();
    assertThat(only().code()).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void aDenyThatComesWhileACallWaitsCounts() {
    notes.meanwhile = () -> policy = ALLOWED.replace("Allow\"", "Deny\"");
    assertThat(road.handle(signed("/open/wait")).status()).isEqualTo(403);
    assertThat(notes.acted).containsExactly("/open/wait");
    assertThat(kept()).isZero();
    assertThat(only().code()).isEqualTo("AccessDenied");
    assertThat(only().decisions().getLast().verdict()).isEqualTo("ExplicitlyDenied");
  }

  @Test
  void aWaitThatFailsIsRecorded() {
    notes.meanwhile =
        () -> {
          throw new IllegalStateException("no more");
        };
    var request = signed("/open/wait");
    assertThatThrownBy(() -> road.handle(request)).hasMessage("no more");
    assertThat(only().code()).isEqualTo("InternalFailure");
  }

  @Test
  void aFaultUndoesTheChangeAndKeepsTheRecord() {
    assertThat(road.handle(signed("/open/fault")).status()).isEqualTo(409);
    assertThat(notes.acted).containsExactly("/open/fault");
    assertThat(kept()).isZero();
    assertThat(waiting()).isZero();
    assertThat(only().code()).isEqualTo("Conflict");
  }

  @Test
  void aBugInActIsAuditedAndRethrown() {
    var request = signed("/open/bug");
    assertThatThrownBy(() -> road.handle(request)).hasMessage("a bug");
    assertThat(kept()).isZero();
    assertThat(only().code()).isEqualTo("InternalFailure");
    assertThat(only().operation()).isEqualTo("Write");
  }

  @Test
  void whatIsNotRecognisedIsRefusedByNameAndAudited() {
    assertThat(road.handle(signed("/strange")).status()).isEqualTo(501);
    assertThat(only().operation()).isEqualTo("Strange");
    assertThat(only().code()).isEqualTo("NotImplemented");
  }

  @Test
  void aCallThatCannotBeAuditedDoesNotHappen() {
    store.write(transaction -> transaction.update("drop table audit"));
    var request = signed("/open/a");
    assertThatThrownBy(() -> road.handle(request)).isInstanceOf(RuntimeException.class);
    assertThat(kept()).isZero();
    assertThat(waiting()).isZero();
  }

  @Test
  void aCallWhoseEvidenceCannotBeKeptDoesNotHappenAndIsForgottenAsAWhole() {
    store.write(transaction -> transaction.update("alter table audit_evidence rename to away"));
    assertThatThrownBy(() -> road.handle(signed("/open/a"))).isInstanceOf(RuntimeException.class);
    assertThat(kept()).isZero();
    assertThat(count("audit")).isZero();
    assertThat(count("audit_document")).isZero();
    store.write(transaction -> transaction.update("alter table away rename to audit_evidence"));
    // Nothing is taken to be on disk that was undone.
    assertThat(road.handle(signed("/open/a")).status()).isEqualTo(200);
    assertThat(count("audit_document")).isEqualTo(1);
    var evidence =
        store.read(transaction -> new Audit().evidence(transaction, only().id())).orElseThrow();
    assertThat(evidence.asked()).hasSize(1);
    assertThat(Engine.decide(evidence.asked().getFirst().query()).allows()).isTrue();
  }

  @Test
  void aRecordOfAnEarlierVersionHasNoEvidence() {
    road.handle(signed("/open/a"));
    store.write(transaction -> transaction.update("delete from audit_evidence"));
    assertThat(
            store.<Boolean>read(
                transaction -> new Audit().evidence(transaction, only().id()).isEmpty()))
        .isTrue();
  }

  @Test
  void whatIsReceivedIsDiscardedWhateverHappens() {
    road.handle(signed("/open/upload"));
    road.handle(signed("/open/upload-fault"));
    assertThat(notes.closed).hasValue(2);
  }

  @Test
  void aReplyThatCannotBeDressedIsClosed() {
    var request = signed("/open/undressed");
    assertThatThrownBy(() -> road.handle(request)).hasMessage("no clothes");
    assertThat(notes.bodiesClosed).hasValue(1);
  }

  private AuditRecord only() {
    var all = store.read(transaction -> new Audit().newest(transaction, 10));
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private long kept() {
    return count("note");
  }

  private long waiting() {
    return count("outbox");
  }

  private long count(String table) {
    return store.read(transaction ->
        transaction
            .one("select count(*) as n from " + table, row -> row.number("n"))
            .orElseThrow());
  }

  private static String text(Reply reply) {
    var out = new java.io.ByteArrayOutputStream();
    try (var body = reply.body()) {
      body.writeTo(out);
    } catch (java.io.IOException broken) {
      throw new AssertionError(broken);
    }
    return out.toString(UTF_8);
  }

  private static Request signed(String target) {
    var parts = new HttpParts("POST", target, List.of(new Header("Host", "localhost")));
    var signed = Signer.sign(parts, KEYS, "us-east-1", "note", NOW, ContentHash.of(new byte[0]));
    return request(target, signed.request().headers());
  }

  private static Request request(String target, List<Header> headers) {
    var lines =
        headers.stream()
            .map(line -> new dev.safelight.cloud.call.Header(line.name(), line.value()))
            .toList();
    return new Request(
        "request-1",
        NOW,
        "POST",
        target,
        new Headers(lines),
        Payload.NONE,
        new Peer("127.0.0.1", ""));
  }

  /// A service that writes down what it is asked to.
  private static final class Notes implements Service<Notes.Write>, Protocol {
    private final List<String> acted = new ArrayList<>();
    private final List<String> received = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private Runnable meanwhile = () -> {};
    private final AtomicInteger bodiesClosed = new AtomicInteger();

    private record Watched(AtomicInteger closed) implements Body.Source {
      @Override
      public void copyTo(OutputStream out, long from, long length) {}

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    }

    record Write(String path) implements Operation {
      @Override
      public String name() {
        return "Write";
      }

      @Override
      public List<Access> needs() {
        return List.of(Access.to("note:Write", "arn:aws:note:::" + path.substring(1)));
      }

      @Override
      public boolean carriesPayload() {
        return path.contains("upload");
      }
    }

    @Override
    public String name() {
      return "note";
    }

    @Override
    public Protocol protocol() {
      return this;
    }

    @Override
    public boolean verifiesWhileReading() {
      return false;
    }

    @Override
    public Recognised<Write> recognise(Request request, String account) {
      return request.path().equals("/strange")
          ? new Recognised.Unknown<>("Strange")
          : new Recognised.As<>(new Write(request.path()));
    }

    @Override
    public Optional<Write> recognise(SdkPojo shape, String account) {
      return Optional.empty();
    }

    @Override
    public Content receive(Authorised<Write> proof, Payload payload) {
      opened.incrementAndGet();
      received.add(proof.operation().path());
      return closed::incrementAndGet;
    }

    @Override
    public Outcome act(Authorised<Write> proof, Content content, Transaction transaction) {
      var path = proof.operation().path();
      acted.add(path);
      if (path.endsWith("wait") && content == Content.NONE) {
        return Outcome.of(
            new Answer.Again(() -> {
              meanwhile.run();
              return () -> {};
            }));
      }
      transaction.update("insert into note values (?)", path);
      if (path.endsWith("fault")) {
        throw new Fault(409, "Conflict", "no");
      }
      if (path.endsWith("bug")) {
        throw new IllegalStateException("a bug");
      }
      var event = new Event("note.amazonaws.com", "arn:aws:note:::n", "123456789012", "d", "{}");
      return new Outcome(Answer.of(GetCallerIdentityResponse.builder().build()), List.of(event));
    }

    @Override
    public Reply render(Request request, String operation, Answer answer) {
      return new Reply(200, Headers.NONE, new Body.Part(new Watched(bodiesClosed), 0, 0));
    }

    @Override
    public Reply dress(Request request, Reply reply, Store store) {
      if (request.path().endsWith("undressed")) {
        throw new IllegalStateException("no clothes");
      }
      return reply;
    }

    @Override
    public Reply render(Request request, Fault fault) {
      return Reply.of(fault.status(), Headers.NONE, fault.text().getBytes(UTF_8));
    }

    @Override
    public Fault unauthenticated(Refusal refusal) {
      return new Fault(
          403,
          refusal.reason() == Refusal.Reason.MISSING ? "AccessDenied" : refusal.reason().name(),
          refusal.detail());
    }

    @Override
    public Fault denied(String message) {
      return new Fault(403, "AccessDenied", message);
    }

    @Override
    public Fault unknown(String operation) {
      return new Fault(501, "NotImplemented", operation);
    }

    @Override
    public boolean quotesResource() {
      return false;
    }
  }
}
