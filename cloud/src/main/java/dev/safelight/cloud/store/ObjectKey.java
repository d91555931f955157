package dev.safelight.cloud.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// The key of a data directory, from which each object file's own key is derived. It lies beside
/// the database in a file of its own (mode 0600). Thread-safe. What this protects from and what
/// not: docs/decisions/011.
final class ObjectKey {
  static final String FILE = "objects.key";

  /// Keeps a mark of the key, so that another key is told from a damaged file.
  static final String SCHEMA =
      "create table if not exists object_key(id integer primary key, mark blob not null) strict";

  private static final int SIZE = 32;

  private final byte[] secret;

  private ObjectKey(byte[] secret) {
    this.secret = secret;
  }

  /// The key of a directory; a new one where the directory is new.
  ///
  /// @throws DataDirectory.Unusable where the key is lost or is none
  static ObjectKey of(DataDirectory directory, SecureRandom random) {
    var file = directory.root().resolve(FILE);
    try {
      if (Files.exists(file)) {
        var secret = Files.readAllBytes(file);
        if (secret.length != SIZE) {
          throw new DataDirectory.Unusable(
              "The key %s has %d bytes instead of %d: put the right one back, or choose another directory with --data."
                  .formatted(file, secret.length, SIZE));
        }
        return new ObjectKey(secret);
      }
    } catch (IOException broken) {
      throw new DataDirectory.Unusable("The key %s cannot be read: %s".formatted(file, broken));
    }
    if (Files.exists(directory.database())) {
      throw new DataDirectory.Unusable(
          "The data directory %s has lost its key %s, without which its objects cannot be read: put it back, or choose another with --data."
              .formatted(directory.root(), FILE));
    }
    var secret = new byte[SIZE];
    random.nextBytes(secret);
    directory.write(FILE, secret);
    return new ObjectKey(secret);
  }

  /// @throws DataDirectory.Unusable where the directory's objects were written under another key
  void requireRight(DataDirectory directory, Transaction transaction) {
    var mark = derive("mark of the key", new byte[SIZE]).getEncoded();
    transaction.update(
        "insert into object_key(id, mark) values (1, ?) on conflict do nothing", mark);
    var kept =
        transaction.one("select mark from object_key where id = 1", row -> row.bytes("mark"));
    if (!MessageDigest.isEqual(mark, kept.orElseThrow())) {
      throw new DataDirectory.Unusable(
          "The key %s is not the one that the objects of %s were written under: put the right one back, or choose another directory with --data."
              .formatted(FILE, directory.root()));
    }
  }

  /// The key of one file.
  ///
  /// @param salt random, of the file alone
  SecretKey of(String id, byte[] salt) {
    return derive("object file " + id, salt);
  }

  private SecretKey derive(String purpose, byte[] salt) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "AES",
              HKDFParameterSpec.ofExtract()
                  .addIKM(Arrays.copyOf(secret, SIZE))
                  .addSalt(salt)
                  .thenExpand(("safelight 1 " + purpose).getBytes(US_ASCII), SIZE));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has HKDF-SHA256", absent);
    }
  }
}
