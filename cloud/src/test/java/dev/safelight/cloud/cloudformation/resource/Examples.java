package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.cloud.call.Fault;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/// Every type that is acted on, with two values of everything that it acts on.
final class Examples {
  static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"Service": "%s.amazonaws.com"}}]}\
      """;
  static final String DOCUMENT =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*"}]}\
      """;
  static final String READ_ONLY = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
  static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

  private Examples() {}

  static List<Example> all() {
    return Stream.of(
            IdentityExamples.all(),
            BucketExamples.all(),
            FunctionExamples.all(),
            QueueExamples.all(),
            OtherExamples.all())
        .flatMap(List::stream)
        .toList();
  }

  /// What each call answers, or is refused with.
  static String answers(Workshop shop, SdkPojo... requests) {
    return Stream.of(requests)
        .map(request -> {
          try {
            return Description.of(shop.call(request));
          } catch (Fault fault) {
            return fault.code();
          }
        })
        .collect(Collectors.joining("\n"));
  }

  static String policies(String... namesAndActions) {
    return Stream.iterate(0, i -> i < namesAndActions.length, i -> i + 2)
        .map(i ->
            "{\"PolicyName\": \"%s\", \"PolicyDocument\": %s}"
                .formatted(namesAndActions[i], DOCUMENT.formatted(namesAndActions[i + 1])))
        .collect(Collectors.joining(",", "[", "]"));
  }

  static String tags(String... pairs) {
    return Stream.iterate(0, i -> i < pairs.length, i -> i + 2)
        .map(i -> "{\"Key\": \"%s\", \"Value\": \"%s\"}".formatted(pairs[i], pairs[i + 1]))
        .collect(Collectors.joining(",", "[", "]"));
  }

  static String list(String... texts) {
    return Stream.of(texts)
        .map(text -> '"' + text + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  static String text(String text) {
    return '"' + text + '"';
  }
}
