package org.zhixing.reminder;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.zhixing.Samples.as;

import io.quarkus.mailer.Mail;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhixing.Samples;

/** Somebody with an address of their own, and the postman who comes there. */
final class Reader {
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}");

    final String address = "reader-" + UUID.randomUUID() + "@example.com";
    private final RequestSpecification caller;
    private final TestPostman postman;

    Reader(String username, TestPostman postman) {
        this.caller = as(username);
        this.postman = postman;
    }

    /** A reader whose address is verified. */
    static Reader verified(String username, TestPostman postman) {
        Reader reader = new Reader(username, postman);
        reader.verify(reader.address);
        return reader;
    }

    void verify(String other) {
        ask("/email-verifications", Map.of("email", other)).then().statusCode(200);
        confirm(code(other)).then().statusCode(200).body("waitingEmail", equalTo(null));
    }

    Response ask(String path, Map<String, String> body) {
        return request().body(body).post("/me/reminder-settings" + path);
    }

    Response confirm(String code) {
        return ask("/email-confirmations", Map.of("code", code));
    }

    /** The code in the latest message to an address. */
    String code(String to) {
        Matcher found = CODE.matcher(postman.to(to).getLast().getText());
        if (!found.find()) {
            throw new AssertionError("No code came");
        }
        return found.group();
    }

    void choose(String frequency, String from, String until) {
        Response now = settings();
        request()
                .header("If-Match", Samples.etag(now))
                .body(Map.of("frequency", frequency, "quietFrom", from, "quietUntil", until))
                .put("/me/reminder-settings")
                .then()
                .statusCode(200)
                .body("frequency", equalTo(frequency));
    }

    Response settings() {
        return request().get("/me/reminder-settings");
    }

    RequestSpecification request() {
        return given().spec(caller);
    }

    UUID account() {
        return UUID.fromString(request().get("/me").path("accountId"));
    }

    /** The digests that came, the earliest first: all but codes. */
    List<Mail> digests() {
        return postman.to(address).stream()
                .filter(mail -> mail.getHeaders().containsKey("List-Unsubscribe"))
                .toList();
    }
}
