/// HTTP/1.1 as a client speaks it, on sockets alone: `HttpURLConnection` makes the JDK's TLS ready
/// in each of its constructors, which a cold function pays for. Begin reading at [Http].
package dev.safelight.wire.http;
