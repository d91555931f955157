package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.store.ObjectFiles;

/// A deployment package that was received and unpacked, and that no function has yet.
///
/// @param hash SHA-256 of the zip, lower-case hex
record Code(ObjectFiles.Staged file, String hash) implements Content {
  @Override
  public void close() {
    file.close();
  }
}
