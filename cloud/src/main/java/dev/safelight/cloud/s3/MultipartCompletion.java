package dev.safelight.cloud.s3;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.s3.Uploads.Part;
import dev.safelight.cloud.s3.Uploads.Upload;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.wire.checksum.PartChecksums;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// `CompleteMultipartUpload`: the parts become one object, without copying a byte. Thread-safe.
final class MultipartCompletion {
  /// What every part but the last must have.
  private static final long SMALLEST_PART = 5L << 20;

  private final Uploads uploads;
  private final Versions versions;
  private final Pieces pieces;
  private final ObjectWriting writing;
  private final Notifications notifications;
  private final InstantSource clock;

  MultipartCompletion(
      Uploads uploads,
      Versions versions,
      Pieces pieces,
      ObjectWriting writing,
      Notifications notifications,
      InstantSource clock) {
    this.uploads = uploads;
    this.versions = versions;
    this.pieces = pieces;
    this.writing = writing;
    this.notifications = notifications;
    this.clock = clock;
  }

  Outcome complete(
      MultipartOperation.CompleteMultipartUpload operation,
      Authorised<? extends S3Operation> proof,
      Content content,
      Transaction transaction) {
    var input = operation.document().in(content);
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var upload = uploads.require(transaction, input.bucket(), input.key(), input.uploadId());
    var parts = chosen(input, upload, uploads.parts(transaction, upload));
    writing.requireWritable(
        transaction, input.bucket(), input.key(), input.ifMatch(), input.ifNoneMatch());
    var object = versions.put(transaction, joined(input, upload, parts, transaction));
    uploads.end(transaction, upload);
    var response =
        CompleteMultipartUploadResponse.builder()
            .location(
                "https://%s.s3.%s.amazonaws.com/%s"
                    .formatted(bucket.name(), bucket.region(), Keys.encoded(input.key())))
            .bucket(bucket.name())
            .key(input.key())
            .eTag(ETag.quoted(object.eTag()))
            .versionId(Versions.written(transaction, object).orElse(null))
            .serverSideEncryption(ServerSideEncryption.AES256);
    return new Outcome(
        Answer.of(object.checksums().into(response).build()),
        notifications.tell(
            transaction,
            bucket,
            "ObjectCreated:CompleteMultipartUpload",
            object,
            proof.caller(),
            operation.origin()));
  }

  private StoredObject joined(
      CompleteMultipartUploadRequest input,
      Upload upload,
      List<Part> parts,
      Transaction transaction) {
    long size = parts.stream().mapToLong(Part::size).sum();
    if (input.mpuObjectSize() != null && input.mpuObjectSize() != size) {
      throw Faults.invalidRequest(
          "The provided 'x-amz-mp-object-size' header value "
              + input.mpuObjectSize()
              + " does not match what was computed: "
              + size);
    }
    var checksums = checksums(input, upload, parts);
    var taken = new ArrayList<Pieces.Piece>();
    for (int i = 0; i < parts.size(); i++) {
      for (var piece : pieces.of(transaction, parts.get(i).content())) {
        taken.add(new Pieces.Piece(i + 1, piece.file(), piece.start(), piece.length()));
      }
    }
    return new StoredObject(
        upload.bucket(),
        upload.key(),
        pieces.add(transaction, taken),
        size,
        ETag.ofParts(parts.stream().map(Part::eTag).toList()),
        clock.instant(),
        checksums,
        upload.headers(),
        upload.tags());
  }

  private static Checksums checksums(
      CompleteMultipartUploadRequest input, Upload upload, List<Part> parts) {
    if (input.checksumTypeAsString() != null
        && !input.checksumTypeAsString().equals(upload.type())) {
      throw Faults.invalidRequest(
          "The upload was created using the "
              + upload.type()
              + " checksum mode. The complete request must use the same checksum mode.");
    }
    var algorithm = upload.checksum();
    var each =
        parts.stream()
            .map(part ->
                new PartChecksums.Part(
                    part.checksums().values().getOrDefault(algorithm, ""), part.size()))
            .toList();
    var value =
        upload.type().equals(Checksums.COMPOSITE)
            ? PartChecksums.composite(algorithm, each)
            : PartChecksums.fullObject(algorithm, each);
    Checksums.in(input)
        .forEach((given, promised) -> {
          if (given != algorithm || !promised.equals(value)) {
            throw Integrity.badDigest(given);
          }
        });
    return Checksums.of(algorithm, value, upload.type());
  }

  /// The stored parts that the client names, in its order.
  ///
  /// @throws Fault `MalformedXML`, `InvalidPartOrder`, `InvalidPart`, `EntityTooSmall`
  private static List<Part> chosen(
      CompleteMultipartUploadRequest input, Upload upload, List<Part> stored) {
    var named =
        input.multipartUpload() == null
            ? List.<CompletedPart>of()
            : input.multipartUpload().parts();
    if (named.isEmpty() || named.stream().anyMatch(one -> one.partNumber() == null)) {
      throw Faults.malformedXml();
    }
    var byNumber = stored.stream().collect(Collectors.toMap(Part::number, Function.identity()));
    var chosen = new ArrayList<Part>();
    int last = 0;
    for (var one : named) {
      if (one.partNumber() <= last) {
        throw new Fault(
            400,
            "InvalidPartOrder",
            "The list of parts was not in ascending order. Parts must be ordered by part number.");
      }
      last = one.partNumber();
      var part = byNumber.get(last);
      if (part == null || !isSame(one, part)) {
        throw Faults.invalidPart(upload.id(), last);
      }
      chosen.add(part);
    }
    for (var part : chosen.subList(0, chosen.size() - 1)) {
      requireLarge(part);
    }
    return chosen;
  }

  private static boolean isSame(CompletedPart named, Part part) {
    return named.eTag() != null
        && ETag.unquoted(named.eTag()).equals(part.eTag())
        && Checksums.in(named).entrySet().stream()
            .allMatch(
                given -> given.getValue().equals(part.checksums().values().get(given.getKey())));
  }

  private static void requireLarge(Part part) {
    if (part.size() < SMALLEST_PART) {
      var details = new LinkedHashMap<String, String>();
      details.put("ProposedSize", Long.toString(part.size()));
      details.put("MinSizeAllowed", Long.toString(SMALLEST_PART));
      details.put("PartNumber", Integer.toString(part.number()));
      details.put("ETag", part.eTag());
      throw new Fault(
          400,
          "EntityTooSmall",
          "Your proposed upload is smaller than the minimum allowed size",
          details);
    }
  }
}
