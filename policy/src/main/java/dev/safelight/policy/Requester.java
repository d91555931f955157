package dev.safelight.policy;
/// R.
public sealed interface Requester {
  record Anonymous() implements Requester {}
  record Service(String principal) implements Requester {}
  record Root(String account) implements Requester {}
  record User(String arn, String account) implements Requester {}
  record Role(String roleArn, String sessionArn, String account) implements Requester {}
}
