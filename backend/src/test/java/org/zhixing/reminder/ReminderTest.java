package org.zhixing.reminder;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.mailer.Mail;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;
import org.zhixing.platform.time.Times;

/** One's own reminders: what was looked at, the address, and the link that ends it all. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReminderTest {
    @Inject
    Samples samples;

    @Inject
    DigestRun run;

    @Inject
    Scheduler scheduler;

    private TestPostman postman;
    private Samples.House house;

    @BeforeEach
    void build() {
        scheduler.pause();
        postman = TestPostman.install();
        house = samples.houseWithCampaign();
        samples.session(house, 5);
    }

    @AfterEach
    void resume() {
        scheduler.resume();
    }

    @Test
    void whatIsLookedAtStaysDueAndWhatComesAfterIsNew() {
        Reader secretary = new Reader(house.secretaries.getFirst(), postman);
        secretary.request().get("/me/due").then().body("items", hasSize(1)).body("items.seen", everyItem(is(false)));
        secretary.request().post("/me/due/seen").then().statusCode(204);
        secretary.request().get("/me/due").then().body("items", hasSize(1)).body("items.seen", everyItem(is(true)));
        samples.session(house, 6);
        secretary
                .request()
                .get("/me/due")
                .then()
                .body("items", hasSize(2))
                .body("items.find { it.title == '学习6' }.seen", equalTo(false));
        new Reader(house.secretaries.get(1), postman)
                .request()
                .post("/me/due/seen")
                .then()
                .statusCode(204);
        secretary.request().get("/me/due").then().body("items.findAll { !it.seen }", hasSize(1));
    }

    @Test
    void theDefaultsAreDailyWithoutAnAddress() {
        new Reader(house.people.getFirst(), postman)
                .settings()
                .then()
                .statusCode(200)
                .body("offered", equalTo(true))
                .body("email", equalTo(null))
                .body("frequency", equalTo("DAILY"))
                .body("quietFrom", equalTo("21:00"))
                .body("quietUntil", equalTo("07:30"));
    }

    @Test
    void aChoiceIsMadeAgainstWhatWasRead() {
        Reader reader = new Reader(house.people.getFirst(), postman);
        Map<String, String> choice = Map.of("frequency", "WEEKLY", "quietFrom", "20:00", "quietUntil", "08:00");
        reader.request().body(choice).put("/me/reminder-settings").then().statusCode(428);
        String read = Samples.etag(reader.settings());
        reader.choose("WEEKLY", "20:00", "08:00");
        reader.request()
                .header("If-Match", read)
                .body(choice)
                .put("/me/reminder-settings")
                .then()
                .statusCode(412);
        reader.request()
                .header("If-Match", "*")
                .body(Map.of("frequency", "DAILY", "quietFrom", "24:00", "quietUntil", "08:00"))
                .put("/me/reminder-settings")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/quietFrom"));
    }

    @Test
    void onlyTheCodeThatWentToAnAddressVerifiesIt() {
        Reader reader = new Reader(house.people.getFirst(), postman);
        reader.confirm("K7QM-4TXD").then().statusCode(422);
        reader.ask("/email-verifications", Map.of("email", reader.address))
                .then()
                .statusCode(200)
                .body("email", equalTo(null))
                .body("waitingEmail", equalTo("r****@example.com"));
        String first = reader.code(reader.address);
        reader.ask("/email-verifications", Map.of("email", reader.address))
                .then()
                .statusCode(200);
        assertThat(reader.confirm(first).then().statusCode(422).extract().<String>path("errors[0].code"))
                .isEqualTo("reminder/code-wrong");
        Reader other = new Reader(house.people.get(1), postman);
        other.confirm(reader.code(reader.address)).then().statusCode(422);
        reader.confirm(reader.code(reader.address)
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace("-", " "))
                .then()
                .statusCode(200)
                .body("email", equalTo("r****@example.com"))
                .body("waitingEmail", equalTo(null));
        reader.confirm(reader.code(reader.address)).then().statusCode(422);
        reader.request()
                .delete("/me/reminder-settings/email")
                .then()
                .statusCode(200)
                .body("email", equalTo(null));
    }

    @Test
    void aCodeIsGoodForHalfAnHour() {
        Reader reader = new Reader(house.people.getFirst(), postman);
        reader.ask("/email-verifications", Map.of("email", reader.address))
                .then()
                .statusCode(200);
        QuarkusMock.installMockForType(Clock.offset(Clock.system(Times.ZONE), Duration.ofMinutes(31)), Clock.class);
        reader.confirm(reader.code(reader.address)).then().statusCode(422);
    }

    @Test
    void codesCannotBeTriedOutNorSentWithoutEnd() {
        Reader reader = new Reader(house.people.getFirst(), postman);
        // Not across the end of an hour, in which counting begins anew.
        QuarkusMock.installMockForType(Clock.fixed(Clock.systemUTC().instant(), Times.ZONE), Clock.class);
        for (int n = 0; n < 10; n++) {
            reader.confirm("0000-000" + n).then().statusCode(422);
        }
        reader.confirm("0000-0000").then().statusCode(429);
        for (int n = 0; n < 5; n++) {
            reader.ask("/email-verifications", Map.of("email", reader.address))
                    .then()
                    .statusCode(200);
        }
        reader.ask("/email-verifications", Map.of("email", reader.address))
                .then()
                .statusCode(429);
        assertThat(postman.to(reader.address)).hasSize(5);
    }

    @Test
    void anotherLineForTheHeaderIsRefused() {
        Reader reader = new Reader(house.people.getFirst(), postman);
        reader.ask("/email-verifications", Map.of("email", "a@example.com\r\nBcc: b@example.com"))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/email"));
    }

    @Test
    void aMessageThatCannotBeSentIsSaidAndLeavesNothingWaiting() {
        Reader reader = new Reader(house.people.getFirst(), postman);
        postman.behave(mail -> Postman.Outcome.REFUSED);
        reader.ask("/email-verifications", Map.of("email", reader.address))
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:zhixing:problem:reminder/mail-not-sent"));
        reader.settings().then().body("waitingEmail", equalTo(null));
    }

    @Test
    void theLinkInADigestTurnsItOffByPostAndLookingAtItDoesNothing() {
        Reader secretary = Reader.verified(house.secretaries.getFirst(), postman);
        secretary.choose("DAILY", "00:00", "00:00");
        run.run();
        Mail mail = secretary.digests().getFirst();
        assertThat(mail.getHeaders().get("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        String link = mail.getHeaders().get("List-Unsubscribe").getFirst();
        String token = link.substring(link.lastIndexOf('/') + 1, link.length() - 1);
        assertThat(mail.getText()).contains("/unsubscribe#" + token);

        visit(token).then().statusCode(303).header("Location", org.hamcrest.Matchers.endsWith("/unsubscribe#" + token));
        given().basePath("/api/v1").redirects().follow(false).head("/reminder-unsubscriptions/{token}", token);
        secretary.settings().then().body("frequency", equalTo("DAILY"));

        String other = token.substring(0, 30) + (token.charAt(30) == 'A' ? 'B' : 'A') + token.substring(31);
        oneClick(other)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:zhixing:problem:reminder/unsubscribe-link-void"));
        oneClick("kq").then().statusCode(404);
        oneClick("@@").then().statusCode(404);
        oneClick(token).then().statusCode(204);
        secretary.settings().then().body("frequency", equalTo("OFF")).body("email", equalTo("r****@example.com"));
        oneClick(token).then().statusCode(204);
        given().basePath("/api/v1")
                .cookie("zhixing_session", token)
                .get("/me")
                .then()
                .statusCode(401);
        secretary
                .request()
                .get("/me/record-events")
                .then()
                .statusCode(200)
                .body("items[0].operation", equalTo("unsubscribe"));
    }

    @Test
    void aLinkInAnOldMailboxIsVoidOnceTheAddressIsAnother() {
        Reader secretary = Reader.verified(house.secretaries.getFirst(), postman);
        secretary.choose("DAILY", "00:00", "00:00");
        run.run();
        String link = secretary
                .digests()
                .getFirst()
                .getHeaders()
                .get("List-Unsubscribe")
                .getFirst();
        String token = link.substring(link.lastIndexOf('/') + 1, link.length() - 1);
        QuarkusMock.installMockForType(Clock.offset(Clock.system(Times.ZONE), Duration.ofSeconds(2)), Clock.class);
        secretary.verify("new-" + secretary.address);
        oneClick(token).then().statusCode(404);
        secretary.settings().then().body("frequency", equalTo("DAILY"));
    }

    private static Response visit(String token) {
        return given().basePath("/api/v1").redirects().follow(false).get("/reminder-unsubscriptions/{token}", token);
    }

    /** As mail programs do it: RFC 8058. */
    private static Response oneClick(String token) {
        return given().basePath("/api/v1")
                .contentType("application/x-www-form-urlencoded")
                .formParam("List-Unsubscribe", "One-Click")
                .post("/reminder-unsubscriptions/{token}", token);
    }
}
