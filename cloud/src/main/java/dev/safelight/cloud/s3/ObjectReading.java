package dev.safelight.cloud.s3;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.ObjectRows.DeleteMarker;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.store.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// `GetObject` and `HeadObject`. Thread-safe.
final class ObjectReading {
  private final ObjectRows objects;
  private final Pieces pieces;

  ObjectReading(ObjectRows objects, Pieces pieces) {
    this.objects = objects;
    this.pieces = pieces;
  }

  /// What `GetObject` and `HeadObject` have in common.
  ///
  /// @param instead headers that the client wants to see instead of the kept ones, by member name
  private record Wish(
      Wanted wanted,
      @Nullable String expectedOwner,
      Preconditions conditions,
      String range,
      @Nullable Integer part,
      boolean checksums,
      Map<String, String> instead) {
    static Wish of(GetObjectRequest input) {
      return new Wish(
          new Wanted("GET", input.bucket(), input.key(), Members.orEmpty(input.versionId())),
          input.expectedBucketOwner(),
          new Preconditions(
              Members.orEmpty(input.ifMatch()),
              Members.orEmpty(input.ifNoneMatch()),
              Optional.ofNullable(input.ifModifiedSince()),
              Optional.ofNullable(input.ifUnmodifiedSince())),
          Members.orEmpty(input.range()),
          input.partNumber(),
          "ENABLED".equalsIgnoreCase(input.checksumModeAsString()),
          instead(input));
    }

    static Wish of(HeadObjectRequest input) {
      return new Wish(
          new Wanted("HEAD", input.bucket(), input.key(), Members.orEmpty(input.versionId())),
          input.expectedBucketOwner(),
          new Preconditions(
              Members.orEmpty(input.ifMatch()),
              Members.orEmpty(input.ifNoneMatch()),
              Optional.ofNullable(input.ifModifiedSince()),
              Optional.ofNullable(input.ifUnmodifiedSince())),
          Members.orEmpty(input.range()),
          input.partNumber(),
          "ENABLED".equalsIgnoreCase(input.checksumModeAsString()),
          instead(input));
    }

    /// `ResponseContentType` stands for `ContentType`, and so on.
    private static Map<String, String> instead(SdkPojo input) {
      var instead = new LinkedHashMap<String, String>();
      for (var field : input.sdkFields()) {
        var value = field.getValueOrDefault(input);
        if (field.memberName().startsWith("Response") && value != null) {
          instead.put(field.memberName().substring("Response".length()), value.toString());
        }
      }
      return instead;
    }
  }

  /// What a read gives of an object.
  ///
  /// @param status 200, 206 or 304
  /// @param parts how many parts it has, where one was asked for; else 0
  private record Selection(StoredObject object, int status, ByteRange range, int parts) {}

  /// What is asked for.
  ///
  /// @param method of the request, for saying that it cannot be done
  /// @param version the id of a version; empty for the current one
  record Wanted(String method, String bucket, String key, String version) {
    Wanted {
      if (!version.isEmpty()) {
        VersionIds.require(version);
      }
    }
  }

  /// @throws Fault `NoSuchKey`, `NoSuchVersion` to those who may list the bucket, `AccessDenied` to
  ///   others; `MethodNotAllowed` for a delete marker that is asked for by its id
  StoredObject require(
      Authorised<? extends S3Operation> proof, Transaction transaction, Wanted wanted) {
    var found =
        wanted.version().isEmpty()
            ? objects.newest(transaction, wanted.bucket(), wanted.key())
            : objects.find(transaction, wanted.bucket(), wanted.key(), wanted.version());
    return switch (found.orElse(null)) {
      case StoredObject object -> object;
      case DeleteMarker marker ->
          throw wanted.version().isEmpty()
              ? missing(proof, wanted, Faults.noSuchKey(wanted.key(), marker))
              : Faults.deleteMarker(wanted.method(), marker);
      case null ->
          throw missing(
              proof,
              wanted,
              wanted.version().isEmpty()
                  ? Faults.noSuchKey(wanted.key())
                  : Faults.noSuchVersion(wanted.key(), wanted.version()));
    };
  }

  /// The object that a copy copies.
  StoredObject source(
      Authorised<? extends S3Operation> proof, Transaction transaction, CopySource source) {
    if (!source.version().isEmpty()
        && objects.find(transaction, source.bucket(), source.key(), source.version()).orElse(null)
            instanceof DeleteMarker) {
      throw Faults.invalidRequest(
          "The source of a copy request may not specifically refer to a delete marker by version id.");
    }
    return require(
        proof, transaction, new Wanted("GET", source.bucket(), source.key(), source.version()));
  }

  private static Fault missing(
      Authorised<? extends S3Operation> proof, Wanted wanted, Fault missing) {
    var listing = Access.to("s3:ListBucket", Arns.bucket(wanted.bucket()));
    return proof.may(listing) ? missing : Faults.accessDenied(proof.denial(listing, true));
  }

  Outcome get(
      ObjectOperation.GetObject operation,
      Authorised<? extends S3Operation> proof,
      Transaction transaction) {
    var wish = Wish.of(operation.input());
    var selected = select(wish, proof, transaction);
    var shape = describe(transaction, GetObjectResponse.builder(), wish, selected).build();
    var body = selected.status() == 304 ? Body.EMPTY : open(transaction, selected);
    return Outcome.of(new Answer.Streamed(selected.status(), shape, body));
  }

  Outcome head(
      ObjectOperation.HeadObject operation,
      Authorised<? extends S3Operation> proof,
      Transaction transaction) {
    var wish = Wish.of(operation.input());
    var selected = select(wish, proof, transaction);
    var shape = describe(transaction, HeadObjectResponse.builder(), wish, selected).build();
    return Outcome.of(new Answer.Shaped(selected.status(), shape));
  }

  private Selection select(
      Wish wish, Authorised<? extends S3Operation> proof, Transaction transaction) {
    Buckets.require(transaction, wish.wanted().bucket(), wish.expectedOwner());
    // A stranger must not choose what a browser takes an object for. AWS: "GetObject", overriding
    // response header values.
    if (!wish.instead().isEmpty() && proof.caller() instanceof Caller.Anonymous) {
      throw Faults.invalidRequest(
          "Request specific response headers cannot be used for anonymous GET requests.");
    }
    var object = require(proof, transaction, wish.wanted());
    return switch (wish.conditions().read(object.eTag(), object.modified())) {
      case NOT_MODIFIED -> new Selection(object, 304, ByteRange.whole(0), 0);
      case PROCEED -> range(transaction, object, wish.range(), wish.part());
    };
  }

  private Selection range(
      Transaction transaction, StoredObject object, String range, @Nullable Integer part) {
    if (part == null) {
      var chosen = ByteRange.of(range, object.size());
      return new Selection(object, chosen.partial() ? 206 : 200, chosen, 0);
    }
    if (!range.isEmpty()) {
      throw Faults.invalidRequest(
          "Cannot specify both Range header and partNumber query parameter");
    }
    return part(pieces.of(transaction, object.content()), object, part);
  }

  private static Selection part(List<Pieces.Piece> pieces, StoredObject object, int part) {
    int parts = pieces.stream().mapToInt(Pieces.Piece::part).max().orElse(1);
    if (part < 1 || part > parts) {
      throw new Fault(
          416,
          "InvalidPartNumber",
          "The requested partnumber is not satisfiable",
          Map.of("PartNumberRequested", Integer.toString(part)));
    }
    long from =
        pieces.stream().filter(one -> one.part() < part).mapToLong(Pieces.Piece::length).sum();
    long length =
        pieces.stream().filter(one -> one.part() == part).mapToLong(Pieces.Piece::length).sum();
    boolean multipart = object.eTag().contains("-");
    return new Selection(
        object,
        length > 0 ? 206 : 200,
        new ByteRange(from, length, length > 0),
        multipart ? parts : 0);
  }

  /// The two shapes have the same members and no common type.
  private static <B extends SdkPojo> B describe(
      Transaction transaction, B shape, Wish wish, Selection selected) {
    var object = selected.object();
    Members.set(shape, "ETag", ETag.quoted(object.eTag()));
    Members.set(shape, "LastModified", object.modified());
    Members.set(shape, "ServerSideEncryption", "AES256");
    Versions.read(transaction, object).ifPresent(id -> Members.set(shape, "VersionId", id));
    if (selected.status() == 304) {
      return shape;
    }
    var range = selected.range();
    object.headers().into(shape, wish.instead());
    Members.set(shape, "AcceptRanges", "bytes");
    Members.set(shape, "ContentLength", range.length());
    if (range.partial()) {
      Members.set(shape, "ContentRange", range.header(object.size()));
    } else if (wish.checksums()) {
      object.checksums().into(shape);
    }
    if (selected.parts() > 0) {
      Members.set(shape, "PartsCount", selected.parts());
    }
    if (!object.tags().values().isEmpty()) {
      Members.set(shape, "TagCount", object.tags().values().size());
    }
    return shape;
  }

  private Body open(Transaction transaction, Selection selected) {
    var range = selected.range();
    return pieces.open(
        Pieces.slice(
            pieces.of(transaction, selected.object().content()), range.from(), range.length()));
  }
}
