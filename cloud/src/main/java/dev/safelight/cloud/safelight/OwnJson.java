package dev.safelight.cloud.safelight;

import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.AwsJson;

/// AWS's JSON 1.1 for operations that AWS does not have: every client that can sign can ask.
/// Thread-safe.
final class OwnJson implements Protocol {
  private final AwsJson json = new AwsJson("1.1", "Safelight", Nothing.class);

  /// The operation's name; empty where the header is missing or names another service.
  String operation(Request request) {
    return json.operation(request);
  }

  @Override
  public Reply render(Request request, String operation, Answer answer) {
    return json.render(request, operation, answer);
  }

  @Override
  public Reply render(Request request, Fault fault) {
    return json.render(request, fault);
  }

  @Override
  public Fault unauthenticated(Refusal refusal) {
    return json.unauthenticated(refusal);
  }

  @Override
  public Fault denied(String message) {
    return json.denied(message);
  }

  @Override
  public Fault unknown(String operation) {
    return new Fault(
        400, "UnknownOperationException", "There is no operation \"" + operation + "\".");
  }

  @Override
  public boolean quotesResource() {
    return json.quotesResource();
  }
}
