package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.Uploads.Part;
import dev.safelight.cloud.s3.Uploads.Upload;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.Initiator;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// `ListParts` and `ListMultipartUploads`. Thread-safe.
final class MultipartListing {
  private final Uploads uploads;

  MultipartListing(Uploads uploads) {
    this.uploads = uploads;
  }

  Outcome parts(ListPartsRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var upload = uploads.require(transaction, input.bucket(), input.key(), input.uploadId());
    int after = input.partNumberMarker() == null ? 0 : input.partNumberMarker();
    int most = most("max-parts", input.maxParts());
    var rest =
        uploads.parts(transaction, upload).stream().filter(part -> part.number() > after).toList();
    var page = rest.subList(0, Math.min(most, rest.size()));
    var response =
        ListPartsResponse.builder()
            .bucket(bucket.name())
            .key(upload.key())
            .uploadId(upload.id())
            .partNumberMarker(after)
            .maxParts(most)
            .isTruncated(page.size() < rest.size() && most > 0)
            .parts(page.stream().map(part -> part(upload, part)).toList())
            .initiator(initiator(upload))
            .owner(bucket.owner())
            .storageClass("STANDARD");
    if (!page.isEmpty()) {
      response.nextPartNumberMarker(page.getLast().number());
    }
    if (!upload.algorithm().isEmpty()) {
      response.checksumAlgorithm(upload.algorithm()).checksumType(upload.type());
    }
    return Outcome.of(Answer.of(response.build()));
  }

  private static software.amazon.awssdk.services.s3.model.Part part(Upload upload, Part part) {
    var shape =
        software.amazon.awssdk.services.s3.model.Part.builder()
            .partNumber(part.number())
            .eTag(ETag.quoted(part.eTag()))
            .size(part.size())
            .lastModified(part.modified());
    var value = part.checksums().values().get(upload.checksum());
    if (value != null) {
      Members.set(shape, "Checksum" + upload.checksum().name(), value);
    }
    return shape.build();
  }

  Outcome uploads(ListMultipartUploadsRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var encoding = Listings.encoding(input.encodingTypeAsString());
    var prefix = Members.orEmpty(input.prefix());
    var delimiter = Members.orEmpty(input.delimiter());
    int most = most("max-uploads", input.maxUploads());
    var rest =
        Uploads.of(transaction, bucket.name()).stream()
            .filter(upload -> upload.key().startsWith(prefix))
            .filter(upload ->
                isAfter(
                    upload,
                    Members.orEmpty(input.keyMarker()),
                    Members.orEmpty(input.uploadIdMarker())))
            .toList();
    var commons = new LinkedHashSet<String>();
    var page = new ArrayList<Upload>();
    Upload last = null;
    boolean more = false;
    for (var upload : rest) {
      int found = delimiter.isEmpty() ? -1 : upload.key().indexOf(delimiter, prefix.length());
      var common = found < 0 ? "" : upload.key().substring(0, found + delimiter.length());
      if (!commons.contains(common)) {
        if (page.size() + commons.size() >= most) {
          more = most > 0;
          break;
        }
        if (common.isEmpty()) {
          page.add(upload);
        } else {
          commons.add(common);
        }
      }
      last = upload;
    }
    var response =
        ListMultipartUploadsResponse.builder()
            .bucket(bucket.name())
            .keyMarker(encoding.apply(Members.orEmpty(input.keyMarker())))
            .uploadIdMarker(Members.orEmpty(input.uploadIdMarker()))
            .prefix(encoding.apply(prefix))
            .encodingType(input.encodingTypeAsString())
            .maxUploads(most)
            .isTruncated(more)
            .uploads(page.stream().map(one -> upload(one, bucket, encoding)).toList())
            .commonPrefixes(
                commons.stream()
                    .map(one -> CommonPrefix.builder().prefix(encoding.apply(one)).build())
                    .toList());
    if (!delimiter.isEmpty()) {
      response.delimiter(encoding.apply(delimiter));
    }
    if (more && last != null) {
      response.nextKeyMarker(encoding.apply(last.key())).nextUploadIdMarker(last.id());
    }
    return Outcome.of(Answer.of(response.build()));
  }

  private static boolean isAfter(Upload upload, String key, String id) {
    int order = Arrays.compareUnsigned(Keys.utf8(upload.key()), Keys.utf8(key));
    return order > 0 || (order == 0 && !id.isEmpty() && upload.id().compareTo(id) > 0);
  }

  private static MultipartUpload upload(
      Upload upload, Buckets.Bucket bucket, UnaryOperator<String> encoding) {
    var shape =
        MultipartUpload.builder()
            .uploadId(upload.id())
            .key(encoding.apply(upload.key()))
            .initiated(upload.created())
            .storageClass("STANDARD")
            .owner(bucket.owner())
            .initiator(initiator(upload));
    if (!upload.algorithm().isEmpty()) {
      shape.checksumAlgorithm(upload.algorithm()).checksumType(upload.type());
    }
    return shape.build();
  }

  private static Initiator initiator(Upload upload) {
    return Initiator.builder().id(upload.initiator()).build();
  }

  private static int most(String name, @Nullable Integer asked) {
    if (asked != null && asked < 0) {
      throw Faults.invalidArgument(
          "Argument " + name + " must be an integer between 0 and 2147483647",
          name,
          asked.toString());
    }
    return asked == null ? Listing.LARGEST : Math.min(asked, Listing.LARGEST);
  }
}
