package dev.safelight.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.tls.LibSsl.Name;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.Socket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An OpenSSL whose memory ends: what makes and frees things is counted here, not done.
class ScarceTest {
  private static final Map<String, String> FREES =
      Map.of(
          "BIO_new", "BIO_free",
          "CRYPTO_malloc", "CRYPTO_free",
          "SSL_new", "SSL_free");

  private final Set<Long> held = new HashSet<>();
  private long next = 1;
  private int left;

  /// The first buffer, the second, the memory.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whatWasHeldIsFreedWhereThereIsNotEnough(int most) throws Exception {
    try (var arena = Arena.ofConfined()) {
      var calls = LibSsl.of(scarce(arena)).orElseThrow();
      left = 1 + most;
      long ssl = calls.call(Name.SSL_NEW);
      assertThatThrownBy(() -> new OpenSslChannel(calls, ssl, new Socket()))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("memory");
      assertThat(held).isEmpty();
    }
  }

  private SymbolLookup scarce(Arena arena) throws Exception {
    var instead = new HashMap<String, MemorySegment>();
    for (var pair : FREES.entrySet()) {
      instead.put(pair.getKey(), stub(arena, "make"));
      instead.put(pair.getValue(), stub(arena, "free"));
    }
    var real =
        SymbolLookup.libraryLookup("libssl.so.3", arena)
            .or(SymbolLookup.libraryLookup("libcrypto.so.3", arena));
    return name -> Optional.ofNullable(instead.get(name)).or(() -> real.find(name));
  }

  private MemorySegment stub(Arena arena, String method) throws Exception {
    var handle =
        MethodHandles.lookup().bind(this, method, MethodType.methodType(long.class, long.class));
    var shape = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
    return Linker.nativeLinker().upcallStub(handle, shape, arena);
  }

  // called by C
  @SuppressWarnings("unused")
  private long make(long of) {
    if (left == 0) {
      return 0;
    }
    left--;
    held.add(next);
    return next++;
  }

  // called by C
  @SuppressWarnings("unused")
  private long free(long what) {
    if (what != 0 && !held.remove(what)) {
      held.add(-what); // freed twice; an exception would end the process here
    }
    return 1;
  }
}
