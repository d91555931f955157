package dev.safelight.policy;
import java.util.List;
import java.util.Map;
/// C.
public final class Context {
  private Context() {}
  public static Context of(Map<String, List<String>> keys) { return new Context(); }
}
