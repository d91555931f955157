/// Sockets to requests, replies to bytes. Netty carries bytes and TLS; the grammar of HTTP/1.1 is
/// read here, once and strictly, on a virtual thread per connection with blocking streams, so that
/// nothing is merged, unfolded or normalised before a signature is checked over it. Nothing above
/// this package knows Netty. Begin reading at [dev.safelight.cloud.http.Door], then
/// [dev.safelight.cloud.http.Connection].
package dev.safelight.cloud.http;
