package dev.safelight.cloud.http;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// One client's connection, on one virtual thread: read a head, check it, answer it, and only then
/// look at what came after it.
final class Connection implements Runnable {
  private static final System.Logger LOG = System.getLogger(Connection.class.getName());

  private final Connections all;
  private final Ends ends;
  private final Inbound in;
  private final Outbound out;
  private final Thread thread;

  /// True from a request's first byte to its reply's last.
  private final AtomicBoolean busy = new AtomicBoolean();

  Connection(Connections all, Ends ends, Inbound in, Outbound out) {
    this.all = all;
    this.ends = ends;
    this.in = in;
    this.out = out;
    this.thread = Thread.ofVirtual().name("http-" + ends.channel().id()).unstarted(this);
  }

  record Ends(Channel channel, InetAddress remote, InetAddress local) {}

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    try {
      boolean again;
      do {
        // Closing is looked at after the connection is seen to be idle, and the other way round in
        // `closeIfIdle`: one of the two notices the other.
        again = !all.isClosing() && in.fill(all.limits().idle()) && takesCall();
      } while (again);
      out.end();
      if (!all.isClosing()) {
        linger();
      }
    } catch (IOException | RejectedExecutionException gone) {
      // Rejected: the door had no more patience and has closed its event loops.
      LOG.log(System.Logger.Level.DEBUG, "a connection ended", gone);
    } finally {
      abort();
      all.forget(this);
    }
  }

  /// Answers one request; false where the connection ends after it.
  private boolean takesCall() throws IOException {
    busy.set(true);
    try {
      return !all.isClosing() && answered();
    } finally {
      busy.set(false);
    }
  }

  private boolean answered() throws IOException {
    var settings = all.settings();
    var call = new Call(settings.ids().get(), settings.clock().instant(), peer());
    var method = "";
    try {
      var text = head();
      method = text.startsWith("HEAD ") ? "HEAD" : "";
      var lines = Lines.parse(text);
      var head = Head.of(lines, all.hosts(), ends.local(), all.limits().bodyBytes());
      return answered(call, head);
    } catch (Fault fault) {
      return refuse(call, method, fault);
    }
  }

  private record Call(String id, Instant at, Peer peer) {}

  private String head() throws IOException {
    try {
      return new LineReader(in, all.limits().headBytes(), all.limits().head()).head();
    } catch (LineReader.TooLong _) {
      throw new Fault(
          400,
          "RequestHeaderSectionTooLarge",
          "Your request header and query parameters used to make the request exceed the maximum allowed size.");
    } catch (Inbound.Stalled _) {
      throw new Fault(
          400,
          "RequestTimeout",
          "Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.");
    }
  }

  private boolean answered(Call call, Head head) throws IOException {
    var payload = new Incoming(head, in, out, all.limits());
    var request =
        new Request(
            call.id(),
            call.at(),
            head.method(),
            head.target(),
            head.headers(),
            payload,
            call.peer());
    long drain = all.limits().drainBytes();
    try (var reply = new Owned(reply(call, request, payload))) {
      payload.detach();
      boolean open = head.keepsOpen() && !all.isClosing() && payload.canBePassed(drain);
      write(call, reply.reply(), head.method(), then(head, open));
      return open && payload.pass(drain);
    }
  }

  private Reply reply(Call call, Request request, Incoming payload) {
    try {
      return all.handler().handle(request);
    } catch (Fault fault) {
      return all.handler().refused(call.id(), call.at(), call.peer(), fault);
    } catch (RuntimeException bug) {
      if (payload.isBroken()) {
        LOG.log(System.Logger.Level.DEBUG, "the body of " + call.id() + " is not whole", bug);
        return all.handler().refused(call.id(), call.at(), call.peer(), incompleteBody());
      }
      LOG.log(System.Logger.Level.ERROR, "the call " + call.id() + " failed", bug);
      return all.handler().refused(call.id(), call.at(), call.peer(), internalError());
    }
  }

  private static ReplyWriter.Then then(Head head, boolean open) {
    if (!open) {
      return ReplyWriter.Then.CLOSED;
    }
    return head.isHttp10() ? ReplyWriter.Then.KEPT_OPEN : ReplyWriter.Then.OPEN;
  }

  private boolean refuse(Call call, String method, Fault fault) throws IOException {
    try (var reply = new Owned(all.handler().refused(call.id(), call.at(), call.peer(), fault))) {
      write(call, reply.reply(), method, ReplyWriter.Then.CLOSED);
    }
    return false;
  }

  private void write(Call call, Reply reply, String method, ReplyWriter.Then then)
      throws IOException {
    var now = all.settings().clock().instant();
    Reply sent = reply;
    byte[] head;
    try {
      head = ReplyWriter.head(reply, method, now, then);
    } catch (IllegalArgumentException bug) {
      LOG.log(System.Logger.Level.ERROR, "the reply to " + call.id() + " cannot be sent", bug);
      sent = Reply.of(500, Headers.of("x-amz-request-id", call.id()), new byte[0]);
      head = ReplyWriter.head(sent, method, now, then);
    }
    new ReplyWriter(out).write(head, sent, method);
  }

  private static Fault incompleteBody() {
    return new Fault(
        400,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header");
  }

  private static Fault internalError() {
    return new Fault(500, "InternalError", "We encountered an internal error. Please try again.");
  }

  /// A reply whose body is closed in any case.
  private record Owned(Reply reply) implements AutoCloseable {
    @Override
    public void close() {
      reply.body().close();
    }
  }

  /// Throws away what a client sends after its last reply. Closing with unread bytes would send a
  /// reset, which can overtake the reply.
  private void linger() throws IOException {
    long until = System.nanoTime() + all.limits().linger().toNanos();
    long left = all.limits().lingerBytes();
    while (left > 0 && in.fill(Duration.ofNanos(until - System.nanoTime()))) {
      left -= in.skip(left);
    }
  }

  private Peer peer() {
    var address = ends.remote().getHostAddress();
    int zone = address.indexOf('%');
    return new Peer(
        zone < 0 ? address : address.substring(0, zone), Bridge.tlsVersion(ends.channel()));
  }

  void closeIfIdle() {
    if (!busy.get()) {
      abort();
    }
  }

  void abort() {
    var _ = ends.channel().close();
  }

  /// False where it is still running after `patience`.
  boolean join(Duration patience) {
    try {
      return thread.join(patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
