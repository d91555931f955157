package dev.safelight.thumbnail;

import dev.safelight.thumbnail.Notice.Created;
import dev.safelight.thumbnail.Notice.Ignored;
import dev.safelight.thumbnail.Notice.Malformed;
import dev.safelight.thumbnail.Result.Permanent;
import dev.safelight.thumbnail.Result.Skipped;
import dev.safelight.thumbnail.Result.Transient;
import java.time.Instant;

/// Turns one record of an event into thumbnails. How, and why the last thumbnail is the last
/// original's whatever comes twice, late or in another order, stands in [Development].
///
/// It needs `s3:GetObject` on originals and `s3:PutObject` on thumbnails, and nothing else.
record Processing(Objects objects, Renderer renderer, Settings settings, Retry retry) {
  Result process(Notice notice, Instant deadline) {
    return switch (notice) {
      case Ignored(var reason) -> new Skipped("", reason);
      case Malformed(var reason) -> new Permanent("", "Malformed", reason);
      case Created original ->
          switch (settings.keys().of(original.key())) {
            case Keys.NoOriginal(var reason) -> new Skipped(original.key(), reason);
            case Keys.TooLong(var bytes) ->
                new Permanent(
                    original.key(),
                    "KeyTooLong",
                    "its thumbnail's key would have " + bytes + " bytes, and S3 allows 1024");
            case Keys.Thumbnails(var keys) -> develop(original, keys, deadline);
          };
    };
  }

  private Result develop(Created original, java.util.List<String> keys, Instant deadline) {
    if (retry.isOver(deadline)) {
      return new Transient(original.key(), "not begun: no time is left in this call");
    }
    return new Development(this, original, keys, deadline).result();
  }
}
