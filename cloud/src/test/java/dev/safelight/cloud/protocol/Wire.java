package dev.safelight.cloud.protocol;

import dev.safelight.cloud.call.Header;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/// The wire of an unmodified SDK client, ending in a function instead of a socket: what the client
/// sends is what AWS would get, and what it makes of the answer is what its user would see.
public record Wire(Function<Request, Reply> answer) implements SdkHttpClient {
  public static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"));

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest executed) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return respond(answer.apply(request(executed)));
      }

      @Override
      public void abort() {}
    };
  }

  private static Request request(HttpExecuteRequest executed) throws IOException {
    var sent = executed.httpRequest();
    var lines = new ArrayList<Header>();
    sent.forEachHeader(
        (name, values) -> values.forEach(value -> lines.add(new Header(name, value))));
    byte[] body = new byte[0];
    if (executed.contentStreamProvider().isPresent()) {
      try (var in = executed.contentStreamProvider().get().newStream()) {
        body = in.readAllBytes();
      }
    }
    return new Request(
        "4442587FB7D0A2F9",
        Instant.parse("2026-11-24T01:08:15Z"),
        sent.method().name(),
        sent.encodedPath() + sent.encodedQueryParameters().map(query -> "?" + query).orElse(""),
        new Headers(lines),
        Payload.of(body),
        new Peer("127.0.0.1", ""));
  }

  private static HttpExecuteResponse respond(Reply reply) throws IOException {
    var response = SdkHttpResponse.builder().statusCode(reply.status());
    reply.headers().lines().forEach(line -> response.appendHeader(line.name(), line.value()));
    try (var body = reply.body()) {
      var out = new ByteArrayOutputStream();
      body.writeTo(out);
      return HttpExecuteResponse.builder()
          .response(response.build())
          .responseBody(AbortableInputStream.create(new ByteArrayInputStream(out.toByteArray())))
          .build();
    }
  }

  @Override
  public void close() {}
}
