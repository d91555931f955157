/// TLS as a client speaks it: the system's OpenSSL where it may be called, and the JDK's, which has
/// the last word. Begin reading at [Encryption].
package dev.safelight.wire.tls;
