package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.store.Transaction;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.S3Object;

/// `ListObjects`, `ListObjectsV2` and `ListObjectVersions`: pages told in AWS's words. Thread-safe.
final class Listings {
  private final VersionListings versions;

  Listings(ObjectRows rows) {
    this.versions = new VersionListings(rows);
  }

  Outcome act(ListOperation operation, Transaction transaction) {
    return switch (operation) {
      case ListOperation.ListObjects(var input) -> first(input, transaction);
      case ListOperation.ListObjectsV2(var input) -> second(input, transaction);
      case ListOperation.ListObjectVersions(var input) -> versions.answer(input, transaction);
    };
  }

  private static Outcome first(ListObjectsRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var encoding = encoding(input.encodingTypeAsString());
    var prefix = Members.orEmpty(input.prefix());
    var delimiter = Members.orEmpty(input.delimiter());
    var marker = Members.orEmpty(input.marker());
    int most = most(input.maxKeys());
    var page =
        Listing.page(
            transaction,
            bucket.name(),
            prefix,
            delimiter,
            Listing.afterMarker(marker, prefix, delimiter),
            Math.min(most, Listing.LARGEST));
    var response =
        ListObjectsResponse.builder()
            .name(bucket.name())
            .prefix(encoding.apply(prefix))
            .marker(encoding.apply(marker))
            .maxKeys(most)
            .isTruncated(page.more())
            .encodingType(input.encodingTypeAsString())
            .contents(contents(page, encoding, bucket.owner()))
            .commonPrefixes(prefixes(page, encoding));
    if (!delimiter.isEmpty()) {
      response.delimiter(encoding.apply(delimiter));
      if (page.more()) {
        response.nextMarker(encoding.apply(page.entries().getLast().name()));
      }
    }
    return Outcome.of(Answer.of(response.build()));
  }

  private static Outcome second(ListObjectsV2Request input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var encoding = encoding(input.encodingTypeAsString());
    var prefix = Members.orEmpty(input.prefix());
    var delimiter = Members.orEmpty(input.delimiter());
    int most = most(input.maxKeys());
    var from =
        input.continuationToken() == null
            ? Listing.afterMarker(Members.orEmpty(input.startAfter()), prefix, delimiter)
            : position(input.continuationToken());
    var page =
        Listing.page(
            transaction, bucket.name(), prefix, delimiter, from, Math.min(most, Listing.LARGEST));
    boolean owners = Boolean.TRUE.equals(input.fetchOwner());
    var response =
        ListObjectsV2Response.builder()
            .name(bucket.name())
            .prefix(encoding.apply(prefix))
            .maxKeys(most)
            .keyCount(page.entries().size())
            .isTruncated(page.more())
            .encodingType(input.encodingTypeAsString())
            .continuationToken(input.continuationToken())
            .contents(contents(page, encoding, owners ? bucket.owner() : null))
            .commonPrefixes(prefixes(page, encoding));
    if (!delimiter.isEmpty()) {
      response.delimiter(encoding.apply(delimiter));
    }
    if (input.startAfter() != null) {
      response.startAfter(encoding.apply(input.startAfter()));
    }
    if (page.more()) {
      response.nextContinuationToken(token(page.entries().getLast().next()));
    }
    return Outcome.of(Answer.of(response.build()));
  }

  private static List<S3Object> contents(
      Listing.Page page, UnaryOperator<String> encoding, @Nullable Owner owner) {
    return page.objects().stream().map(object -> content(object, encoding, owner)).toList();
  }

  private static S3Object content(
      StoredObject object, UnaryOperator<String> encoding, @Nullable Owner owner) {
    var checksums = object.checksums();
    return S3Object.builder()
        .key(encoding.apply(object.key()))
        .lastModified(object.modified())
        .eTag(ETag.quoted(object.eTag()))
        .checksumAlgorithmWithStrings(checksums.values().keySet().stream().map(Enum::name).toList())
        .checksumType(checksums.type())
        .size(object.size())
        .storageClass("STANDARD")
        .owner(owner)
        .build();
  }

  private static List<CommonPrefix> prefixes(Listing.Page page, UnaryOperator<String> encoding) {
    return page.prefixes().stream()
        .map(prefix -> CommonPrefix.builder().prefix(encoding.apply(prefix)).build())
        .toList();
  }

  static int most(@Nullable Integer asked) {
    if (asked == null) {
      return Listing.LARGEST;
    }
    if (asked < 0) {
      throw Faults.invalidArgument(
          "Argument maxKeys must be an integer between 0 and 2147483647",
          "max-keys",
          asked.toString());
    }
    return Math.min(asked, Listing.LARGEST);
  }

  static UnaryOperator<String> encoding(@Nullable String type) {
    return switch (type) {
      case null -> UnaryOperator.identity();
      case "url" -> Keys::encoded;
      case String other ->
          throw Faults.invalidArgument(
              "Invalid Encoding Method specified in Request", "encoding-type", other);
    };
  }

  /// A token is the place where the next page begins: it grants nothing that a `start-after` would
  /// not.
  private static String token(byte[] position) {
    return Base64.getUrlEncoder().encodeToString(position);
  }

  private static byte[] position(String token) {
    try {
      var position = Base64.getUrlDecoder().decode(token);
      if (position.length > 0
          && position.length <= Keys.LONGEST + 1
          && token.equals(token(position))) {
        return position;
      }
    } catch (IllegalArgumentException _) {
      // No base64: refused below like every other stranger.
    }
    throw Faults.invalidArgument(
        "The continuation token provided is incorrect", "continuation-token", token);
  }
}
