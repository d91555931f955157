package dev.safelight.cloud.safelight;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.InMemory;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.cloud.store.Work;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/// The one service that AWS does not have: it answers questions about decisions. Signed for the
/// scope `safelight`, authorised and audited as every other; AWS's own policies grant it to nobody
/// but administrators. Thread-safe.
public final class Safelight implements Service<SafelightOperation> {
  private final OwnJson protocol = new OwnJson();
  private final Inquiries inquiries;
  private final Store store;

  public Safelight(Inquiries inquiries, Store store) {
    this.inquiries = inquiries;
    this.store = store;
  }

  @Override
  public String name() {
    return "safelight";
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Recognised<SafelightOperation> recognise(Request request, String account) {
    var body = InMemory.bytes(request.payload());
    return switch (protocol.operation(request)) {
      case "ExplainDecision" -> {
        var input = Input.read(body, List.of("requestId", "latest", "denied"));
        var id = input.text("requestId");
        if (id.isEmpty() != input.flag("latest")) {
          throw Input.invalid("give either a requestId or \"latest\": true");
        }
        yield new Recognised.As<>(
            new SafelightOperation.ExplainDecision(
                request.region(), account, id, input.flag("denied")));
      }
      case "LookUpRecords" -> {
        var input = Input.read(body, List.of("after", "most", "denied", "own"));
        yield new Recognised.As<>(
            new SafelightOperation.LookUpRecords(
                input.number("after", -1, Long.MAX_VALUE, -1),
                (int) input.number("most", 1, 1000, 50),
                input.flag("denied"),
                input.flag("own")));
      }
      case "FindPrincipals" -> {
        var input = Input.read(body, List.of("action", "resource"));
        yield new Recognised.As<>(
            new SafelightOperation.FindPrincipals(
                account, input.text("action"), input.text("resource")));
      }
      case String other -> new Recognised.Unknown<>(other);
    };
  }

  /// Nobody inside asks.
  @Override
  public Optional<SafelightOperation> recognise(SdkPojo shape, String account) {
    return Optional.empty();
  }

  @Override
  public Outcome act(
      Authorised<SafelightOperation> proof, Content content, Transaction transaction) {
    return switch (proof.operation()) {
      case SafelightOperation.ExplainDecision(_, _, var id, var denied) ->
          id.isEmpty()
              ? later(reading -> inquiries.explainLatest(denied, reading))
              : explain(id, transaction);
      case SafelightOperation.LookUpRecords(var after, var most, var denied, var own) ->
          later(reading -> inquiries.records(after, most, denied, own, reading));
      case SafelightOperation.FindPrincipals(var account, var action, var resource) ->
          later(reading -> inquiries.principals(account, action, resource, reading));
    };
  }

  /// That there is such a record is asked here, so that a question without an answer is recorded as
  /// one; a call can have decided a thousand accesses, and those are explained afterwards.
  private Outcome explain(String id, Transaction transaction) {
    inquiries.require(id, transaction);
    return later(reading -> inquiries.explain(id, reading));
  }

  /// What may look through much is worked out on a snapshot after the commit: inside, it would keep
  /// all writers waiting.
  private Outcome later(Work<JsonNode> question) {
    return Outcome.of(new Answer.Later(() -> answer(store.read(question))));
  }

  private static Answer answer(JsonNode json) {
    return new Answer.Streamed(200, Nothing.SHAPE, new Body.Bytes(json.toString().getBytes(UTF_8)));
  }
}
