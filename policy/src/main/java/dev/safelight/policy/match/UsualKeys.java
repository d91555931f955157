package dev.safelight.policy.match;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The condition keys that most requests have or most policies ask for.
///
/// AWS: "AWS global condition context keys" and "Actions, resources, and condition keys for Amazon
/// S3", checked 2026-11.
final class UsualKeys {
  static final Map<String, Key> BY_NAME =
      Stream.of(
              "aws:CalledVia",
              "aws:CurrentTime",
              "aws:EpochTime",
              "aws:FederatedProvider",
              "aws:MultiFactorAuthAge",
              "aws:MultiFactorAuthPresent",
              "aws:PrincipalAccount",
              "aws:PrincipalArn",
              "aws:PrincipalIsAWSService",
              "aws:PrincipalOrgID",
              "aws:PrincipalServiceName",
              "aws:PrincipalType",
              "aws:Referer",
              "aws:RequestedRegion",
              "aws:ResourceAccount",
              "aws:ResourceOrgID",
              "aws:SecureTransport",
              "aws:SourceAccount",
              "aws:SourceArn",
              "aws:SourceIp",
              "aws:SourceVpc",
              "aws:SourceVpce",
              "aws:TokenIssueTime",
              "aws:UserAgent",
              "aws:ViaAWSService",
              "aws:VpcSourceIp",
              "aws:userid",
              "aws:username",
              "s3:authType",
              "s3:delimiter",
              "s3:max-keys",
              "s3:prefix",
              "s3:signatureAge",
              "s3:signatureversion",
              "s3:TlsVersion",
              "s3:x-amz-acl",
              "s3:x-amz-content-sha256",
              "s3:x-amz-server-side-encryption")
          .collect(Collectors.toUnmodifiableMap(Function.identity(), Key::fresh));

  private UsualKeys() {}
}
