package dev.safelight.cloud.ssm;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.AwsJson;
import dev.safelight.cloud.protocol.InMemory;
import dev.safelight.cloud.store.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.SsmRequest;

/// Parameter Store: keeps plain values under names and paths, each with its versions. Thread-safe.
///
/// Secrets (`SecureString`) are refused: there is no KMS to encrypt them with. See AWS: "AWS
/// Systems Manager Parameter Store".
public final class Ssm implements Service<SsmOperation> {
  /// The tables of this service.
  public static final List<String> SCHEMA = Rows.SCHEMA;

  private static final Pattern PARAMETER =
      Pattern.compile("arn:aws:ssm:([^:]*):(\\d{12}):parameter(/.*)");

  private final AwsJson protocol = new AwsJson("1.1", "AmazonSSM", SsmRequest.class);
  private final InstantSource clock;

  public Ssm(InstantSource clock) {
    this.clock = clock;
  }

  /// What the authoriser asks about parameters: whose they are, and their tags.
  public Resources resources() {
    return (Access access, String account, Transaction transaction) -> {
      var named = PARAMETER.matcher(access.resource());
      return named.matches()
          ? new Resources.Resource(
              named.group(2),
              List.of(),
              tags(named.group(1), named.group(2), named.group(3), transaction))
          : Resources.Resource.of(account);
    };
  }

  /// An ARN says a plain name as it says a path of one level.
  private static Map<String, List<String>> tags(
      String region, String account, String path, Transaction transaction) {
    var keys = new LinkedHashMap<String, List<String>>();
    for (var name : List.of(path, path.substring(1))) {
      Rows.tags(transaction, new ParameterName(region, account, name))
          .forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, List.of(value));
            keys.put("ssm:resourceTag/" + key, List.of(value));
          });
    }
    return keys;
  }

  @Override
  public String name() {
    return "ssm";
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public Recognised<SsmOperation> recognise(Request request, String account) {
    var target = protocol.operation(request);
    return Recognition.read(protocol, target, InMemory.bytes(request.payload()))
        .flatMap(shape -> Recognition.of(shape, account, request.region()))
        .<Recognised<SsmOperation>>map(Recognised.As::new)
        .orElseGet(() -> new Recognised.Unknown<>(target));
  }

  @Override
  public Optional<SsmOperation> recognise(SdkPojo shape, String account) {
    return recognise(shape, account, "us-east-1");
  }

  @Override
  public Optional<SsmOperation> recognise(SdkPojo shape, String account, String region) {
    return Recognition.of(shape, account, region);
  }

  @Override
  public Outcome act(Authorised<SsmOperation> proof, Content content, Transaction transaction) {
    return Outcome.of(answer(proof, transaction));
  }

  private SdkPojo answer(Authorised<SsmOperation> proof, Transaction transaction) {
    return switch (proof.operation()) {
      case SsmOperation.PutParameter put ->
          Putting.put(put, proof.caller(), transaction, clock.instant());
      case SsmOperation.GetParameter(var selected) -> Getting.one(transaction, selected);
      case SsmOperation.GetParameters get -> Getting.all(transaction, get);
      case SsmOperation.GetParameterHistory get -> Getting.history(transaction, get);
      case SsmOperation.GetParametersByPath get -> Getting.path(transaction, get);
      case SsmOperation.DescribeParameters describe -> Describing.describe(transaction, describe);
      case SsmOperation.DeleteParameter(var parameter) -> {
        if (!Rows.delete(transaction, parameter)) {
          throw Invalid.of("ParameterNotFound", "");
        }
        yield DeleteParameterResponse.builder().build();
      }
      case SsmOperation.DeleteParameters(var parameters) -> deleted(parameters, transaction);
      case SsmOperation.AddTagsToResource add -> ParameterTags.add(transaction, add);
      case SsmOperation.RemoveTagsFromResource remove -> ParameterTags.remove(transaction, remove);
      case SsmOperation.ListTagsForResource(var parameter) ->
          ParameterTags.list(transaction, parameter);
    };
  }

  private static DeleteParametersResponse deleted(
      List<ParameterName> parameters, Transaction transaction) {
    var deleted = new ArrayList<String>();
    var missing = new ArrayList<String>();
    for (var parameter : parameters) {
      (Rows.delete(transaction, parameter) ? deleted : missing).add(parameter.text());
    }
    return DeleteParametersResponse.builder()
        .deletedParameters(deleted)
        .invalidParameters(missing)
        .build();
  }
}
