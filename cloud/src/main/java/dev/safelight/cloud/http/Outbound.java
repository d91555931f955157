package dev.safelight.cloud.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// A blocking stream to a socket: a chunk is handed over when the chunk before it has left, so a
/// slow client holds two chunks in memory and not a whole object. Not thread-safe.
final class Outbound extends OutputStream {
  private static final int CHUNK = 32 << 10;

  private final Channel channel;
  private final Duration stall;
  private final LongConsumer held;
  private final byte[] buffer = new byte[CHUNK];
  private int filled;
  private ChannelFuture last;

  Outbound(Channel channel, Duration stall, LongConsumer held) {
    this.channel = channel;
    this.stall = stall;
    this.held = held;
    this.last = channel.newSucceededFuture();
  }

  @Override
  public void write(int single) throws IOException {
    if (filled == CHUNK) {
      send();
    }
    buffer[filled++] = (byte) single;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (filled == CHUNK) {
        send();
      }
      int some = Math.min(CHUNK - filled, length - done);
      System.arraycopy(bytes, from + done, buffer, filled, some);
      filled += some;
      done += some;
    }
  }

  /// Waits until everything has been given to the system.
  @Override
  public void flush() throws IOException {
    send();
    settle();
  }

  /// Says that nothing follows; the client may still be sending.
  void end() {
    var tls = channel.pipeline().get(SslHandler.class);
    if (!channel.isActive()) {
      return;
    }
    if (tls != null) {
      last = tls.closeOutbound();
    } else if (channel instanceof SocketChannel socket) {
      last = socket.shutdownOutput();
    }
  }

  private void send() throws IOException {
    if (filled > 0) {
      settle();
      ByteBuf chunk = channel.alloc().buffer(filled).writeBytes(buffer, 0, filled);
      filled = 0;
      last = channel.writeAndFlush(chunk);
      var pending = channel.unsafe().outboundBuffer();
      if (pending != null) {
        held.accept(pending.totalPendingWriteBytes());
      }
    }
  }

  private void settle() throws IOException {
    try {
      if (!last.await(stall.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Inbound.Stalled("nothing was taken for " + stall);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while sending");
    }
    if (!last.isSuccess()) {
      throw new IOException("the connection is gone", last.cause());
    }
  }
}
