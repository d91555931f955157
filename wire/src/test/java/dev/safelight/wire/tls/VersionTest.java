package dev.safelight.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.http.Origin;
import dev.safelight.wire.tls.EncryptionTest.By;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Servers that choose a version of TLS by hand, as ancient ones do: RFC 5246, 7.4.1.3.
class VersionTest {
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int PROTOCOL_VERSION = 70;

  @ParameterizedTest
  @CsvSource({"OPENSSL, 2", "OPENSSL, 1", "OPENSSL, 0", "JDK, 2", "JDK, 1", "JDK, 0"})
  void whatIsOlderThanTls12IsRefusedByItsVersion(By by, byte minor) throws Exception {
    var heard = new CompletableFuture<Integer>();
    try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> choose(listener, minor, heard));
      assertThatThrownBy(() ->
              by.with("")
                  .connect(
                      () -> new Socket(listener.getInetAddress(), listener.getLocalPort()),
                      new Origin(true, "127.0.0.1", listener.getLocalPort())))
          .isInstanceOf(SSLException.class);
      assertThat(heard.get(1, TimeUnit.MINUTES)).isEqualTo(PROTOCOL_VERSION);
    }
  }

  /// Tells what alert the client gave; 0 for none.
  private static void choose(ServerSocket listener, byte minor, CompletableFuture<Integer> heard) {
    while (!listener.isClosed()) {
      try (var socket = listener.accept()) {
        var input = new DataInputStream(socket.getInputStream());
        record(input); // the hello
        socket.getOutputStream().write(hello(minor));
        var answer = record(input);
        heard.complete(answer[0] == ALERT ? (int) answer[answer.length - 1] : 0);
      } catch (IOException _) {
        heard.complete(0);
      }
    }
  }

  /// Its type and its content.
  private static byte[] record(DataInputStream input) throws IOException {
    byte type = input.readByte();
    input.readShort();
    var content = new byte[1 + input.readUnsignedShort()];
    input.readFully(content, 1, content.length - 1);
    content[0] = type;
    return content;
  }

  /// With TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, which all of them have, and no extensions.
  private static byte[] hello(byte minor) {
    return ByteBuffer.allocate(5 + 4 + 38)
        .put((byte) HANDSHAKE)
        .put(new byte[] {3, minor})
        .putShort((short) (4 + 38))
        .put(new byte[] {2, 0, 0, 38, 3, minor})
        .put(new byte[32]) // random
        .put((byte) 0) // no session
        .putShort((short) 0xC013)
        .put((byte) 0) // no compression
        .array();
  }
}
