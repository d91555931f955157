package dev.safelight.cloud.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// How an object file is encrypted: a header (a mark and a random salt), then AES-256-GCM in
/// chunks. For one thread.
///
/// The file's key is derived from the directory's, the salt and the file's id; a chunk's nonce is
/// its number and whether it is the last one. So a changed bit, a chunk in another place or of
/// another file, a missing end and a file in another's place all fail, and any part can be read
/// alone. The construction is STREAM's. See Hoang, Reyhanitabar, Rogaway, Vizár: "Online
/// Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance" (2015), section 6.
final class Sealing {
  /// Bytes of plaintext; the last chunk of a file may have fewer, and none if it is the only one.
  static final int CHUNK = 64 << 10;

  static final int TAG = 16;
  static final int SALT = 32;
  private static final byte[] MARK = {'S', 'L', 'O', 'B', 'J', 0, 0, 1};
  static final int HEADER = 8 + SALT;

  private final SecretKey key;
  private final Cipher cipher;

  Sealing(SecretKey key) {
    this.key = key;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has AES/GCM", absent);
    }
  }

  static byte[] header(byte[] salt) {
    return ByteBuffer.allocate(HEADER).put(MARK).put(salt).array();
  }

  /// The salt in a header.
  ///
  /// @throws Damaged where it is no header of ours
  static byte[] salt(byte[] header) throws Damaged {
    if (header.length != HEADER || !Arrays.equals(header, 0, MARK.length, MARK, 0, MARK.length)) {
      throw new Damaged("it does not begin as an object file does");
    }
    return Arrays.copyOfRange(header, MARK.length, HEADER);
  }

  /// Encrypts a chunk.
  ///
  /// @return the bytes written into `out`
  int seal(long number, boolean last, byte[] plain, int length, byte[] out) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, nonce(number, last));
      return cipher.doFinal(plain, 0, length, out, 0);
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("a chunk cannot be encrypted", broken);
    }
  }

  /// Decrypts a chunk; nothing of one that was changed is handed out.
  ///
  /// @return the bytes written into `out`
  int unseal(long number, boolean last, byte[] sealed, int length, byte[] out) throws Damaged {
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, nonce(number, last));
      return cipher.doFinal(sealed, 0, length, out, 0);
    } catch (GeneralSecurityException _) {
      throw new Damaged("chunk " + number + " is not what was written");
    }
  }

  private static GCMParameterSpec nonce(long number, boolean last) {
    var nonce = ByteBuffer.allocate(12).putLong(3, number).put(11, (byte) (last ? 1 : 0));
    return new GCMParameterSpec(8 * TAG, nonce.array());
  }

  /// An object file that is not what was written: changed, cut, or of another place or directory.
  static final class Damaged extends java.io.IOException {
    private static final long serialVersionUID = 1;

    Damaged(String how) {
      super("an object's file is damaged: " + how);
    }
  }
}
