package dev.safelight.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasesTest {
  private static final String REQUEST =
      "\"request\":{\"principal\":\"arn:aws:iam::123456789012:user/a\",\"action\":\"s3:GetObject\","
          + "\"resource\":\"arn:aws:s3:::b/k\",\"resourceAccount\":\"123456789012\"}";

  @Test
  void anAnswerCarriesIdDecisionMessageAndStatements() {
    assertThat(Cases.answer("{\"id\":\"1\"," + REQUEST + "}"))
        .isEqualTo(
            "{\"id\":\"1\",\"decision\":\"ImplicitlyDenied\",\"message\":\"User:"
                + " arn:aws:iam::123456789012:user/a is not authorized to perform: s3:GetObject on"
                + " resource: \\\"arn:aws:s3:::b/k\\\" because no identity-based policy allows the"
                + " s3:GetObject action\",\"decidedBy\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nonsense                                     | not JSON
          []                                           | must be an object
          {"id":"1"}                                   | case.request: is missing
          {"id":"1","request":{}}                      | request.action: is missing
          {"request":{"principal":{},"action":"a:b","resource":"*"}} | request.principal: must be a string
          {"request":{"principal":"arn:aws:s3:::x","action":"a:b","resource":"*"}} | cannot call
          {"request":{"action":"a:b","resource":"*"},"scps":{}} | case.scps: must be a list
          {"request":{"action":"a:b","resource":"*"},"scps":[{}]} | scps[1]: must be a list
          {"request":{"action":"a:b","resource":"*"},"identityPolicies":[{}]} | identityPolicies[1]: Policy: Statement is missing
          """)
  void whatCannotBeReadIsAnErrorNeverADecision(String line, String message) {
    assertThat(Cases.answer(line))
        .contains("\"error\":")
        .contains(message)
        .doesNotContain("decision");
  }
}
