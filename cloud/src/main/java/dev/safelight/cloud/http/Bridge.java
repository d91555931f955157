package dev.safelight.cloud.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// From Netty's event loop to a connection's virtual thread: bytes are copied into its queue and
/// nothing else happens here, so a slow call never holds up another's socket.
final class Bridge extends ChannelInboundHandlerAdapter {
  private final Connections connections;
  private @Nullable Inbound in;

  Bridge(Connections connections) {
    this.connections = connections;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    var channel = context.channel();
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)
        || !(channel.localAddress() instanceof InetSocketAddress local)) {
      var _ = context.close();
      return; // Gone before it was met.
    }
    var arriving = new Inbound(channel::read, connections::held);
    in = arriving;
    var connection =
        new Connection(
            connections,
            new Connection.Ends(channel, remote.getAddress(), local.getAddress()),
            arriving,
            new Outbound(channel, connections.limits().stall(), connections::held));
    if (connections.admit(connection)) {
      connection.start();
    } else {
      var _ = context.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (in != null && message instanceof ByteBuf bytes && bytes.isReadable()) {
        var piece = new byte[bytes.readableBytes()];
        bytes.readBytes(piece);
        in.arrived(piece);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      ended();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ended();
  }

  /// A reset, or bytes that are not TLS: to the call it is a stream that ended.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ended();
    var _ = context.close();
  }

  private void ended() {
    if (in != null) {
      in.ended();
    }
  }

  /// `1.2`, `1.3`, or empty over plain HTTP; known once a byte of the first request was read.
  static String tlsVersion(io.netty.channel.Channel channel) {
    var tls = channel.pipeline().get(SslHandler.class);
    return tls == null ? "" : tls.engine().getSession().getProtocol().replace("TLSv", "");
  }
}
