package dev.safelight.image.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTest {
  /// Those that borrows and high bits could confuse.
  private static final byte[] LIKELY = {-1, -1, -2, 0, 1, 127, -128, -127};

  @Test
  void theNextFFIsFoundWhereverItStands() throws Broken {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      var file = new byte[random.nextInt(40)];
      for (int i = 0; i < file.length; i++) {
        boolean any = random.nextInt(3) == 0;
        file[i] = any ? (byte) random.nextInt() : LIKELY[random.nextInt(LIKELY.length)];
      }
      var order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      var bytes = Bytes.of(Window.of(ByteBuffer.wrap(file).order(order)), "file");
      for (int at = 0; at <= file.length; at++) {
        int wanted = at;
        while (wanted < file.length && file[wanted] != -1) {
          wanted++;
        }
        long from = at;
        if (wanted == file.length) {
          assertThatThrownBy(() -> bytes.nextFF(from)).isInstanceOf(Broken.class);
        } else {
          assertThat(bytes.nextFF(from)).isEqualTo(wanted);
        }
      }
    }
  }
}
