package dev.safelight.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.document.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// AWS's sentences, word for word: clients and people search for them.
class WordingTest {
  private static final Query QUERY =
      new Query(
          new Requester.User("arn:aws:iam::123456789012:user/alice", "123456789012"),
          "s3:GetObject",
          "arn:aws:s3:::photos/cat.jpg",
          "123456789012",
          Context.empty(),
          List.of());

  private static final String WHO =
      "User: arn:aws:iam::123456789012:user/alice is not authorized to perform: s3:GetObject";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IDENTITY             | an identity-based policy  | identity-based policy
          RESOURCE             | a resource-based policy   | resource-based policy
          KEY                  | a resource-based policy   | resource-based policy
          ROLE_TRUST           | the role trust policy     | role trust policy
          SESSION              | a session policy          | session policy
          PERMISSIONS_BOUNDARY | a permissions boundary    | permissions boundary
          RESOURCE_CONTROL     | a resource control policy | resource control policy
          VPC_ENDPOINT         | a VPC endpoint policy     | VPC endpoint policy
          """)
  void eachTypeHasItsTwoSentences(PolicyType type, String denying, String missing) {
    var policy = Policy.RCP_FULL_AWS_ACCESS;
    var by = Deciding.of(new Attached(type, "p", policy), policy.statements().getFirst());
    var denied = new Decision.ExplicitlyDenied(type, by);
    assertThat(denied.message(QUERY, ResourceWords.QUOTED))
        .isEqualTo(
            WHO
                + " on resource: \"arn:aws:s3:::photos/cat.jpg\" with an explicit deny in "
                + denying);
    assertThat(new Decision.ImplicitlyDenied(type).message(QUERY, ResourceWords.PLAIN))
        .isEqualTo(
            WHO
                + " on resource: arn:aws:s3:::photos/cat.jpg because no "
                + missing
                + " allows the s3:GetObject action");
  }

  @Test
  void whatNoServiceControlPolicyAllowsReadsAsDenied() {
    assertThat(
            new Decision.ImplicitlyDenied(PolicyType.SERVICE_CONTROL)
                .message(QUERY, ResourceWords.OMITTED))
        .isEqualTo(WHO + " with an explicit deny in a service control policy");
  }

  @Test
  void aResourceThatIsNoneIsNotQuoted() {
    var listing =
        new Query(
            QUERY.requester(),
            "s3:ListAllMyBuckets",
            "*",
            "123456789012",
            QUERY.context(),
            List.of());
    assertThat(
            new Decision.ImplicitlyDenied(PolicyType.IDENTITY)
                .message(listing, ResourceWords.QUOTED))
        .endsWith(
            "perform: s3:ListAllMyBuckets because no identity-based policy allows the"
                + " s3:ListAllMyBuckets action");
  }

  @Test
  void aStrangerLearnsNothing() {
    var stranger =
        new Query(
            new Requester.Anonymous(),
            QUERY.action(),
            QUERY.resource(),
            "123456789012",
            QUERY.context(),
            List.of());
    assertThat(
            new Decision.ImplicitlyDenied(PolicyType.RESOURCE)
                .message(stranger, ResourceWords.QUOTED))
        .isEqualTo("Access Denied");
  }
}
