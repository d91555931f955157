package dev.safelight.cloud.cloudformation.resource;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// A type that deploys and acts on nothing here, whatever its properties say: it has an id and
/// attributes as AWS would give them.
///
/// @param making from what is wanted
record Inert(String name, Function<Wanted, Made> making) implements ResourceType {
  static final Inert ALARM =
      new Inert(
          "AWS::CloudWatch::Alarm",
          wanted -> {
            var name = name(wanted, "AlarmName", 255);
            return Made.of(name, Map.of("Arn", arn(wanted, "cloudwatch", "alarm:" + name)));
          });

  static final Inert TOPIC =
      new Inert(
          "AWS::SNS::Topic",
          wanted -> {
            var isFifo = new Properties(wanted.properties()).truth("FifoTopic").orElse(false);
            var generated = wanted.generatedName(isFifo ? 251 : 256) + (isFifo ? ".fifo" : "");
            var name = new Properties(wanted.properties()).text("TopicName").orElse(generated);
            var arn = arn(wanted, "sns", name);
            return Made.of(arn, Map.of("TopicArn", arn, "TopicName", name));
          });

  static final Inert SUBSCRIPTION =
      new Inert(
          "AWS::SNS::Subscription",
          wanted -> {
            var topic = new Properties(wanted.properties()).required("TopicArn");
            var arn = topic + ':' + uuid(wanted);
            return Made.of(arn, Map.of("Arn", arn));
          });

  static final Inert METADATA =
      new Inert("AWS::CDK::Metadata", wanted -> Made.of(uuid(wanted), Map.of()));

  private static String name(Wanted wanted, String property, int most) {
    return new Properties(wanted.properties())
        .text(property)
        .orElseGet(() -> wanted.generatedName(most));
  }

  private static String arn(Wanted wanted, String service, String resource) {
    return "arn:aws:" + service + ':' + wanted.region() + ':' + wanted.account() + ':' + resource;
  }

  /// The same after a crash.
  private static String uuid(Wanted wanted) {
    var seed = wanted.stackId() + '/' + wanted.logicalId() + '/' + wanted.suffix();
    return java.util
        .UUID
        .nameUUIDFromBytes(seed.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }

  @Override
  public Set<String> actsOn() {
    return Set.of();
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var made = making.apply(wanted);
    calls.begins(made.physicalId());
    return made;
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    return Made.of(standing.physicalId(), standing.attributes());
  }

  @Override
  public void delete(Standing standing, Calls calls) {}
}
