package dev.safelight.cloud.http;

import dev.safelight.cloud.call.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A body in chunks (RFC 9112, 7.1) with trailers. Chunk extensions are skipped.
final class ChunkedBody extends BodyStream {
  private static final int MARK = 1 << 10;
  private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,12})[ \t]*(;.*)?");

  private long left;
  private long total;
  private boolean begun;
  private boolean finished;
  private Map<String, String> trailers = Map.of();

  ChunkedBody(Inbound in, Limits limits) {
    super(in, limits);
  }

  @Override
  long ahead() throws IOException {
    if (left == 0 && !finished) {
      try {
        nextChunk();
      } catch (LineReader.TooLong _) {
        throw new IOException("a chunk's size or the trailers are too long");
      }
    }
    return left;
  }

  private void nextChunk() throws IOException {
    if (begun && !lines(2).line().isEmpty()) {
      throw malformed();
    }
    begun = true;
    var mark = SIZE.matcher(lines(MARK).line());
    if (!mark.matches()) {
      throw malformed();
    }
    left = Long.parseLong(mark.group(1), 16);
    total += left;
    if (total > limits().bodyBytes()) {
      throw Framing.tooLarge(limits().bodyBytes());
    }
    if (left == 0) {
      trailers = readTrailers();
      finished = true;
    }
  }

  private Map<String, String> readTrailers() throws IOException {
    var reader = lines(limits().headBytes());
    var lines = new ArrayList<String>();
    for (var line = reader.line(); !line.isEmpty(); line = reader.line()) {
      lines.add(line);
    }
    var read = new HashMap<String, String>();
    for (var trailer : Lines.headers(lines).lines()) {
      if (read.put(trailer.name().toLowerCase(Locale.ROOT), trailer.value()) != null) {
        throw new Fault(
            400, "BadRequest", "The trailer %s was sent twice.".formatted(trailer.name()));
      }
    }
    return Map.copyOf(read);
  }

  private LineReader lines(int most) {
    return new LineReader(in(), most, limits().stall());
  }

  private static Fault malformed() {
    return new Fault(400, "BadRequest", "A chunk must begin with its size in hexadecimal digits.");
  }

  @Override
  void advance(long bytes) {
    left -= bytes;
  }

  @Override
  boolean isFinished() {
    return finished;
  }

  @Override
  long least() {
    return left;
  }

  @Override
  Map<String, String> trailers() {
    return trailers;
  }
}
