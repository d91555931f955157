package dev.safelight.cloud.logs;

import dev.safelight.cloud.call.Fault;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The full name of a log group.
record Group(String region, String account, String name) {
  private static final String NAME = "[\\.\\-_/#A-Za-z0-9]{1,512}";
  private static final Pattern NAMES = Pattern.compile(NAME);
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:logs:([a-z0-9-]+):(\\d{12}):log-group:(" + NAME + ")(:\\*)?");
  private static final Pattern NAMED =
      Pattern.compile(
          "arn:aws:logs:([a-z0-9-]+):(\\d{12}):log-group:(" + NAME + ")(?::log-stream:.*)?");
  private static final Pattern STREAMS = Pattern.compile("[^:*\\p{Cntrl}]{1,512}");

  static Group of(@Nullable String name, String region, String account) {
    if (name == null || !NAMES.matcher(name).matches()) {
      throw Invalid.member("logGroupName", name, NAMES);
    }
    return new Group(region, account, name);
  }

  /// A group by its name or, where an operation takes either, by its identifier: a name or an ARN.
  static Group of(
      @Nullable String name, @Nullable String identifier, String region, String account) {
    if (name != null && identifier != null) {
      throw new Fault(
          400,
          "InvalidParameterException",
          "LogGroup name and LogGroup identifier cannot be both specified.");
    }
    if (identifier == null) {
      return of(name, region, account);
    }
    var arn = ARN.matcher(identifier);
    if (!arn.matches()) {
      return of(identifier, region, account);
    }
    // Nothing lets one account read another's logs here; an endpoint serves its own region alone.
    if (!arn.group(1).equals(region) || !arn.group(2).equals(account)) {
      throw Tables.notFound("The specified log group does not exist.");
    }
    return new Group(region, account, arn.group(3));
  }

  /// A group by its ARN alone, as the operations on tags name it.
  static Group ofArn(@Nullable String name, String region, String account) {
    var arn = ARN.matcher(name == null ? "" : name);
    if (!arn.matches()) {
      throw Invalid.member("resourceArn", name, ARN);
    }
    if (!arn.group(1).equals(region) || !arn.group(2).equals(account)) {
      throw Tables.notFound("The specified resource does not exist.");
    }
    return new Group(region, account, arn.group(3));
  }

  static String stream(@Nullable String name) {
    if (name == null || !STREAMS.matcher(name).matches()) {
      throw Invalid.member("logStreamName", name, STREAMS);
    }
    return name;
  }

  /// The group that an access names; empty where it names none.
  static Optional<Group> named(String resource) {
    var match = NAMED.matcher(resource);
    return match.matches()
        ? Optional.of(new Group(match.group(1), match.group(2), match.group(3)))
        : Optional.empty();
  }

  /// The ARN without `:*`.
  @Override
  public String toString() {
    return "arn:aws:logs:" + region + ":" + account + ":log-group:" + name;
  }

  /// The group as AWS names it in decisions: with an empty stream. A policy's `log-group:NAME:*`
  /// covers it; `log-group:NAME` does not.
  String resource() {
    return resource("");
  }

  String resource(String stream) {
    return this + ":log-stream:" + stream;
  }
}
