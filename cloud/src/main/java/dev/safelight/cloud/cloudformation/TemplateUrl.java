package dev.safelight.cloud.cloudformation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.template.document.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/// A template in S3. Whatever host a URL names, the object is this environment's: no template is
/// fetched from elsewhere. AWS: "Virtual hosting of buckets".
///
/// @param version empty for the current one
record TemplateUrl(String bucket, String key, String version) {
  private static final Pattern VIRTUAL =
      Pattern.compile("(?<bucket>[a-z0-9][a-z0-9.-]*)\\.s3[.-].*");

  static TemplateUrl parse(String url) {
    return read(url).orElseThrow(() -> Faults.validation("TemplateURL must be a supported URL."));
  }

  private static Optional<TemplateUrl> read(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    var path = uri.getRawPath();
    if (uri.getHost() == null
        || path == null
        || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
      return Optional.empty();
    }
    var version = version(Optional.ofNullable(uri.getRawQuery()).orElse(""));
    var host = VIRTUAL.matcher(uri.getHost());
    if (host.matches()) {
      return of(host.group("bucket"), path.substring(Math.min(1, path.length())), version);
    }
    var parts = path.split("/", 3);
    return parts.length == 3 ? of(parts[1], parts[2], version) : Optional.empty();
  }

  private static Optional<TemplateUrl> of(String bucket, String key, String version) {
    return bucket.isEmpty() || key.isEmpty()
        ? Optional.empty()
        : Optional.of(new TemplateUrl(bucket, decoded(key), version));
  }

  private static String version(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(each -> each.startsWith("versionId="))
        .map(each -> decoded(each.substring("versionId=".length())))
        .findFirst()
        .orElse("");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException _) {
      throw Faults.validation("TemplateURL must be a supported URL.");
    }
  }

  String read(Agent agent, Supplier<String> ids) {
    var request = GetObjectRequest.builder().bucket(bucket).key(key);
    if (!version.isEmpty()) {
      request.versionId(version);
    }
    Answer answer;
    try {
      answer = agent.answer(ids.get(), request.build());
    } catch (Fault refused) {
      throw Faults.validation("S3 error: " + refused.text());
    }
    if (!(answer instanceof Answer.Streamed(_, _, var body))) {
      throw new IllegalStateException("GetObject answers with a body");
    }
    try (body) {
      if (body.length() > Document.Carrier.S3.most()) {
        throw Faults.validation(
            "Template may not exceed " + Document.Carrier.S3.most() + " bytes in size.");
      }
      var bytes = new ByteArrayOutputStream();
      body.writeTo(bytes);
      return bytes.toString(UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("a template cannot be read", broken);
    }
  }
}
