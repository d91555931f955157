package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.ObjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/// Receives deployment packages, before the transaction: unpacks them, which also checks them, and
/// stages the zip.
final class Packages {
  /// AWS's quota: "50 MB (zipped, when uploaded through the Lambda API)".
  static final int MOST_BYTES = 50 << 20;

  /// AWS's limit of the request that brings one, as its message names it.
  static final int LARGEST_BODY = 70_167_211;

  private final ObjectFiles objects;
  private final CodeFolders folders;

  Packages(ObjectFiles objects, CodeFolders folders) {
    this.objects = objects;
    this.folders = folders;
  }

  Content receive(LambdaOperation operation) {
    return switch (operation) {
      case LambdaOperation.CreateFunction create -> {
        // Everything that can be said without unpacking is said first.
        var _ = Configuration.created(create.function(), create.request(), Machine.here());
        var code = create.request().code();
        yield received(
            "CreateFunction", code, code == null ? null : code.zipFile(), Set.of("ZipFile"));
      }
      case LambdaOperation.UpdateFunctionCode update -> {
        var request = update.request();
        if (request.hasArchitectures()) {
          Configuration.requireArchitecture(request.architecturesAsStrings(), Machine.here());
        }
        yield received(
            "UpdateFunctionCode",
            request,
            request.zipFile(),
            Set.of("FunctionName", "ZipFile", "Architectures", "RevisionId"));
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
          SettingOperation _ ->
          Content.NONE;
    };
  }

  private Code received(
      String operation, @Nullable SdkPojo shape, @Nullable SdkBytes zip, Set<String> members) {
    Optional.ofNullable(shape).ifPresent(given -> Supported.require(given, members));
    if (zip == null) {
      throw Configuration.invalid("Please provide a source for function code.");
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
    if (bytes.length == 0) {
      throw Configuration.invalid("Uploaded file must be a non-empty zip");
    }
    return unpacked(bytes);
  }

  private Code unpacked(byte[] zip) {
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
