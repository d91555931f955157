package dev.safelight.cloud.lambda;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes zips, also such as no honest tool writes.
final class Zip {
  static final int SCRIPT = 0100755;
  static final int FILE = 0100644;
  static final int LINK = 0120777;

  private final ByteArrayOutputStream local = new ByteArrayOutputStream();
  private final ByteArrayOutputStream central = new ByteArrayOutputStream();
  private int count;

  Zip with(String name, int mode, String text) {
    return with(name, mode, text.getBytes(StandardCharsets.UTF_8));
  }

  Zip with(String name, int mode, byte[] bytes) {
    return with(name, mode, bytes, bytes.length, 0);
  }

  /// @param claimed the unpacked size that the headers claim
  /// @param flags of the entry, such as 1 for an encrypted one
  Zip with(String name, int mode, byte[] bytes, int claimed, int flags) {
    var crc = new CRC32();
    crc.update(bytes);
    var packed = deflated(bytes);
    var path = name.getBytes(StandardCharsets.UTF_8);
    int at = local.size();
    local.writeBytes(
        little(30)
            .putInt(0x04034b50)
            .putShort((short) 20)
            .putShort((short) flags)
            .putShort((short) 8)
            .putInt(0)
            .putInt((int) crc.getValue())
            .putInt(packed.length)
            .putInt(claimed)
            .putShort((short) path.length)
            .putShort((short) 0)
            .array());
    local.writeBytes(path);
    local.writeBytes(packed);
    central.writeBytes(
        little(46)
            .putInt(0x02014b50)
            .putShort((short) (3 << 8 | 20))
            .putShort((short) 20)
            .putShort((short) flags)
            .putShort((short) 8)
            .putInt(0)
            .putInt((int) crc.getValue())
            .putInt(packed.length)
            .putInt(claimed)
            .putShort((short) path.length)
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort((short) 0)
            .putInt(mode << 16)
            .putInt(at)
            .array());
    central.writeBytes(path);
    count++;
    return this;
  }

  /// Says that there are so many entries.
  Zip claiming(int entries) {
    count = entries;
    return this;
  }

  byte[] bytes() {
    var all = new ByteArrayOutputStream();
    all.writeBytes(local.toByteArray());
    all.writeBytes(central.toByteArray());
    all.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) count)
            .putShort((short) count)
            .putInt(central.size())
            .putInt(local.size())
            .putShort((short) 0)
            .array());
    return all.toByteArray();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] deflated(byte[] bytes) {
    try (var deflater = new Deflater(9, true)) {
      deflater.setInput(bytes);
      deflater.finish();
      var out = new ByteArrayOutputStream();
      var buffer = new byte[64 << 10];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }
}
