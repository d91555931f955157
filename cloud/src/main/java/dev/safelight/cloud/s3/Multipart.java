package dev.safelight.cloud.s3;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.Uploads.Part;
import dev.safelight.cloud.s3.Uploads.Upload;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Beginning, filling and abandoning multipart uploads. Thread-safe. See AWS: "Uploading and
/// copying objects using multipart upload".
final class Multipart {
  private static final int MOST_PARTS = 10_000;

  private final Uploads uploads;
  private final Pieces pieces;
  private final ObjectReading reading;
  private final InstantSource clock;
  private final SecureRandom random;

  Multipart(
      Uploads uploads,
      Pieces pieces,
      ObjectReading reading,
      InstantSource clock,
      SecureRandom random) {
    this.uploads = uploads;
    this.pieces = pieces;
    this.reading = reading;
    this.clock = clock;
    this.random = random;
  }

  Outcome begin(
      MultipartOperation.CreateMultipartUpload operation,
      Authorised<? extends S3Operation> proof,
      Transaction transaction) {
    var input = operation.input();
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    Acls.require(
        input.aclAsString(),
        input.grantFullControl(),
        input.grantRead(),
        input.grantReadACP(),
        input.grantWriteACP());
    var algorithm =
        Optional.ofNullable(input.checksumAlgorithmAsString()).map(Checksums::algorithm);
    var type = type(algorithm, input.checksumTypeAsString());
    var upload =
        new Upload(
            id(),
            bucket.name(),
            input.key(),
            proof.caller().arn(),
            clock.instant(),
            algorithm.map(Enum::name).orElse(""),
            type,
            Kept.of(input),
            operation.tags());
    uploads.begin(transaction, upload);
    var response =
        CreateMultipartUploadResponse.builder()
            .bucket(bucket.name())
            .key(input.key())
            .uploadId(upload.id())
            .serverSideEncryption(ServerSideEncryption.AES256);
    algorithm.ifPresent(chosen -> response.checksumAlgorithm(chosen.name()).checksumType(type));
    return Outcome.of(Answer.of(response.build()));
  }

  private static String type(Optional<ChecksumAlgorithm> algorithm, @Nullable String asked) {
    var chosen = algorithm.orElse(ChecksumAlgorithm.CRC64NVME);
    var possible =
        switch (chosen) {
          case CRC64NVME -> List.of(Checksums.FULL_OBJECT);
          case CRC32, CRC32C -> List.of(Checksums.COMPOSITE, Checksums.FULL_OBJECT);
          case SHA1, SHA256 -> List.of(Checksums.COMPOSITE);
          case MD5 -> throw new IllegalStateException("no name of a checksum is MD5");
        };
    if (asked == null) {
      return possible.getFirst();
    }
    if (!possible.contains(asked)) {
      throw Faults.invalidRequest(
          "The "
              + asked
              + " checksum type cannot be used with the "
              + chosen.name().toLowerCase(Locale.ROOT)
              + " checksum algorithm.");
    }
    return asked;
  }

  private String id() {
    var bytes = new byte[48];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  Outcome put(MultipartOperation.UploadPart operation, Content content, Transaction transaction) {
    var input = operation.input();
    Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var upload = uploads.require(transaction, input.bucket(), input.key(), input.uploadId());
    int number = number(input.partNumber());
    var staged = ObjectWriting.staged(content);
    requireChosen(upload, staged.integrity());
    var part =
        new Part(
            number,
            pieces.keep(transaction, staged.file()),
            staged.file().size(),
            staged.md5(),
            clock.instant(),
            new Checksums(staged.checksums(), Checksums.FULL_OBJECT));
    uploads.put(transaction, upload, part);
    var response =
        UploadPartResponse.builder()
            .eTag(ETag.quoted(part.eTag()))
            .serverSideEncryption(ServerSideEncryption.AES256);
    return Outcome.of(Answer.of(Checksums.received(staged).into(response).build()));
  }

  /// Whoever chose a checksum for the upload gives it with every part.
  private static void requireChosen(Upload upload, Integrity integrity) {
    var given =
        integrity.algorithms().stream()
            .map(algorithm -> algorithm.name().toLowerCase(Locale.ROOT))
            .findFirst()
            .orElse("null");
    if (!upload.algorithm().isEmpty() && !upload.algorithm().equalsIgnoreCase(given)) {
      throw Faults.invalidRequest(
          "Checksum Type mismatch occurred, expected checksum Type: "
              + upload.algorithm().toLowerCase(Locale.ROOT)
              + ", actual checksum Type: "
              + given);
    }
  }

  static int number(@Nullable Integer number) {
    if (number == null || number < 1 || number > MOST_PARTS) {
      throw Faults.invalidArgument(
          "Part number must be an integer between 1 and 10000, inclusive",
          "partNumber",
          String.valueOf(number));
    }
    return number;
  }

  Outcome copy(
      MultipartOperation.UploadPartCopy operation,
      Authorised<? extends S3Operation> proof,
      Transaction transaction) {
    var input = operation.input();
    var from = operation.source();
    Buckets.require(transaction, input.destinationBucket(), input.expectedBucketOwner());
    Buckets.require(transaction, from.bucket(), input.expectedSourceBucketOwner());
    var upload =
        uploads.require(
            transaction, input.destinationBucket(), input.destinationKey(), input.uploadId());
    int number = number(input.partNumber());
    var source = reading.source(proof, transaction, from);
    new Preconditions(
            Members.orEmpty(input.copySourceIfMatch()),
            Members.orEmpty(input.copySourceIfNoneMatch()),
            Optional.ofNullable(input.copySourceIfModifiedSince()),
            Optional.ofNullable(input.copySourceIfUnmodifiedSince()))
        .copy(source.eTag(), source.modified());
    var range = range(Members.orEmpty(input.copySourceRange()), source.size());
    var taken =
        Pieces.slice(pieces.of(transaction, source.content()), range.from(), range.length());
    var digest =
        PieceDigest.of(pieces, taken, List.of(ChecksumAlgorithm.CRC64NVME, upload.checksum()));
    var part =
        new Part(
            number,
            pieces.add(transaction, taken),
            range.length(),
            digest.eTag(),
            clock.instant(),
            new Checksums(new EnumMap<>(digest.checksums()), Checksums.FULL_OBJECT));
    uploads.put(transaction, upload, part);
    var result =
        CopyPartResult.builder().eTag(ETag.quoted(part.eTag())).lastModified(part.modified());
    if (!upload.algorithm().isEmpty()) {
      Members.set(
          result,
          "Checksum" + upload.algorithm(),
          digest.checksums().getOrDefault(upload.checksum(), ""));
    }
    return Outcome.of(
        Answer.of(
            UploadPartCopyResponse.builder()
                .copyPartResult(result.build())
                .copySourceVersionId(Versions.read(transaction, source).orElse(null))
                .serverSideEncryption(ServerSideEncryption.AES256)
                .build()));
  }

  /// Here a range must be whole and lie in the source. AWS: "UploadPartCopy".
  private static ByteRange range(String header, long size) {
    var range = ByteRange.of(header, size);
    if (!header.isEmpty() && !range.header(size).startsWith(header.replace('=', ' ') + "/")) {
      throw Faults.invalidArgument(
          "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
              + " last are the zero-based offsets of the first and last bytes to copy",
          "x-amz-copy-source-range",
          header);
    }
    if (range.length() > Receiving.LARGEST_PUT) {
      throw Faults.invalidRequest(
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + Receiving.LARGEST_PUT);
    }
    return range;
  }

  Outcome abort(AbortMultipartUploadRequest input, Transaction transaction) {
    Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    uploads.end(
        transaction, uploads.require(transaction, input.bucket(), input.key(), input.uploadId()));
    return Outcome.of(new Answer.Shaped(204, AbortMultipartUploadResponse.builder().build()));
  }
}
