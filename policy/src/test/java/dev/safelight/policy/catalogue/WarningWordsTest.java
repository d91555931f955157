package dev.safelight.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.document.Kind;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said of one statement of an identity-based policy, and what should stand there instead.
class WarningWordsTest {
  private static List<Warning> warnings(String version, String statement) throws Exception {
    var text =
        "{\"Version\":\"%s\",\"Statement\":{\"Effect\":\"Allow\",%s}}"
            .formatted(version, statement.replace('\'', '"'));
    return Warnings.of(text, Kind.IDENTITY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Action':'lambada:Go','Resource':'*'                                    | the prefix of an AWS service
          'Action':'s3:GetObjets','Resource':'*'                                  | an action of s3
          'Action':'s3:Fetch*','Resource':'*'                                     | a pattern that fits an action of s3
          'Action':'*','Resource':'*','Condition':{'Bool':{'aws:Secure':'true'}}  | a condition key of AWS or of the service
          'Action':'s3:GetObject','Resource':'*','Condition':{'StringLike':{'s3:prefix':'a'}} | a condition key that a request for s3:GetObject carries
          """)
  void sayWhatIsExpected(String statement, String expected) throws Exception {
    assertThat(warnings("2012-10-17", statement))
        .extracting(Warning::expected)
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Action':'s3:ListBucket','Resource':'arn:aws:s3:::photos/a'      | never works on "arn:aws:s3:::photos/a", but on arn:${Partition}:s3:::${BucketName} or arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}.
          'Action':['s3:GetObject'],'Resource':'arn:aws:sqs:r:1:q'         | but on arn:${Partition}:s3:::${BucketName}/${ObjectName}
          'Action':'s3:GetObject','NotResource':'arn:aws:s3:::b/${aws:usrname}/*' | there is no condition key "aws:usrname"; did you mean aws:username?
          'Action':'s3:ListBucket','Resource':'*','Condition':{'StringLike':{'s3:prefix':'${aws:usrname}/*'}} | there is no condition key "aws:usrname"
          'Action':'*','Resource':'*','Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::1:role/${aws:usrname}'}} | there is no condition key "aws:usrname"
          'Action':'*','Resource':'*','Condition':{'StringLike':{'aws:username':'a${x:y}'}} | there is no condition key "x:y"
          """)
  void sayWhatIsWrong(String statement, String reason) throws Exception {
    assertThat(warnings("2012-10-17", statement))
        .extracting(Warning::message)
        .singleElement()
        .asString()
        .contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          2012-10-17 | 'Action':'s3:?etObject','Resource':'*'
          2012-10-17 | 'Action':'s3:*etObject','Resource':'*'
          2012-10-17 | 'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/${*}/${?}/${$}'
          2008-10-17 | 'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/${*}/${?}/${$}'
          2008-10-17 | 'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/${, 'x'}'
          2008-10-17 | 'Action':'s3:GetObject','Resource':'arn:aws:s3:::b/${'
          2012-10-17 | 'Action':'*','Resource':'*','Condition':{'NumericEquals':{'aws:MultiFactorAuthAge':'${x:y}'}}
          2012-10-17 | 'Action':'*','Resource':'*','Condition':{'StringEquals':{'.a:sub':'x','/a:sub':'x'}}
          """)
  void keepSilentOtherwise(String version, String statement) throws Exception {
    var plain = statement.replace("${, 'x'}", "${, x}");
    assertThat(warnings(version, plain)).extracting(Warning::message).isEmpty();
  }

  /// Of a service that has more, three forms are named.
  @ParameterizedTest
  @CsvSource({"iam:GetUser, 1", "ec2:RunInstances, 3"})
  void nameThreeFormsAtMostShortestFirst(String action, int named) throws Exception {
    var message =
        warnings("2012-10-17", "'Action':'" + action + "','Resource':'arn:aws:sqs:r:1:q'")
            .getFirst()
            .message();
    var forms = message.substring(message.indexOf(", but on ") + 9).replace(" and others.", "");
    var types = Catalogue.snapshot().action(action).orElseThrow().resourceTypes();
    assertThat(message.endsWith(" and others.")).isEqualTo(types.size() > 3);
    assertThat(forms.split(" or ", -1))
        .hasSize(named)
        .isSortedAccordingTo((a, b) ->
            a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length()));
  }
}
