package dev.safelight.cloud.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Event;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.notify.Outbox.Pending;
import dev.safelight.cloud.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// Delivers the outbox: each event as an asynchronous invocation, or a message, by the service that
/// it comes from, so that the destination's resource policy is asked at every delivery. An event
/// leaves the outbox after its destination has committed it: a crash between the two delivers it
/// twice, never not at all. See AWS: "Amazon S3 Event Notifications" ("at least once").
public final class Notifier implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Notifier.class.getName());
  private static final int MOST_ATTEMPTS = 12;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Store store;
  private final Outbox outbox;
  private final Front front;
  private final InstantSource clock;
  private final Semaphore wake = new Semaphore(1);
  private final Thread thread;
  private volatile boolean open = true;

  public Notifier(Store store, Outbox outbox, Front front, InstantSource clock) {
    this.store = store;
    this.outbox = outbox;
    this.front = front;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("notifier").unstarted(this::run);
  }

  /// Begins with what an earlier process left.
  public void start() {
    thread.start();
  }

  /// Says that there is something new. Losing the call to a crash loses nothing.
  public void wake() {
    wake.release();
  }

  private void run() {
    while (open) {
      try {
        long pause = store.read(transaction -> outbox.pause(transaction, clock.instant()));
        boolean _ = wake.tryAcquire(pause, TimeUnit.MILLISECONDS);
        wake.drainPermits();
        deliver();
      } catch (InterruptedException _) {
        return; // Only close() interrupts.
      }
    }
  }

  private void deliver() {
    var due = store.read(transaction -> outbox.due(transaction, clock.instant()));
    for (var pending : due) {
      if (!open) {
        return;
      }
      deliver(pending);
    }
    if (!due.isEmpty()) {
      wake.release(); // There may be more than one page.
    }
  }

  private void deliver(Pending pending) {
    try {
      front.call(caller(pending.event()), region(pending.event()), delivery(pending.event()));
      store.write(transaction -> {
        outbox.delivered(transaction, pending.seq());
        return true;
      });
    } catch (Fault fault) {
      failed(pending, fault);
    }
  }

  /// What cannot succeed later (denied, no such function) is given up visibly; the rest is tried
  /// again.
  private void failed(Pending pending, Fault fault) {
    boolean hopeless = fault.status() < 500 && fault.status() != 429;
    store.write(transaction -> {
      if (hopeless || pending.attempts() + 1 >= MOST_ATTEMPTS) {
        outbox.giveUp(transaction, pending.seq(), fault.code() + ": " + fault.text());
        LOG.log(
            System.Logger.Level.WARNING,
            "an event of {0} was not delivered to {1}: {2}",
            pending.event().sourceArn(),
            pending.event().destination(),
            fault.text());
      } else {
        var pause = Duration.ofMillis(200L << pending.attempts());
        var bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        outbox.retry(transaction, pending.seq(), clock.instant().plus(bounded));
      }
      return true;
    });
  }

  private static Caller caller(Event event) {
    return new Caller.Service(
        event.principal(),
        Map.of("aws:SourceArn", event.sourceArn(), "aws:SourceAccount", event.sourceAccount()));
  }

  /// `arn:aws:lambda:REGION:ACCOUNT:function:NAME` or `arn:aws:sqs:REGION:ACCOUNT:NAME`
  private static String region(Event event) {
    return event.destination().split(":", -1)[3];
  }

  private static SdkPojo delivery(Event event) {
    var parts = event.destination().split(":", -1);
    if (parts[2].equals("sqs")) {
      return SendMessageRequest.builder()
          .queueUrl("/" + parts[4] + "/" + parts[5])
          .messageBody(event.document())
          .build();
    }
    return InvokeRequest.builder()
        .functionName(event.destination())
        .invocationType(InvocationType.EVENT)
        .payload(SdkBytes.fromByteArray(event.document().getBytes(UTF_8)))
        .build();
  }

  @Override
  public void close() {
    open = false;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
