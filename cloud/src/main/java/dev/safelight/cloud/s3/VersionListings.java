package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.ObjectRows.DeleteMarker;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.s3.VersionListing.Common;
import dev.safelight.cloud.s3.VersionListing.Item;
import dev.safelight.cloud.s3.VersionListing.Place;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Owner;

/// `ListObjectVersions`: pages told in AWS's words. Thread-safe.
final class VersionListings {
  private final ObjectRows rows;

  VersionListings(ObjectRows rows) {
    this.rows = rows;
  }

  Outcome answer(ListObjectVersionsRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var encoding = Listings.encoding(input.encodingTypeAsString());
    var prefix = Members.orEmpty(input.prefix());
    var delimiter = Members.orEmpty(input.delimiter());
    int most = Listings.most(input.maxKeys());
    var page =
        VersionListing.page(
            transaction,
            rows,
            bucket.name(),
            prefix,
            delimiter,
            from(input, bucket.name(), prefix, delimiter, transaction),
            most);
    var response =
        ListObjectVersionsResponse.builder()
            .name(bucket.name())
            .prefix(encoding.apply(prefix))
            .keyMarker(encoding.apply(Members.orEmpty(input.keyMarker())))
            .versionIdMarker(Members.orEmpty(input.versionIdMarker()))
            .maxKeys(most)
            .isTruncated(page.more())
            .encodingType(input.encodingTypeAsString());
    if (!delimiter.isEmpty()) {
      response.delimiter(encoding.apply(delimiter));
    }
    var versions = new ArrayList<ObjectVersion>();
    var markers = new ArrayList<DeleteMarkerEntry>();
    var prefixes = new ArrayList<CommonPrefix>();
    for (var entry : page.entries()) {
      switch (entry) {
        case Common(var name) ->
            prefixes.add(CommonPrefix.builder().prefix(encoding.apply(name)).build());
        case Item(StoredObject object, var latest) ->
            versions.add(version(object, latest, encoding, bucket.owner()));
        case Item(DeleteMarker marker, var latest) ->
            markers.add(
                DeleteMarkerEntry.builder()
                    .key(encoding.apply(marker.key()))
                    .versionId(marker.id())
                    .isLatest(latest)
                    .lastModified(marker.modified())
                    .owner(bucket.owner())
                    .build());
      }
    }
    if (page.more()) {
      var last = page.entries().getLast();
      response.nextKeyMarker(encoding.apply(last.name()));
      if (last instanceof Item(var version, _)) {
        response.nextVersionIdMarker(version.id());
      }
    }
    return Outcome.of(
        Answer.of(
            response.versions(versions).deleteMarkers(markers).commonPrefixes(prefixes).build()));
  }

  private static ObjectVersion version(
      StoredObject object, boolean latest, UnaryOperator<String> encoding, Owner owner) {
    return ObjectVersion.builder()
        .key(encoding.apply(object.key()))
        .versionId(object.id())
        .isLatest(latest)
        .lastModified(object.modified())
        .eTag(ETag.quoted(object.eTag()))
        .checksumAlgorithmWithStrings(
            object.checksums().values().keySet().stream().map(Enum::name).toList())
        .checksumType(object.checksums().type())
        .size(object.size())
        .storageClass("STANDARD")
        .owner(owner)
        .build();
  }

  private Place from(
      ListObjectVersionsRequest input,
      String bucket,
      String prefix,
      String delimiter,
      Transaction transaction) {
    var key = Members.orEmpty(input.keyMarker());
    var version = marker(input.versionIdMarker(), key);
    return version.isEmpty()
        ? Place.at(Listing.afterMarker(key, prefix, delimiter))
        : new Place(Keys.utf8(key), below(transaction, bucket, key, version));
  }

  /// Goes on after a version even if it is gone. Where a null version stood nobody knows then: the
  /// page begins with the key's newest, which shows some twice and leaves none out.
  private long below(Transaction transaction, String bucket, String key, String version) {
    var named = VersionIds.ordinal(VersionIds.require(version));
    return named.isPresent()
        ? named.getAsLong()
        : rows.find(transaction, bucket, key, version)
            .map(ObjectRows.Version::ordinal)
            .orElse(Long.MAX_VALUE);
  }

  private static String marker(@Nullable String version, String key) {
    if (version == null) {
      return "";
    }
    if (key.isEmpty() && !version.isEmpty()) {
      throw Faults.invalidArgument(
          "A version-id marker cannot be specified without a key marker.",
          "version-id-marker",
          version);
    }
    return version;
  }
}
