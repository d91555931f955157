package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Operation;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/// One AWS service: what it recognises, and what it does once that is authorised. Thread-safe.
///
/// @param <O> the sealed family of its operations
public interface Service<O extends Operation> {
  /// The name in a signature's scope and in policies' actions, such as `s3`.
  String name();

  /// How this service spells answers and faults.
  Protocol protocol();

  /// Whether a signature covers a hash that the payload is held to while it is read, as S3's does.
  /// Others sign the payload itself, which is then read into memory before the signature can be
  /// verified.
  default boolean verifiesWhileReading() {
    return false;
  }

  /// The largest payload that is read into memory, in bytes.
  default int largestBody() {
    return 1 << 20;
  }

  /// The operation that a request asks for.
  ///
  /// @param request a request whose signature was verified (or that is anonymous); for services
  ///   other than S3 its payload is already in memory and may be read
  /// @param account the account in which names without an account are resolved: the caller's
  /// @return empty where the operation is not one of ours: it is refused by name
  /// @throws dev.safelight.cloud.call.Fault where it is one of ours and malformed
  Recognised<O> recognise(Request request, String account);

  /// The same for a call from inside the environment, given as the SDK's own request shape.
  Optional<O> recognise(SdkPojo shape, String account);

  /// The same in a region, for services whose resources lie in one.
  default Optional<O> recognise(SdkPojo shape, String account, String region) {
    return recognise(shape, account);
  }

  /// Takes in the payload of an operation that [Operation#carriesPayload], after a first
  /// authorisation and before the transaction. The payload's hashes and signatures are verified by
  /// its end.
  default Content receive(Authorised<O> proof, Payload payload) {
    return Content.NONE;
  }

  /// What a reply says besides, whatever it says.
  ///
  /// @param store what is read for it
  default Reply dress(Request request, Reply reply, Store store) {
    return reply;
  }

  /// Does what was authorised. A [dev.safelight.cloud.call.Fault] or any other exception undoes it.
  Outcome act(Authorised<O> proof, Content content, Transaction transaction);

  /// What a request turned out to be.
  sealed interface Recognised<O extends Operation> {
    record As<O extends Operation>(O operation) implements Recognised<O> {}

    /// None of ours.
    ///
    /// @param name AWS's name of the operation as far as it can be told
    record Unknown<O extends Operation>(String name) implements Recognised<O> {}
  }
}
