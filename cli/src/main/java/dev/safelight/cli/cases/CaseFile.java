package dev.safelight.cli.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.policy.cases.Cases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.Consumer;

/// A file of cases, a line each: read as a stream, so that no file is too long. A byte order mark,
/// carriage returns and blank lines are as if absent.
public final class CaseFile {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /// In bytes; what is longer is no case that could be read, and is not kept.
  private static final int LONGEST = 8 << 20;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;

  /// @param in buffered; closed by whoever opened it
  public CaseFile(InputStream in) {
    this.in = in;
  }

  /// Answers each case by one line of ASCII.
  ///
  /// @return whether every case could be read
  public boolean answer(Consumer<String> out) throws IOException {
    boolean whole = true;
    while (next()) {
      var text = text();
      if (text.isBlank()) {
        continue;
      }
      var answer = answer(text);
      whole &= !answer.has("error");
      out.accept(write(answer));
    }
    return whole;
  }

  private JsonNode answer(String text) {
    if (text.equals(UNREADABLE)) {
      return error("line " + number + " is not UTF-8");
    }
    try {
      return JSON.readTree(Cases.answer(text));
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("an answer that is no JSON", broken);
    } catch (IllegalArgumentException impossible) {
      // A combination that the engine does not take, such as two kinds of policy on one resource.
      return error("line " + number + ": " + impossible.getMessage());
    } catch (StackOverflowError _) {
      return error("line " + number + " is nested too deeply");
    }
  }

  private static JsonNode error(String reason) {
    return JSON.createObjectNode().put("id", "").put("error", reason);
  }

  private static String write(JsonNode answer) {
    try {
      return JSON.writeValueAsString(answer);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// No JSON: what a line that is no text stands for.
  private static final String UNREADABLE = "\0";

  private String text() {
    var bytes = line.toByteArray();
    int from = number == 1 && startsWithMark(bytes) ? MARK.length : 0;
    try {
      return UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
          .toString();
    } catch (CharacterCodingException _) {
      return UNREADABLE;
    }
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= MARK.length
        && bytes[0] == MARK[0]
        && bytes[1] == MARK[1]
        && bytes[2] == MARK[2];
  }

  /// Reads the next line; false at the end.
  private boolean next() throws IOException {
    line.reset();
    number++;
    int read = in.read();
    if (read < 0) {
      return false;
    }
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (line.size() <= LONGEST) {
        line.write(read);
      }
    }
    return true;
  }
}
