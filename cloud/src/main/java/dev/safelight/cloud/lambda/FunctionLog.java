package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;

/// The log stream of one execution environment. It writes as the function's role, through the front
/// door: where the role may not, nothing is logged and the function works all the same.
/// Thread-safe. See AWS: "Sending Lambda function logs to CloudWatch Logs", PutLogEvents.
final class FunctionLog {
  private static final int MOST_EVENTS = 10_000;
  private static final int MOST_BYTES = 1_048_576;
  private static final int OVERHEAD = 26;
  private static final int TAIL = 4096;

  private final Front front;
  private final Caller role;
  private final String region;
  private final String group;
  private final String stream;
  private final InstantSource clock;

  private final ReentrantLock lock = new ReentrantLock();
  private List<InputLogEvent> batch = new ArrayList<>();
  private int batchBytes;
  private long last;
  private final Deque<byte[]> tail = new ArrayDeque<>();
  private int tailBytes;

  // Batches are sent one after another, in order.
  private final ReentrantLock sending = new ReentrantLock();

  FunctionLog(
      Front front, Caller role, String region, String group, String stream, InstantSource clock) {
    this.front = front;
    this.role = role;
    this.region = region;
    this.group = group;
    this.stream = stream;
    this.clock = clock;
  }

  /// Adds a line. A full batch is sent first, by whoever fills it: a function that prints faster
  /// than its log can be written waits.
  void add(String line) {
    var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    if (isFull(bytes.length)) {
      flush();
    }
    lock.lock();
    try {
      // A clock that is set back must not make a batch that is refused for its order.
      last = Math.max(last, clock.millis());
      batch.add(InputLogEvent.builder().timestamp(last).message(line + "\n").build());
      batchBytes += bytes.length + OVERHEAD;
      tail.addLast(bytes);
      tailBytes += bytes.length;
      while (tailBytes - tail.getFirst().length >= TAIL) {
        tailBytes -= tail.removeFirst().length;
      }
    } finally {
      lock.unlock();
    }
  }

  /// The last 4 KB since the last call.
  byte[] takeTail() {
    lock.lock();
    try {
      var bytes = new byte[tailBytes];
      int at = 0;
      for (var line : tail) {
        System.arraycopy(line, 0, bytes, at, line.length);
        at += line.length;
      }
      tail.clear();
      tailBytes = 0;
      return Arrays.copyOfRange(bytes, Math.max(0, bytes.length - TAIL), bytes.length);
    } finally {
      lock.unlock();
    }
  }

  /// Sends what has gathered.
  void flush() {
    sending.lock();
    try {
      var events = takeBatch();
      if (!events.isEmpty()) {
        send(events);
      }
    } finally {
      sending.unlock();
    }
  }

  private boolean isFull(int more) {
    lock.lock();
    try {
      return batch.size() >= MOST_EVENTS || batchBytes + more + OVERHEAD > MOST_BYTES;
    } finally {
      lock.unlock();
    }
  }

  private List<InputLogEvent> takeBatch() {
    lock.lock();
    try {
      var events = batch;
      batch = new ArrayList<>();
      batchBytes = 0;
      return events;
    } finally {
      lock.unlock();
    }
  }

  private void send(List<InputLogEvent> events) {
    var put =
        PutLogEventsRequest.builder()
            .logGroupName(group)
            .logStreamName(stream)
            .logEvents(events)
            .build();
    try {
      front.call(role, region, put);
    } catch (Fault fault) {
      if (fault.code().equals("ResourceNotFoundException") && created()) {
        retry(put);
      }
      // Otherwise the role may not: what it printed is gone, as on AWS. The audit trail has the
      // denial.
    }
  }

  private void retry(PutLogEventsRequest put) {
    try {
      front.call(role, region, put);
    } catch (Fault _) {
      // It may create a stream but not write to it. The audit trail has the denial.
    }
  }

  private boolean created() {
    var create = CreateLogStreamRequest.builder().logGroupName(group).logStreamName(stream).build();
    try {
      front.call(role, region, create);
      return true;
    } catch (Fault fault) {
      if (!fault.code().equals("ResourceNotFoundException")) {
        return false;
      }
    }
    try {
      front.call(role, region, CreateLogGroupRequest.builder().logGroupName(group).build());
      front.call(role, region, create);
      return true;
    } catch (Fault _) {
      return false; // The group may not be made by this role: the audit trail has the denial.
    }
  }
}
