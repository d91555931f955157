package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.ObjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/// Receives deployment packages, before the transaction: unpacks them, which also checks them, and
/// stages the zip.
final class Packages {
  /// AWS's quota: "50 MB (zipped, when uploaded through the Lambda API)".
  static final int MOST_BYTES = 50 << 20;

  /// AWS's limit of the request that brings one, as its message names it.
  static final int LARGEST_BODY = 70_167_211;

  private static final Set<String> SOURCES =
      Set.of("ZipFile", "S3Bucket", "S3Key", "S3ObjectVersion");
  private static final Set<String> UPDATED =
      Stream.concat(
              SOURCES.stream(), Stream.of("FunctionName", "Architectures", "RevisionId", "Publish"))
          .collect(Collectors.toUnmodifiableSet());

  private final ObjectFiles objects;
  private final CodeFolders folders;
  private final Artifacts artifacts;

  /// Packages of buckets that are in memory: one of 250 MB is much of a heap, and whoever may
  /// update a function may ask for many at once.
  private final Semaphore inMemory = new Semaphore(1);

  Packages(ObjectFiles objects, CodeFolders folders, Artifacts artifacts) {
    this.objects = objects;
    this.folders = folders;
    this.artifacts = artifacts;
  }

  /// @param caller whose permissions count where the package lies in a bucket
  /// @param via the services that the call came through
  Content receive(LambdaOperation operation, Caller caller, List<String> via) {
    return switch (operation) {
      case LambdaOperation.CreateFunction create -> {
        // Everything that can be said without unpacking is said first.
        var _ = Configuration.created(create.function(), create.request(), Machine.here());
        var code = create.request().code();
        Optional.ofNullable(code).ifPresent(given -> Supported.require(given, SOURCES));
        yield code == null
            ? received("CreateFunction", null, Optional.empty())
            : received(
                "CreateFunction",
                code.zipFile(),
                inBucket(
                    caller,
                    via,
                    create.function(),
                    code.s3Bucket(),
                    code.s3Key(),
                    code.s3ObjectVersion()));
      }
      case LambdaOperation.UpdateFunctionCode update -> {
        var request = update.request();
        if (request.hasArchitectures()) {
          Configuration.requireArchitecture(request.architecturesAsStrings(), Machine.here());
        }
        Supported.require(request, UPDATED);
        yield received(
            "UpdateFunctionCode",
            request.zipFile(),
            inBucket(
                caller,
                via,
                update.function(),
                request.s3Bucket(),
                request.s3Key(),
                request.s3ObjectVersion()));
      }
      case LambdaOperation.GetFunction _,
          LambdaOperation.GetFunctionConfiguration _,
          LambdaOperation.ListFunctions _,
          LambdaOperation.UpdateFunctionConfiguration _,
          LambdaOperation.DeleteFunction _,
          LambdaOperation.AddPermission _,
          LambdaOperation.RemovePermission _,
          LambdaOperation.GetPolicy _,
          LambdaOperation.Invoke _,
          SettingOperation _,
          VersionOperation _,
          MappingOperation _ ->
          Content.NONE;
    };
  }

  /// @param elsewhere reads the package in a bucket; empty where none is named
  private Code received(
      String operation, @Nullable SdkBytes zip, Optional<Supplier<byte[]>> elsewhere) {
    if (zip == null) {
      return elsewhere
          .map(this::fetched)
          .orElseThrow(() -> Configuration.invalid("Please provide a source for function code."));
    }
    // No copy: a package may have 50 MB.
    var bytes = zip.asByteArrayUnsafe();
    if (bytes.length > MOST_BYTES) {
      throw new Fault(
          413,
          "RequestEntityTooLargeException",
          "Request must be smaller than %d bytes for the %s operation"
              .formatted(LARGEST_BODY, operation));
    }
    if (elsewhere.isPresent()) {
      throw Configuration.invalid(
          "Please do not provide other FunctionCode parameters when providing a ZipFile.");
    }
    return unpacked(bytes);
  }

  private Code fetched(Supplier<byte[]> reading) {
    inMemory.acquireUninterruptibly();
    try {
      return unpacked(reading.get());
    } finally {
      inMemory.release();
    }
  }

  private Optional<Supplier<byte[]>> inBucket(
      Caller caller,
      List<String> via,
      FunctionArn function,
      @Nullable String bucket,
      @Nullable String key,
      @Nullable String version) {
    return bucket == null || key == null
        ? Optional.empty()
        : Optional.of(() -> artifacts.read(caller, via, function.region(), bucket, key, version));
  }

  private Code unpacked(byte[] zip) {
    if (zip.length == 0) {
      throw Configuration.invalid("Uploaded file must be a non-empty zip");
    }
    try {
      var hash = CodeFolders.hash(zip);
      var _ = folders.unpacked(hash, () -> zip);
      return new Code(objects.stage(new java.io.ByteArrayInputStream(zip)), hash);
    } catch (BadZip bad) {
      throw Configuration.invalid(
          bad.text().startsWith("Unzipped size")
              ? bad.text()
              : "Could not unzip uploaded file. Please check your file, then try to upload again. ("
                  + bad.text()
                  + ")");
    } catch (IOException broken) {
      throw new UncheckedIOException("a deployment package cannot be written", broken);
    }
  }
}
