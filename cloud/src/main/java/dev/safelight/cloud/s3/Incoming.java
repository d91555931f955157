package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.RestXml;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// A request whose operation is known, on its way to become one.
///
/// @param account the caller's
record Incoming(Request request, Address address, String account, RestXml codec) {
  private static final byte[] NONE = new byte[0];

  /// A header that stands in a presigned link's query counts as a header from here on.
  ///
  /// @throws Fault `InvalidArgument` where both say it differently
  static Incoming of(Request request, Address address, Query query, String account, RestXml codec) {
    var headers = request.headers();
    for (var hoisted : query.headers().entrySet()) {
      var there = headers.first(hoisted.getKey());
      if (there.isEmpty()) {
        headers = headers.with(hoisted.getKey(), hoisted.getValue());
      } else if (!there.get().strip().equals(hoisted.getValue())) {
        throw Faults.invalidArgument(
            "The header and the query parameter differ", hoisted.getKey(), there.get());
      }
    }
    HeaderRules.require(headers);
    var whole =
        new Request(
            request.id(),
            request.at(),
            request.method(),
            request.target(),
            headers,
            request.payload(),
            request.peer());
    return new Incoming(whole, address, account, codec);
  }

  Origin origin() {
    return Origin.of(request);
  }

  Integrity integrity() {
    return Integrity.of(request.headers());
  }

  Arrival bytes() {
    HeaderRules.requireUndated(request.headers());
    return new Arrival.Bytes(integrity());
  }

  /// What path, query and headers say.
  <R, B extends SdkPojo & SdkBuilder<?, R>> R read(B builder) {
    return codec.read(builder, request, address.labels(), NONE);
  }

  <R, B extends SdkPojo & SdkBuilder<?, R>> R read(B builder, byte[] document) {
    return codec.read(builder, request, address.labels(), document);
  }

  /// An operation whose document is received once it was authorised.
  <R extends SdkPojo, B extends SdkPojo & SdkBuilder<?, R>> Arrival.Document<R> document(
      Class<R> type, Supplier<B> builder, Integrity integrity) {
    return new Arrival.Coming<>(
        read(builder.get()), type, integrity, document -> read(builder.get(), document));
  }

  <R extends SdkPojo, B extends SdkPojo & SdkBuilder<?, R>> Arrival.Document<R> document(
      Class<R> type, Supplier<B> builder) {
    return document(type, builder, integrity());
  }

  /// A document that names what must be authorised, and so is received before.
  byte[] now() {
    return Receiving.document(integrity(), request.payload());
  }
}
