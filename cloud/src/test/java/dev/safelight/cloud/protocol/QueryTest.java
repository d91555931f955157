package dev.safelight.cloud.protocol;

import static dev.safelight.cloud.protocol.Requests.body;
import static dev.safelight.cloud.protocol.Requests.form;
import static dev.safelight.cloud.protocol.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.authorise.Refusal.Reason;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;
import software.amazon.awssdk.services.iam.model.IamRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.User;

class QueryTest {
  private static final String START = "Action=CreateRole&Version=2010-05-08";
  private final Query iam =
      new Query("2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/", IamRequest.class);

  private CreateRoleRequest create(String parameters) {
    return iam.read(CreateRoleRequest.builder(), iam.form(form(START + parameters)));
  }

  @Test
  void aFormBecomesAShape() {
    var create =
        create(
            "&RoleName=thumb+role&AssumeRolePolicyDocument=%7B%22a%22%3A1%7D%0A&MaxSessionDuration=7200"
                + "&Tags.member.1.Key=k&Tags.member.1.Value=%C3%BC&Tags.member.2.Key=l&Tags.member.2.Value=");
    assertThat(create.roleName()).isEqualTo("thumb role");
    assertThat(create.assumeRolePolicyDocument()).isEqualTo("{\"a\":1}\n");
    assertThat(create.maxSessionDuration()).isEqualTo(7200);
    assertThat(create.tags()).hasSize(2);
    assertThat(create.tags().getFirst().value()).isEqualTo("ü");
    assertThat(create.tags().getLast().value()).isEmpty();
  }

  @Test
  void anEmptyListIsItsBareName() {
    assertThat(create("&Tags=").tags()).isEmpty();
    assertThat(create("&Tags=").hasTags()).isTrue();
  }

  @Test
  void aLinkIsReadWithoutItsSignature() {
    var form =
        iam.form(get("/?Action=GetUser&Version=2010-05-08&X-Amz-Signature=00&X-Amz-Expires=60"));
    assertThat(form.action()).isEqualTo("GetUser");
    assertThat(form.parameters()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "&Colour=red Colour",
        "&RoleName.x=1 RoleName.x",
        "&Tags.member.1.Colour=red Tags.member.1.Colour",
        "&Tags.member.2.Key=k Tags.member",
        "&Tags.member.01.Key=k Tags.member",
        "&Tags.member.x.Key=k Tags.member",
        "&Tags.member.1=k Tags.member.1",
        "&Tags.item.1.Key=k Tags.item",
        "&Tags=x Tags",
        "&MaxSessionDuration=1h MaxSessionDuration",
        "&MaxSessionDuration=+3600 MaxSessionDuration",
        "&MaxSessionDuration=99999999999999999999 MaxSessionDuration",
        "&RoleName=a&RoleName=b RoleName",
        "&a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r=1 a.b.c"
      })
  void whatTheShapeDoesNotHaveIsNamed(String parameters, String named) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> create(parameters))
        .matches(fault -> fault.status() == 400 && fault.code().equals("ValidationError"))
        .matches(fault -> fault.text().startsWith(named), named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"&RoleName=%", "&RoleName=%4", "&RoleName=%zz", "&RoleName=%ff"})
  void aBrokenEscapeIsRefused(String parameters) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> create(parameters))
        .matches(fault -> fault.code().equals("ValidationError"));
  }

  @Test
  void aFloodOfParametersIsRefused() {
    var flood = new StringBuilder();
    for (int i = 0; i < 6000; i++) {
      flood.append("&Tags.member.").append(i).append(".Key=k");
    }
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> create(flood.toString()))
        .withMessageContaining("more than");
  }

  @Test
  void versionAndActionAreChecked() {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> iam.form(form("Action=GetUser&Version=2011-06-15")))
        .matches(fault -> fault.code().equals("InvalidAction"))
        .withMessageContaining("Could not find operation GetUser for version 2011-06-15");
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> iam.form(form("Version=2010-05-08")))
        .matches(fault -> fault.code().equals("MissingAction"));
    assertThat(iam.unknown("CreateGroup").status()).isEqualTo(501);
    assertThat(iam.unknown("CreateGroup").text()).contains("CreateGroup");
    assertThat(iam.unknown("MakeTea").code()).isEqualTo("InvalidAction");
    assertThat(iam.unknown("").code()).isEqualTo("InvalidAction");
  }

  @Test
  void anAnswerIsWrapped() {
    var reply =
        iam.render(
            get("/"),
            "CreateRole",
            Answer.of(
                CreateRoleResponse.builder()
                    .role(role ->
                        role.roleName("r")
                            .createDate(Instant.parse("2026-11-24T01:08:15Z"))
                            .tags(tag -> tag.key("k").value("<v>")))
                    .build()));
    assertThat(reply.headers().first("content-type")).contains("text/xml");
    assertThat(body(reply))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<CreateRoleResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">"
                + "<CreateRoleResult><Role><RoleName>r</RoleName>"
                + "<CreateDate>2026-11-24T01:08:15Z</CreateDate>"
                + "<Tags><member><Key>k</Key><Value>&lt;v&gt;</Value></member></Tags></Role>"
                + "</CreateRoleResult><ResponseMetadata><RequestId>4442587FB7D0A2F9</RequestId>"
                + "</ResponseMetadata></CreateRoleResponse>");
  }

  @Test
  void anAnswerWithoutMembersHasNoResult() {
    var reply = iam.render(get("/"), "DeleteUser", Answer.of(DeleteUserResponse.builder().build()));
    assertThat(body(reply)).doesNotContain("DeleteUserResult").contains("<ResponseMetadata>");
  }

  @Test
  void mapsAreEntries() {
    var reply =
        iam.render(
            get("/"),
            "GetAccountSummary",
            Answer.of(
                GetAccountSummaryResponse.builder()
                    .summaryMapWithStrings(Map.of("Users", 3))
                    .build()));
    assertThat(body(reply))
        .contains("<SummaryMap><entry><key>Users</key><value>3</value></entry></SummaryMap>");
  }

  @Test
  void anErrorIsSendersOrReceivers() {
    var reply = iam.render(get("/"), new Fault(404, "NoSuchEntity", "gone"));
    assertThat(body(reply))
        .endsWith(
            "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error>"
                + "<Type>Sender</Type><Code>NoSuchEntity</Code><Message>gone</Message></Error>"
                + "<RequestId>4442587FB7D0A2F9</RequestId></ErrorResponse>");
    assertThat(body(iam.render(get("/"), new Fault(500, "ServiceFailure", ""))))
        .contains("<Type>Receiver</Type>");
  }

  @ParameterizedTest
  @CsvSource({
    "MISSING,403,MissingAuthenticationToken",
    "MALFORMED,400,IncompleteSignature",
    "UNKNOWN_KEY,403,InvalidClientTokenId",
    "WRONG_SIGNATURE,403,SignatureDoesNotMatch",
    "UNSIGNED_HEADERS,403,SignatureDoesNotMatch",
    "SKEWED,403,SignatureDoesNotMatch",
    "WRONG_TOKEN,403,InvalidClientTokenId",
    "EXPIRED_TOKEN,403,ExpiredToken",
    "EXPIRED_LINK,403,SignatureDoesNotMatch",
    "WRONG_SCOPE,403,SignatureDoesNotMatch"
  })
  void refusalsHaveTheCommonCodes(Reason reason, int status, String code) {
    var fault = iam.unauthenticated(new Refusal(reason, ""));
    assertThat(fault.code()).isEqualTo(code);
    assertThat(fault.status()).isEqualTo(status);
    assertThat(fault.text()).isNotEmpty();
  }

  @Test
  void clocksThatDifferAreTold() {
    var late =
        new Refusal(
            Reason.SKEWED,
            "",
            0,
            "",
            Map.of("RequestTime", "20260101T000000Z", "ServerTime", "2026-01-01T00:20:00Z"));
    assertThat(iam.unauthenticated(late).text())
        .isEqualTo(
            "Signature expired: 20260101T000000Z is now earlier than 20260101T000500Z"
                + " (20260101T002000Z - 15 min.)");
    var early =
        new Refusal(
            Reason.SKEWED,
            "",
            0,
            "",
            Map.of("RequestTime", "20260101T004000Z", "ServerTime", "2026-01-01T00:20:00Z"));
    assertThat(iam.unauthenticated(early).text())
        .isEqualTo(
            "Signature not yet current: 20260101T004000Z is still later than 20260101T003500Z"
                + " (20260101T002000Z + 15 min.)");
  }

  @Test
  void anEmptyListIsAnswered() {
    var none =
        iam.render(
            get("/"),
            "ListUsers",
            Answer.of(ListUsersResponse.builder().users(new User[0]).build()));
    assertThat(body(none)).contains("<Users></Users>");
  }
}
