package dev.safelight.wire.client;

import dev.safelight.wire.checksum.Checksum;
import dev.safelight.wire.checksum.ChecksumAlgorithm;
import dev.safelight.wire.client.S3Answer.Failed;
import dev.safelight.wire.client.S3Answer.Fetched;
import dev.safelight.wire.client.S3Answer.Kind;
import dev.safelight.wire.client.S3Answer.Seen;
import dev.safelight.wire.client.S3Answer.Stored;
import dev.safelight.wire.error.AwsError;
import dev.safelight.wire.http.Response;
import dev.safelight.wire.sigv4.Header;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;

/// Gets, puts and looks for whole objects, each in one signed request. Thread-safe; retrying is the
/// caller's.
///
/// Failures are values. AWS: Amazon S3 API Reference, GetObject, PutObject and HeadObject.
public final class S3 {
  private static final byte[] NOTHING = {};
  private static final int LONGEST_ERROR = 64 * 1024;
  private static final Set<String> BUSY =
      Set.of(AwsError.SLOW_DOWN.code(), AwsError.INTERNAL_ERROR.code(), "RequestTimeout");

  private final SignedClient client;
  private final InstantSource clock;

  public S3(SignedClient client) {
    this.client = client;
    this.clock = client.clock();
  }

  /// Without an end of patience beyond the client's time-outs.
  public Fetched get(String bucket, String key, String ifMatch, int limit) {
    return get(bucket, key, ifMatch, limit, Instant.MAX);
  }

  /// Fetches an object of at most `limit` bytes, which holds little more memory than they have.
  ///
  /// @param ifMatch the entity tag it must have, with its quotes; empty for any
  /// @param until a body that drips longer than this is one that broke off
  public Fetched get(String bucket, String key, String ifMatch, int limit, Instant until) {
    try (var response = read(bucket, key, ifMatch)) {
      return response.status() == 200
          ? fetched(response, new Body(response, limit, until, clock))
          : failed(response);
    } catch (IOException broken) {
      return unreachable(broken);
    }
  }

  /// The same into a file, which is emptied first; what memory it takes does not depend on the
  /// object. The file holds nothing of use where the answer is not [S3Answer.Saved].
  public Fetched save(
      String bucket, String key, String ifMatch, FileChannel into, long limit, Instant until) {
    try (var response = read(bucket, key, ifMatch)) {
      return response.status() == 200
          ? saved(response, new Body(response, limit, until, clock), into)
          : failed(response);
    } catch (IOException broken) {
      return unreachable(broken);
    }
  }

  private Response read(String bucket, String key, String ifMatch) throws IOException {
    var headers = new ArrayList<Header>();
    headers.add(new Header("x-amz-checksum-mode", "ENABLED"));
    if (!ifMatch.isEmpty()) {
      headers.add(new Header("If-Match", ifMatch));
    }
    return call("GET", bucket, key, headers, NOTHING);
  }

  /// Asks whether an object has an entity tag, with its quotes. Needs the permission that `get`
  /// does.
  public Seen head(String bucket, String key, String ifMatch) {
    try (var response =
        call("HEAD", bucket, key, List.of(new Header("If-Match", ifMatch)), NOTHING)) {
      return response.status() == 200
          ? new S3Answer.Found(response.header("ETag"))
          : failed(response); // without a body: its kind is known by the status alone
    } catch (IOException broken) {
      return unreachable(broken);
    }
  }

  /// Stores an object, with a CRC32 that S3 checks and keeps.
  ///
  /// @param headers what else to send, such as `x-amz-meta-*` or `If-None-Match`
  public Stored put(
      String bucket, String key, byte[] bytes, String contentType, List<Header> headers) {
    var all = new ArrayList<>(headers);
    all.add(new Header("Content-Type", contentType));
    all.add(new Header("x-amz-sdk-checksum-algorithm", ChecksumAlgorithm.CRC32.name()));
    all.add(new Header(ChecksumAlgorithm.CRC32.header(), ChecksumAlgorithm.CRC32.base64(bytes)));
    try (var response = call("PUT", bucket, key, all, bytes)) {
      if (response.status() != 200) {
        return failed(response);
      }
      // Empty; reading it keeps the connection. What is longer ends it, and is not waited for.
      response.body().readNBytes(LONGEST_ERROR);
      return new S3Answer.Put(response.header("ETag"), response.header("x-amz-version-id"));
    } catch (IOException broken) {
      return unreachable(broken);
    }
  }

  private Response call(String method, String bucket, String key, List<Header> headers, byte[] body)
      throws IOException {
    if (bucket.isEmpty() || key.isEmpty()) {
      // An empty key would make a bucket operation of it.
      throw new IllegalArgumentException("bucket and key must not be empty");
    }
    var endpoint = client.session().endpoint("s3").bucket(bucket);
    return client.call(endpoint, "s3", method, Target.key(key), "", headers, body);
  }

  private static Fetched fetched(Response response, Body body) throws IOException {
    if (body.isTooLarge()) {
      return new S3Answer.TooLarge(body.length());
    }
    var bytes = body.read();
    if (body.isTooLarge()) {
      return new S3Answer.TooLarge(body.length());
    }
    for (var algorithm : kept(response)) {
      if (!algorithm.base64(bytes).equals(response.header(algorithm.header()))) {
        return damaged(response, algorithm);
      }
    }
    return new S3Answer.Got(bytes, response.headers());
  }

  private static Fetched saved(Response response, Body body, FileChannel into) throws IOException {
    if (body.isTooLarge()) {
      return new S3Answer.TooLarge(body.length());
    }
    var checksums = new EnumMap<ChecksumAlgorithm, Checksum>(ChecksumAlgorithm.class);
    kept(response).forEach(algorithm -> checksums.put(algorithm, algorithm.start()));
    into.truncate(0);
    into.position(0);
    body.save(into, checksums.values());
    if (body.isTooLarge()) {
      return new S3Answer.TooLarge(body.length());
    }
    for (var checksum : checksums.entrySet()) {
      if (!checksum.getValue().base64().equals(response.header(checksum.getKey().header()))) {
        return damaged(response, checksum.getKey());
      }
    }
    return new S3Answer.Saved(body.length(), response.headers());
  }

  /// The checksums that S3 keeps of all the object's bytes: a composite one ("...-3") is not.
  private static List<ChecksumAlgorithm> kept(Response response) {
    return Arrays.stream(ChecksumAlgorithm.values())
        .filter(algorithm -> algorithm.parse(response.header(algorithm.header())).isPresent())
        .toList();
  }

  private static Failed damaged(Response response, ChecksumAlgorithm algorithm) {
    return new Failed(
        Kind.DAMAGED,
        response.status(),
        AwsError.BAD_DIGEST.code(),
        "The object does not agree with its " + algorithm.header() + ".",
        response.header("x-amz-request-id"));
  }

  private static Failed failed(Response response) throws IOException {
    var xml = new String(response.body().readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
    var error = ErrorDocument.read(xml);
    var requestId = response.header("x-amz-request-id");
    return new Failed(
        kind(response.status(), error.code()),
        response.status(),
        error.code(),
        error.message(),
        requestId.isEmpty() ? error.requestId() : requestId);
  }

  private static Kind kind(int status, String code) {
    if (BUSY.contains(code)) {
      return Kind.BUSY;
    }
    return switch (status) {
      case 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      case 412 -> Kind.PRECONDITION_FAILED;
      case 429 -> Kind.BUSY;
      case 501 -> Kind.REJECTED; // will not be implemented by the next try
      default -> status >= 500 ? Kind.BUSY : Kind.REJECTED;
    };
  }

  private static Failed unreachable(IOException broken) {
    // The JDK calls a connection that broke off in the handshake a failure of the handshake.
    boolean untrusted =
        broken instanceof SSLHandshakeException && !(broken.getCause() instanceof EOFException);
    var kind = untrusted ? Kind.UNTRUSTED : Kind.UNREACHABLE;
    return new Failed(kind, 0, "", String.valueOf(broken), "");
  }
}
