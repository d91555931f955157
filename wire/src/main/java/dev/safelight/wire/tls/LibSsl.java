package dev.safelight.wire.tls;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The functions of OpenSSL 3 that are used here, found by name in the system's library.
///
/// All are called through one shape, four integer registers in and one out, as those of libvips are
/// (docs/decisions/004): Java links it once for both. None is variadic.
// "restricted": javac warns of every native call; this class is the one place for them.
@SuppressWarnings("restricted") // native code is what it is for
final class LibSsl {
  private static final int MAJOR = 3;

  enum Name {
    OPENSSL_VERSION_MAJOR("OPENSSL_version_major"),
    TLS_CLIENT_METHOD("TLS_client_method"),
    SSL_CTX_NEW("SSL_CTX_new"),
    SSL_CTX_CTRL("SSL_CTX_ctrl"),
    SSL_CTX_SET_VERIFY("SSL_CTX_set_verify"),
    SSL_CTX_LOAD_VERIFY_FILE("SSL_CTX_load_verify_file"),
    SSL_CTX_SET_DEFAULT_VERIFY_PATHS("SSL_CTX_set_default_verify_paths"),
    SSL_NEW("SSL_new"),
    SSL_FREE("SSL_free"),
    SSL_CTRL("SSL_ctrl"),
    SSL_SET1_HOST("SSL_set1_host"),
    SSL_SET_HOSTFLAGS("SSL_set_hostflags"),
    SSL_GET0_PARAM("SSL_get0_param"),
    X509_VERIFY_PARAM_SET1_IP_ASC("X509_VERIFY_PARAM_set1_ip_asc"),
    SSL_SET_BIO("SSL_set_bio"),
    SSL_SET_CONNECT_STATE("SSL_set_connect_state"),
    SSL_DO_HANDSHAKE("SSL_do_handshake"),
    SSL_GET_VERIFY_RESULT("SSL_get_verify_result"),
    X509_VERIFY_CERT_ERROR_STRING("X509_verify_cert_error_string"),
    SSL_READ("SSL_read"),
    SSL_WRITE("SSL_write"),
    SSL_GET_ERROR("SSL_get_error"),
    BIO_S_MEM("BIO_s_mem"),
    BIO_NEW("BIO_new"),
    BIO_FREE("BIO_free"),
    BIO_READ("BIO_read"),
    BIO_WRITE("BIO_write"),
    BIO_CTRL_PENDING("BIO_ctrl_pending"),
    ERR_CLEAR_ERROR("ERR_clear_error"),
    ERR_GET_ERROR("ERR_get_error"),
    ERR_REASON_ERROR_STRING("ERR_reason_error_string"),
    CRYPTO_MALLOC("CRYPTO_malloc"),
    CRYPTO_FREE("CRYPTO_free");

    private final String symbol;

    Name(String symbol) {
      this.symbol = symbol;
    }
  }

  private final Map<Name, MemorySegment> addresses = new EnumMap<>(Name.class);

  private LibSsl(SymbolLookup library) {
    for (var name : Name.values()) {
      addresses.put(name, library.find(name.symbol).orElse(MemorySegment.NULL));
    }
  }

  /// Empty where the system has none, another version, or one without all of these; and where Java
  /// was not allowed to call C from this module, which it would say on standard error.
  static Optional<LibSsl> find() {
    if (!LibSsl.class.getModule().isNativeAccessEnabled()) {
      return Optional.empty();
    }
    try {
      var ssl = SymbolLookup.libraryLookup("libssl.so.3", Arena.global());
      var crypto = SymbolLookup.libraryLookup("libcrypto.so.3", Arena.global());
      return of(ssl.or(crypto));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // the loader knows no such library
    }
  }

  static Optional<LibSsl> of(SymbolLookup library) {
    var found = new LibSsl(library);
    boolean whole = found.addresses.values().stream().noneMatch(MemorySegment.NULL::equals);
    return whole && (int) found.call(Name.OPENSSL_VERSION_MAJOR) == MAJOR
        ? Optional.of(found)
        : Optional.empty();
  }

  /// Linked when the first library was found.
  private static final class Shape {
    private static final MethodHandle CALL =
        Linker.nativeLinker()
            .downcallHandle(
                FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  }

  long call(Name function) {
    return call(function, 0, 0, 0, 0);
  }

  long call(Name function, long a) {
    return call(function, a, 0, 0, 0);
  }

  long call(Name function, long a, long b, long c) {
    return call(function, a, b, c, 0);
  }

  /// Of a function that returns `int` only the low half of the answer counts; of `void`, nothing.
  long call(Name function, long a, long b, long c, long d) {
    try {
      return (long)
          Shape.CALL.invokeExact(addresses.getOrDefault(function, MemorySegment.NULL), a, b, c, d);
    } catch (Throwable impossible) {
      throw new AssertionError(function.name(), impossible);
    }
  }

  /// Memory that C owns.
  MemorySegment memory(long address, long size) {
    return MemorySegment.ofAddress(address).reinterpret(size);
  }

  /// The text at an address that C owns; empty at none.
  String text(long address) {
    return address == 0 ? "" : memory(address, Long.MAX_VALUE).getString(0);
  }
}
