package dev.safelight.cli;

import dev.safelight.wire.sigv4.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Keys in the format of `~/.aws/credentials`.
final class Profiles {
  private Profiles() {}

  static Credentials read(Path file, String profile) {
    var section = "";
    var id = "";
    var secret = "";
    try {
      for (var line : Files.readAllLines(file)) {
        var text = line.strip();
        if (text.startsWith("[") && text.endsWith("]")) {
          section = text.substring(1, text.length() - 1).strip();
        } else if (section.equals(profile) && text.contains("=")) {
          var value = text.substring(text.indexOf('=') + 1).strip();
          switch (text.substring(0, text.indexOf('=')).strip()) {
            case "aws_access_key_id" -> id = value;
            case "aws_secret_access_key" -> secret = value;
            default -> {}
          }
        }
      }
    } catch (IOException broken) {
      throw new IllegalStateException("The keys in " + file + " cannot be read: " + broken);
    }
    if (id.isEmpty() || secret.isEmpty()) {
      throw new IllegalStateException("There is no profile [" + profile + "] in " + file + ".");
    }
    return new Credentials(id, secret, "");
  }
}
