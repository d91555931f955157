package dev.safelight.cloud.s3;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// `CopyObject`: a new row for the bytes that are there. Thread-safe.
final class ObjectCopying {
  private final Versions versions;
  private final Pieces pieces;
  private final ObjectReading reading;
  private final ObjectWriting writing;
  private final Notifications notifications;
  private final InstantSource clock;

  ObjectCopying(
      Versions versions,
      Pieces pieces,
      ObjectReading reading,
      ObjectWriting writing,
      Notifications notifications,
      InstantSource clock) {
    this.versions = versions;
    this.pieces = pieces;
    this.reading = reading;
    this.writing = writing;
    this.notifications = notifications;
    this.clock = clock;
  }

  Outcome copy(
      ObjectOperation.CopyObject operation,
      Authorised<? extends S3Operation> proof,
      Transaction transaction) {
    var input = operation.input();
    var bucket =
        Buckets.require(transaction, input.destinationBucket(), input.expectedBucketOwner());
    Buckets.require(transaction, operation.source().bucket(), input.expectedSourceBucketOwner());
    Acls.require(
        input.aclAsString(),
        input.grantFullControl(),
        input.grantRead(),
        input.grantReadACP(),
        input.grantWriteACP());
    var source = reading.source(proof, transaction, operation.source());
    new Preconditions(
            Members.orEmpty(input.copySourceIfMatch()),
            Members.orEmpty(input.copySourceIfNoneMatch()),
            Optional.ofNullable(input.copySourceIfModifiedSince()),
            Optional.ofNullable(input.copySourceIfUnmodifiedSince()))
        .copy(source.eTag(), source.modified());
    writing.requireWritable(
        transaction,
        input.destinationBucket(),
        input.destinationKey(),
        input.ifMatch(),
        input.ifNoneMatch());
    var object = versions.put(transaction, copied(operation, proof, source, transaction));
    var result =
        object
            .checksums()
            .into(
                CopyObjectResult.builder()
                    .eTag(ETag.quoted(object.eTag()))
                    .lastModified(object.modified()))
            .build();
    return new Outcome(
        Answer.of(
            CopyObjectResponse.builder()
                .copyObjectResult(result)
                .copySourceVersionId(Versions.read(transaction, source).orElse(null))
                .versionId(Versions.written(transaction, object).orElse(null))
                .serverSideEncryption(ServerSideEncryption.AES256)
                .build()),
        notifications.tell(
            transaction, bucket, "ObjectCreated:Copy", object, proof.caller(), operation.origin()));
  }

  private StoredObject copied(
      ObjectOperation.CopyObject operation,
      Authorised<? extends S3Operation> proof,
      StoredObject source,
      Transaction transaction) {
    var input = operation.input();
    boolean replaces = replaces("x-amz-metadata-directive", input.metadataDirectiveAsString());
    // An old version that is copied onto its own key is how it is restored.
    if (!replaces
        && operation.source().version().isEmpty()
        && source.bucket().equals(input.destinationBucket())
        && source.key().equals(input.destinationKey())) {
      throw Faults.invalidRequest(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
    if (source.size() > Receiving.LARGEST_PUT) {
      throw Faults.invalidRequest(
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + Receiving.LARGEST_PUT);
    }
    var taken =
        pieces.of(transaction, source.content()).stream()
            .map(piece -> new Pieces.Piece(1, piece.file(), piece.start(), piece.length()))
            .toList();
    var digest = digest(input, source, taken);
    return new StoredObject(
        input.destinationBucket(),
        input.destinationKey(),
        pieces.add(transaction, taken),
        source.size(),
        digest.eTag(),
        clock.instant(),
        digest.checksums(),
        replaces ? Kept.of(input) : source.headers(),
        tags(operation, proof, source));
  }

  private static Tags tags(
      ObjectOperation.CopyObject operation,
      Authorised<? extends S3Operation> proof,
      StoredObject source) {
    if (replaces("x-amz-tagging-directive", operation.input().taggingDirectiveAsString())) {
      return operation.tags();
    }
    boolean may = proof.may(operation.source().readingTags()) && proof.may(operation.writingTags());
    if (!source.tags().values().isEmpty() && !may) {
      throw Faults.accessDenied();
    }
    return source.tags();
  }

  private static boolean replaces(String header, @Nullable String directive) {
    return switch (directive) {
      case null -> false;
      case "COPY" -> false;
      case "REPLACE" -> true;
      case String other -> throw Faults.invalidArgument("Unknown directive.", header, other);
    };
  }

  private record Digest(String eTag, Checksums checksums) {}

  /// A copy is one whole object: what was known of parts alone is computed anew.
  private Digest digest(CopyObjectRequest input, StoredObject source, List<Pieces.Piece> taken) {
    var kept = source.checksums();
    var asked = Optional.ofNullable(input.checksumAlgorithmAsString()).map(Checksums::algorithm);
    boolean known =
        !source.eTag().contains("-")
            && kept.type().equals(Checksums.FULL_OBJECT)
            && asked.map(kept.values()::containsKey).orElse(true);
    if (known) {
      return new Digest(source.eTag(), kept);
    }
    var algorithm =
        asked.orElseGet(
            () -> kept.values().keySet().stream().findFirst().orElse(ChecksumAlgorithm.CRC64NVME));
    var digest = PieceDigest.of(pieces, taken, List.of(algorithm));
    return new Digest(digest.eTag(), new Checksums(digest.checksums(), Checksums.FULL_OBJECT));
  }
}
