package dev.safelight.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;

/// What a command did.
record Ran(int code, String out, String err) {
  static Ran safelight(Object... arguments) {
    var words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    return new Ran(code, out.toString(), err.toString());
  }

  JsonNode json() {
    try {
      return JsonMapper.builder().build().readTree(out);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(this.toString(), broken);
    }
  }
}
