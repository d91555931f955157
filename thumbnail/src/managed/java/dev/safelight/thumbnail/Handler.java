package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.safelight.image.Thumbnailer;
import dev.safelight.wire.json.JsonPrinter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Base64;

/// The same function for Lambda's own `java25`, whose runtime talks to Lambda.
///
/// What the static initialiser loads and does is in the snapshot where SnapStart makes one: the
/// native library, and the code behind a thumbnail. Keys and settings are read afterwards: a snapshot
/// must hold no credentials, and many environments come from one.
///
/// It is compiled apart from the module: AWS's interfaces are an automatic module, which jlink does
/// not take.
public final class Handler implements RequestStreamHandler {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Log LOG = new Log(new FileOutputStream(FileDescriptor.out), CLOCK);
  private static final Thumbnailer THUMBNAILER = Lab.thumbnailer(System.getenv());

  /// A PNG of one pixel.
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  private Work work;
  private Watchdog watchdog;

  static {
    var rendering =
        THUMBNAILER.thumbnail(
            Base64.getDecoder().decode(PIXEL),
            dev.safelight.image.Rendition.standard(),
            dev.safelight.image.Limits.standard());
    if (!(rendering instanceof dev.safelight.image.Thumbnailing.Made)) {
      throw new IllegalStateException("no thumbnail of one pixel: " + rendering);
    }
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    begin();
    var invocation =
        new Invocation(
            context.getAwsRequestId(),
            CLOCK.instant().plusMillis(context.getRemainingTimeInMillis()),
            in.readNBytes(dev.safelight.wire.json.JsonReader.LONGEST + 1));
    watchdog.begin(invocation);
    Work.Answer answer;
    try {
      answer = work.answer(invocation);
    } finally {
      watchdog.end();
    }
    switch (answer) {
      case Work.Succeeded(var document) -> out.write(JsonPrinter.print(document).getBytes(UTF_8));
      case Work.FailedCall(var type, var message) -> throw new NotDone(type + ": " + message);
    }
  }

  private void begin() {
    if (work == null) {
      var environment = System.getenv();
      work =
          new Work(
              Lab.processing(environment, THUMBNAILER, CLOCK),
              LOG,
              Lab.metrics(environment, CLOCK));
      watchdog =
          new Watchdog(
              CLOCK,
              invocation -> {
                work.giveUp(invocation, Work.late(invocation, CLOCK.instant()));
                Runtime.getRuntime().halt(1);
              });
      watchdog.start();
    }
  }

  /// Lambda repeats the call. The log has told the rest.
  static final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotDone(String message) {
      super(message, null, false, false);
    }
  }
}
