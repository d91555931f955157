package dev.safelight.cloud;

import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.lambda.Endpoint;
import dev.safelight.policy.Engine;
import java.nio.file.Path;

/// A whole environment without listeners, entered from inside: every service, the real road.
public final class Inside implements AutoCloseable {
  private final Wiring wiring;

  public Inside(Path data) {
    wiring = new Wiring(Settings.ephemeral(data), Engine::decide);
    wiring.begin(new Endpoint("https://127.0.0.1:4567", data.resolve("ca.pem")));
  }

  public Front front() {
    return wiring.road();
  }

  /// A call from outside.
  public Reply handle(Request request) {
    return wiring.road().handle(request);
  }

  @Override
  public void close() {
    wiring.endWaits(); // or pollers wait for messages that nobody sends
    wiring.close();
  }
}
