package dev.safelight.cloud.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// The three ways to invoke a function. See AWS: Invoke.
final class Invocations {
  private static final int MOST_BYTES = 6_291_456;
  private static final int MOST_EVENT_BYTES = 262_144;
  private static final Set<String> SUPPORTED =
      Set.of("FunctionName", "InvocationType", "LogType", "Payload", "Qualifier");

  private static final JsonFactory JSON = new JsonFactory();

  private final Invoker invoker;
  private final EventWorker worker;
  private final InstantSource clock;
  private final SecureRandom random;

  Invocations(Invoker invoker, EventWorker worker, InstantSource clock, SecureRandom random) {
    this.invoker = invoker;
    this.worker = worker;
    this.clock = clock;
    this.random = random;
  }

  Outcome invoke(LambdaOperation.Invoke invoke, Transaction transaction) {
    var request = invoke.request();
    Supported.require(request, SUPPORTED);
    var function = Definitions.require(transaction, invoke.function());
    var type =
        request.invocationTypeAsString() == null
            ? "RequestResponse"
            : request.invocationTypeAsString();
    var payload = payload(request);
    return switch (type) {
      case "RequestResponse" -> {
        requireAtMost(payload, MOST_BYTES, type);
        requireJson(payload);
        boolean tail = "Tail".equals(request.logTypeAsString());
        var reserved = Concurrency.reserved(transaction, function.arn());
        int most = Concurrency.most(transaction, function.arn());
        yield Outcome.of(
            new Answer.Later(() -> {
              if (!invoker.sandboxes().begin(function.arn(), most)) {
                throw Concurrency.exceeded(reserved.isPresent());
              }
              return run(function, invoke.function(), payload, tail);
            }));
      }
      case "Event" -> {
        requireAtMost(payload, MOST_EVENT_BYTES, type);
        requireJson(payload);
        EventQueue.add(transaction, invoke.function(), Ids.uuid(random), payload, clock.instant());
        transaction.afterCommit(worker::wake);
        yield Outcome.of(new Answer.Shaped(202, InvokeResponse.builder().statusCode(202).build()));
      }
      case "DryRun" ->
          Outcome.of(new Answer.Shaped(204, InvokeResponse.builder().statusCode(204).build()));
      default ->
          throw Configuration.validation(
              "invocationType",
              type,
              "Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
    };
  }

  private Answer run(Definition function, FunctionArn arn, byte[] payload, boolean tail) {
    Result result;
    try {
      result = invoker.run(function, arn, Ids.uuid(random), payload);
    } finally {
      worker.wake();
    }
    var shape =
        InvokeResponse.builder()
            .statusCode(200)
            .executedVersion(function.version())
            .payload(SdkBytes.fromByteArrayUnsafe(result.payload()));
    if (result.isError()) {
      shape.functionError(result.error());
    }
    if (tail) {
      shape.logResult(Base64.getEncoder().encodeToString(result.tail()));
    }
    return new Answer.Streamed(200, shape.build(), new Body.Bytes(result.payload()));
  }

  /// A function that is sent nothing gets an empty object.
  private static byte[] payload(InvokeRequest request) {
    var payload = request.payload();
    return payload == null || payload.asByteArrayUnsafe().length == 0
        ? new byte[] {'{', '}'}
        : payload.asByteArrayUnsafe();
  }

  /// Lambda reads an event before any function does.
  private static void requireJson(byte[] payload) {
    try (var parser = JSON.createParser(payload)) {
      int values = 0;
      for (int depth = 0; parser.nextToken() != null; ) {
        depth += parser.currentToken().isStructStart() ? 1 : 0;
        depth -= parser.currentToken().isStructEnd() ? 1 : 0;
        values += depth == 0 ? 1 : 0;
      }
      if (values != 1) {
        throw unreadable(values + " values where one is expected");
      }
    } catch (JsonProcessingException broken) {
      throw unreadable(broken.getOriginalMessage());
    } catch (IOException impossible) {
      throw new UncheckedIOException("bytes in memory cannot be read", impossible);
    }
  }

  private static Fault unreadable(String problem) {
    return new Fault(
        400,
        "InvalidRequestContentException",
        "Could not parse request body into json: " + problem);
  }

  private static void requireAtMost(byte[] payload, int most, String type) {
    if (payload.length > most) {
      throw new Fault(
          413,
          "RequestTooLargeException",
          "%d byte payload is too large for the %s invocation type (limit %d bytes)"
              .formatted(payload.length, type, most));
    }
  }
}
