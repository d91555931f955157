package dev.safelight.cloud.s3;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.RestXml;
import dev.safelight.cloud.store.ObjectFiles;
import dev.safelight.cloud.store.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/// S3: what it recognises, what its resources are, and what it does. Objects' bytes lie in files,
/// everything else in the database. Thread-safe. See AWS: "Amazon S3 API Reference".
public final class S3 implements Service<S3Operation>, Resources {
  /// The tables, for [dev.safelight.cloud.store.Store#open].
  public static final List<String> SCHEMA = Schema.STATEMENTS;

  /// The actions whose condition keys are the tags of the existing object. A policy that lets those
  /// write who may because of tags lets nobody: AWS has no such key there. See AWS: "Actions,
  /// resources, and condition keys for Amazon S3".
  private static final Set<String> TAGGED =
      Set.of(
          "s3:GetObject",
          "s3:GetObjectAcl",
          "s3:GetObjectAttributes",
          "s3:GetObjectTagging",
          "s3:GetObjectVersion",
          "s3:GetObjectVersionTagging",
          "s3:PutObjectAcl",
          "s3:PutObjectTagging",
          "s3:PutObjectVersionTagging",
          "s3:DeleteObjectTagging",
          "s3:DeleteObjectVersionTagging");

  private final RestXml codec = new RestXml();
  private final Receiving receiving;
  private final BucketActs buckets;
  private final ObjectRows objects;
  private final ObjectReading reading;
  private final ObjectWriting writing;
  private final ObjectDeleting deleting;
  private final ObjectCopying copying;
  private final Multipart multipart;
  private final MultipartCompletion completion;
  private final MultipartListing uploads;
  private final Listings listings;
  private final BucketPolicies policies;
  private final Notifications notifications;
  private final Tagging tagging;

  /// Wires the service together; nothing is opened or read yet.
  ///
  /// @param files where objects' bytes lie
  /// @param compiled reads the policies that are put
  /// @param principals tells whether those whom a policy names exist
  /// @param random makes the ids of multipart uploads
  public S3(
      ObjectFiles files,
      Compiled compiled,
      Principals principals,
      InstantSource clock,
      SecureRandom random) {
    var pieces = new Pieces(files);
    var parts = new Uploads(pieces);
    this.receiving = new Receiving(files);
    this.buckets = new BucketActs(parts, clock);
    this.objects = new ObjectRows(pieces);
    this.notifications = new Notifications(new EventDocument(clock));
    this.reading = new ObjectReading(objects, pieces);
    var versions = new Versions(objects, random);
    this.writing = new ObjectWriting(objects, versions, pieces, notifications, clock);
    this.deleting = new ObjectDeleting(versions, writing, notifications, clock);
    this.copying = new ObjectCopying(versions, pieces, reading, writing, notifications, clock);
    this.multipart = new Multipart(parts, pieces, reading, clock, random);
    this.completion =
        new MultipartCompletion(parts, versions, pieces, writing, notifications, clock);
    this.uploads = new MultipartListing(parts);
    this.listings = new Listings(objects);
    this.policies = new BucketPolicies(compiled, principals);
    this.tagging = new Tagging(objects, reading);
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Protocol protocol() {
    return codec;
  }

  @Override
  public boolean verifiesWhileReading() {
    return true;
  }

  @Override
  public Recognised<S3Operation> recognise(Request request, String account) {
    var address = Address.of(request);
    var query = Query.parse(request.query());
    return Routes.operation(request, address, query, account, codec)
        .<Recognised<S3Operation>>map(Recognised.As::new)
        .orElseGet(() -> new Recognised.Unknown<>(Routes.name(request, address, query)));
  }

  @Override
  public Optional<S3Operation> recognise(SdkPojo shape, String account) {
    return Inside.operation(shape, account);
  }

  @Override
  public Content receive(Authorised<S3Operation> proof, Payload payload) {
    return receiving.receive(proof.operation().arrival(), payload);
  }

  /// A bucket that does not exist belongs to whoever asks, so that it is missed rather than
  /// forbidden.
  @Override
  public Resource find(Access access, String account, Transaction transaction) {
    if (access.action().equals("s3:CreateBucket")) {
      // What is to be made is the maker's; whether the name is free is no matter of permission.
      return Resource.of(account);
    }
    var named = Arns.named(access.resource());
    var bucket = Buckets.find(transaction, named.bucket());
    if (bucket.isEmpty()) {
      return Resource.of(account);
    }
    var keys = new LinkedHashMap<String, List<String>>();
    if (TAGGED.contains(access.action())
        && named.isKey()
        && Keys.utf8(named.key()).length <= Keys.LONGEST) {
      tags(named, access, transaction)
          .forEach((key, value) -> keys.put("s3:ExistingObjectTag/" + key, List.of(value)));
    }
    return new Resource(bucket.get().account(), policies.applied(bucket.get(), transaction), keys);
  }

  /// Of the version that the access names; of the current one where it names none.
  private Map<String, String> tags(Address named, Access access, Transaction transaction) {
    var version = access.keys().getOrDefault(VersionAccess.KEY, List.of());
    var found =
        version.isEmpty()
            ? objects.newest(transaction, named.bucket(), named.key())
            : objects.find(transaction, named.bucket(), named.key(), version.getFirst());
    return found.orElse(null) instanceof ObjectRows.StoredObject object
        ? object.tags().values()
        : Map.of();
  }

  @Override
  public Outcome act(Authorised<S3Operation> proof, Content content, Transaction transaction) {
    return switch (proof.operation()) {
      case BucketOperation operation -> buckets.act(operation, content, transaction);
      case ListOperation operation -> listings.act(operation, transaction);
      case ObjectOperation operation -> act(operation, proof, content, transaction);
      case TagOperation operation -> tagging.act(operation, proof, transaction);
      case MultipartOperation operation -> act(operation, proof, content, transaction);
      case SettingOperation operation -> act(operation, proof, content, transaction);
      case ConfigurationOperation operation -> Configurations.act(operation, content, transaction);
    };
  }

  private Outcome act(
      ObjectOperation operation,
      Authorised<S3Operation> proof,
      Content content,
      Transaction transaction) {
    return switch (operation) {
      case ObjectOperation.GetObject get -> reading.get(get, proof, transaction);
      case ObjectOperation.HeadObject head -> reading.head(head, proof, transaction);
      case ObjectOperation.PutObject put -> writing.put(put, proof, content, transaction);
      case ObjectOperation.DeleteObject delete -> deleting.delete(delete, proof, transaction);
      case ObjectOperation.DeleteObjects delete -> deleting.deleteAll(delete, proof, transaction);
      case ObjectOperation.CopyObject copy -> copying.copy(copy, proof, transaction);
    };
  }

  private Outcome act(
      MultipartOperation operation,
      Authorised<S3Operation> proof,
      Content content,
      Transaction transaction) {
    return switch (operation) {
      case MultipartOperation.CreateMultipartUpload create ->
          multipart.begin(create, proof, transaction);
      case MultipartOperation.UploadPart part -> multipart.put(part, content, transaction);
      case MultipartOperation.UploadPartCopy copy -> multipart.copy(copy, proof, transaction);
      case MultipartOperation.CompleteMultipartUpload complete ->
          completion.complete(complete, proof, content, transaction);
      case MultipartOperation.AbortMultipartUpload(var input) ->
          multipart.abort(input, transaction);
      case MultipartOperation.ListParts(var input) -> uploads.parts(input, transaction);
      case MultipartOperation.ListMultipartUploads(var input) ->
          uploads.uploads(input, transaction);
    };
  }

  private Outcome act(
      SettingOperation operation,
      Authorised<S3Operation> proof,
      Content content,
      Transaction transaction) {
    return switch (operation) {
      case SettingOperation.PutBucketPolicy put -> policies.put(put, proof, content, transaction);
      case SettingOperation.GetBucketPolicy(var input) -> policies.get(input, transaction);
      case SettingOperation.DeleteBucketPolicy(var input) -> policies.delete(input, transaction);
      case SettingOperation.GetBucketPolicyStatus(var input) -> policies.status(input, transaction);
      case SettingOperation.PutPublicAccessBlock put -> PublicAccess.put(put, content, transaction);
      case SettingOperation.GetPublicAccessBlock(var input) -> PublicAccess.get(input, transaction);
      case SettingOperation.DeletePublicAccessBlock(var input) ->
          PublicAccess.delete(input, transaction);
      case SettingOperation.PutBucketOwnershipControls put ->
          Ownership.put(put, content, transaction);
      case SettingOperation.GetBucketOwnershipControls(var input) ->
          Ownership.get(input, transaction);
      case SettingOperation.PutBucketNotificationConfiguration put ->
          notifications.put(put, proof, content, transaction);
      case SettingOperation.GetBucketNotificationConfiguration(var input) ->
          notifications.get(input, transaction);
    };
  }
}
