package dev.safelight.cloud.s3;

import dev.safelight.cloud.s3.MultipartOperation.AbortMultipartUpload;
import dev.safelight.cloud.s3.MultipartOperation.CompleteMultipartUpload;
import dev.safelight.cloud.s3.MultipartOperation.CreateMultipartUpload;
import dev.safelight.cloud.s3.MultipartOperation.ListParts;
import dev.safelight.cloud.s3.MultipartOperation.UploadPart;
import dev.safelight.cloud.s3.MultipartOperation.UploadPartCopy;
import dev.safelight.cloud.s3.ObjectOperation.CopyObject;
import dev.safelight.cloud.s3.ObjectOperation.DeleteObject;
import dev.safelight.cloud.s3.ObjectOperation.GetObject;
import dev.safelight.cloud.s3.ObjectOperation.HeadObject;
import dev.safelight.cloud.s3.ObjectOperation.PutObject;
import dev.safelight.cloud.s3.Route.Level;
import dev.safelight.cloud.s3.TagOperation.DeleteObjectTagging;
import dev.safelight.cloud.s3.TagOperation.GetObjectTagging;
import dev.safelight.cloud.s3.TagOperation.PutObjectTagging;
import java.util.List;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// The requests that name an object.
final class ObjectRoutes {
  private static final String OVERRIDES =
      "partNumber response-cache-control response-content-disposition response-content-encoding"
          + " response-content-language response-content-type response-expires";

  static final List<Route> ALL =
      List.of(
          Route.of(
                  "GET", Level.OBJECT, "", in -> new GetObject(in.read(GetObjectRequest.builder())))
              .with(OVERRIDES, "versionId"),
          Route.of(
                  "HEAD",
                  Level.OBJECT,
                  "",
                  in -> new HeadObject(in.read(HeadObjectRequest.builder())))
              .with(OVERRIDES, "versionId"),
          Route.of("PUT", Level.OBJECT, "", ObjectRoutes::put),
          Route.of("PUT", Level.OBJECT, "", ObjectRoutes::copy).copying(),
          Route.of("DELETE", Level.OBJECT, "", ObjectRoutes::deletion).with("versionId"),
          Route.of(
                  "GET",
                  Level.OBJECT,
                  "tagging",
                  in -> new GetObjectTagging(in.read(GetObjectTaggingRequest.builder())))
              .with("versionId"),
          Route.of("PUT", Level.OBJECT, "tagging", ObjectRoutes::tagging).with("versionId"),
          Route.of(
                  "DELETE",
                  Level.OBJECT,
                  "tagging",
                  in -> new DeleteObjectTagging(in.read(DeleteObjectTaggingRequest.builder())))
              .with("versionId"),
          Route.of("POST", Level.OBJECT, "uploads", ObjectRoutes::begin),
          Route.of("PUT", Level.OBJECT, "partNumber uploadId", ObjectRoutes::part),
          Route.of("PUT", Level.OBJECT, "partNumber uploadId", ObjectRoutes::partCopy).copying(),
          Route.of("POST", Level.OBJECT, "uploadId", ObjectRoutes::completion),
          Route.of(
              "DELETE",
              Level.OBJECT,
              "uploadId",
              in -> new AbortMultipartUpload(in.read(AbortMultipartUploadRequest.builder()))),
          Route.of(
                  "GET",
                  Level.OBJECT,
                  "uploadId",
                  in -> new ListParts(in.read(ListPartsRequest.builder())))
              .with("max-parts part-number-marker"));

  private ObjectRoutes() {}

  private static S3Operation put(Incoming in) {
    var input = in.read(PutObjectRequest.builder());
    return new PutObject(input, Tags.ofHeader(input.tagging()), in.origin(), in.bytes());
  }

  private static S3Operation copy(Incoming in) {
    var input = in.read(CopyObjectRequest.builder());
    return CopyObject.of(input, in.origin());
  }

  private static S3Operation deletion(Incoming in) {
    HeaderRules.requireUndated(in.request().headers());
    if (in.request().headers().first("If-None-Match").isPresent()) {
      throw Faults.notImplemented("If-None-Match");
    }
    return new DeleteObject(in.read(DeleteObjectRequest.builder()), in.origin());
  }

  private static S3Operation tagging(Incoming in) {
    return PutObjectTagging.of(in.read(PutObjectTaggingRequest.builder(), in.now()));
  }

  private static S3Operation begin(Incoming in) {
    var input = in.read(CreateMultipartUploadRequest.builder());
    return new CreateMultipartUpload(input, Tags.ofHeader(input.tagging()));
  }

  private static S3Operation part(Incoming in) {
    return new UploadPart(in.read(UploadPartRequest.builder()), in.bytes());
  }

  private static S3Operation partCopy(Incoming in) {
    return UploadPartCopy.of(in.read(UploadPartCopyRequest.builder()));
  }

  /// Its checksum headers speak of the whole object, not of the document.
  private static S3Operation completion(Incoming in) {
    return new CompleteMultipartUpload(
        in.document(
            CompleteMultipartUploadRequest.class,
            CompleteMultipartUploadRequest::builder,
            Integrity.ofDigest(in.request().headers())),
        in.origin());
  }
}
