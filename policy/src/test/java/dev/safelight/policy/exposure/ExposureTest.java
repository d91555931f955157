package dev.safelight.policy.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.document.Dialect;
import dev.safelight.policy.document.Kind;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExposureTest {
  /// S3: "Blocking public access", what a fixed value is; checked 2026-11.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StringLike | aws:SourceAccount | 123456789012                            | false
          StringLike | aws:SourceAccount | ?23456789012                            | true
          StringLike | aws:SourceAccount | *23456789012                            | true
          StringLike | aws:SourceAccount | ${aws:username}                         | true
          ArnLike    | aws:PrincipalArn  | arn:aws:iam::123456789012:role/*        | false
          ArnLike    | aws:PrincipalArn  | arn:aws:iam::123456789012:role/${aws:username} | true
          ArnLike    | aws:PrincipalArn  | arn:aws:iam:::role/x                    | true
          ArnLike    | aws:PrincipalArn  | arn:aws:iam::?23456789012:role/x        | true
          """)
  void onlyAFixedValueKeepsEveryoneOut(String operator, String key, String value, boolean open)
      throws MalformedPolicy {
    var policy =
        Policy.parse(
            """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*",
              "Action": "s3:*", "Resource": "*", "Condition": {"%s": {"%s": "%s"}}}}
            """
                .formatted(operator, key, value),
            Kind.RESOURCE,
            Dialect.AWS);
    assertThat(Exposure.isPublic(policy)).isEqualTo(open);
  }
}
