package org.zhixing.appraisal.opinion;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.etag;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Members and the public are asked, say what they think without a name, and read what became of it. APP-3. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OpinionTest {
    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    private Samples.House house;
    private String secretary;
    private String call;
    private String code;

    @BeforeEach
    void build() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
        Response made = open(Map.of());
        call = made.path("id");
        code = made.path("code");
    }

    private Response open(Map<String, Object> other) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "campaignId", house.campaign,
                "organizationId", house.branches.getFirst(),
                "title", "对支部的意见",
                "invitation", "请直说",
                "opensOn", "2026-01-01",
                "closesOn", "2099-12-31"));
        body.putAll(other);
        return as(secretary)
                .body(body)
                .post("/opinion-calls")
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    private static RequestSpecification visitor() {
        return given().basePath("/api/v1");
    }

    private static RequestSpecification form(String text) {
        return visitor().config(as0()).multiPart("text", text, "text/plain; charset=UTF-8");
    }

    private static io.restassured.config.RestAssuredConfig as0() {
        return io.restassured.config.RestAssuredConfig.config()
                .multiPartConfig(
                        io.restassured.config.MultiPartConfig.multiPartConfig().defaultCharset("UTF-8"));
    }

    private String send(String text) {
        return form(text)
                .post("/public/opinion-calls/" + code + "/opinions")
                .then()
                .statusCode(201)
                .extract()
                .path("receipt");
    }

    private String idOf(String text) {
        return as(secretary)
                .queryParam("call", call)
                .get("/opinions")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.text == '" + text + "' }.id");
    }

    @Test
    void anybodyWithTheCodeSendsWithoutASignInAndFindsTheAnswerByTheReceipt() {
        visitor()
                .get("/public/opinion-calls/"
                        + code.toLowerCase(java.util.Locale.ROOT).replace("-", ""))
                .then()
                .statusCode(200)
                .body("organization", is("第1支部"))
                .body("open", is(true))
                .body("size()", is(4));
        String receipt = send("办证跑了三趟");
        visitor()
                .get("/public/opinions/" + receipt)
                .then()
                .statusCode(200)
                .body("state", is("NEW"))
                .body("answer", nullValue())
                .body("text", nullValue());
        String id = idOf("办证跑了三趟");
        Response opinion = as(secretary).get("/opinions/" + id);
        as(secretary)
                .header("If-Match", etag(opinion))
                .body(Map.of("answer", "已印告知单"))
                .put("/opinions/" + id + "/answer")
                .then()
                .statusCode(200)
                .body("state", is("ANSWERED"));
        visitor().get("/public/opinions/" + receipt).then().body("answer", is("已印告知单"));
        visitor().get("/public/opinion-calls/" + code + "/answers").then().body("items", empty());
        visitor().get("/public/opinions/AAAA-AAAA-AAAA").then().statusCode(404);
    }

    @Test
    void aCallThatIsClosedOrHasNotBegunTakesNothing() {
        as(secretary)
                .body(Map.of("to", "CLOSED"))
                .post("/opinion-calls/" + call + "/transitions")
                .then()
                .statusCode(200);
        refused(form("晚了"), 409, "opinion/closed");
        visitor().get("/public/opinion-calls/" + code).then().body("open", is(false));
        as(secretary)
                .body(Map.of("to", "CLOSED"))
                .post("/opinion-calls/" + call + "/transitions")
                .then()
                .statusCode(409);
        code = open(Map.of("opensOn", "2098-01-01")).path("code");
        refused(form("早了"), 409, "opinion/not-yet-open");
        code = open(Map.of("closesOn", "2026-01-02")).path("code");
        refused(form("过期"), 409, "opinion/closed");
        code = "0000-0000";
        refused(form("没有"), 404, "not-found");
    }

    @Test
    void whatIsNotReadableOrTooLongIsRefusedClearly() {
        refused(form(" "), 400, "validation");
        refused(form("字".repeat(2001)), 400, "validation");
        refused(form("a\0b"), 422, "validation");
        refused(form("好").multiPart("contact", "1".repeat(101)), 400, "validation");
        refused(
                form("好").multiPart("photo1", "a.jpg", "<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                415,
                "file/kind");
        form("好")
                .multiPart("dimension", "NOTHING")
                .post("/public/opinion-calls/" + code + "/opinions")
                .then()
                .statusCode(400);
        send("𠮷".repeat(2000));
    }

    @Test
    void theSameSendTwiceIsOneOpinionAndTheSameReceipt() {
        String key = UUID.randomUUID().toString();
        String first = form("只说一次")
                .header("Idempotency-Key", key)
                .post("/public/opinion-calls/" + code + "/opinions")
                .then()
                .statusCode(201)
                .extract()
                .path("receipt");
        form("只说一次")
                .header("Idempotency-Key", key)
                .post("/public/opinion-calls/" + code + "/opinions")
                .then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .body("receipt", is(first));
        as(secretary).queryParam("call", call).get("/opinions").then().body("items", hasSize(1));
        form("另一句")
                .header("Idempotency-Key", key)
                .post("/public/opinion-calls/" + code + "/opinions")
                .then()
                .statusCode(422);
        // A key that could be guessed is taken for none: it answers nobody with another's receipt.
        for (int i = 0; i < 2; i++) {
            form("短钥匙")
                    .header("Idempotency-Key", "1")
                    .post("/public/opinion-calls/" + code + "/opinions")
                    .then()
                    .statusCode(201);
        }
        as(secretary).queryParam("call", call).get("/opinions").then().body("items", hasSize(3));
    }

    @Test
    void aPhotoIsKeptWithoutWhatItsCameraWrote() throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpg", jpeg);
        byte[] plain = jpeg.toByteArray();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        written.write(plain, 0, 2);
        written.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 14});
        written.writeBytes("Exif\0\0secret".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        written.write(plain, 2, plain.length - 2);
        form("看照片")
                .multiPart("photo1", "IMG_王大爷.jpg", written.toByteArray())
                .post("/public/opinion-calls/" + code + "/opinions")
                .then()
                .statusCode(201);
        Response opinion = as(secretary).get("/opinions/" + idOf("看照片"));
        String photo = opinion.path("photos[0]");
        byte[] kept = as(secretary)
                .get("/opinions/" + opinion.path("id") + "/photos/" + photo + "/content")
                .then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("Content-Disposition", "inline; filename=\"1.jpg\"")
                .extract()
                .asByteArray();
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
        assertThat(kept).hasSize(plain.length);
    }

    @Test
    void nothingThatIsStoredOrRecordedTellsWhoSent() {
        String member = house.people.getFirst();
        as(member)
                .body(Map.of("text", "不署名的话", "signed", false))
                .post("/opinion-calls/" + call + "/opinions")
                .then()
                .statusCode(201);
        // Somebody who has signed in and sends from the public page is nobody there too.
        as(member)
                .contentType("multipart/form-data")
                .multiPart("text", "带着登录的话")
                .header("User-Agent", "TellTale/1.0")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/public/opinion-calls/" + code + "/opinions")
                .then()
                .statusCode(201);
        List<?> events = QuarkusTransaction.requiringNew().call(() -> entities.createNativeQuery(
                        "select cast(to_jsonb(e) as text) from audit_event e where e.operation in ('sendOpinion', 'giveOpinion')",
                        Object.class)
                .getResultList());
        assertThat(events).hasSizeGreaterThanOrEqualTo(2);
        String recorded = events.toString();
        assertThat(recorded)
                .doesNotContain("127.0.0.1")
                .doesNotContain(member)
                .doesNotContain("党员1")
                .doesNotContain("不署名的话");
        assertThat(stored("127.0.0.1", "opinion", "opinion_photo", "opinion_grouping", "idempotency_record"))
                .isEmpty();
        assertThat(stored("TellTale", "opinion", "idempotency_record", "audit_event"))
                .isEmpty();
        as(secretary)
                .get("/opinions/" + idOf("不署名的话"))
                .then()
                .body("member", nullValue())
                .body("source", is("MEMBER"));
    }

    /** The rows of these tables that hold a text anywhere. */
    private List<?> stored(String text, String... tables) {
        return QuarkusTransaction.requiringNew().call(() -> java.util.Arrays.stream(tables)
                .flatMap(table -> entities
                        .createNativeQuery(
                                "select '" + table + "' from " + table
                                        + " t where cast(to_jsonb(t) as text) like :text",
                                String.class)
                        .setParameter("text", "%" + text + "%")
                        .getResultList()
                        .stream())
                .toList());
    }

    @Test
    void aMemberWhoSignsIsNamedAndOnlyThen() {
        as(house.people.getFirst())
                .body(Map.of("text", "署名的话", "signed", true))
                .post("/opinion-calls/" + call + "/opinions")
                .then()
                .statusCode(201);
        as(secretary).get("/opinions/" + idOf("署名的话")).then().body("member.name", is("李建国"));
        as(house.office)
                .body(Map.of("text", "没有党员", "signed", true))
                .post("/opinion-calls/" + call + "/opinions")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/signed"));
        as(house.people.getFirst()).get("/opinions").then().statusCode(403);
        as(house.people.getFirst())
                .get("/opinion-calls/" + call)
                .then()
                .statusCode(200)
                .body("opinions", nullValue())
                .body("mayHandle", is(false));
    }

    @Test
    void theContactIsShownOnlyForAReasonAndItsReadingIsRecorded() {
        form("请回电")
                .multiPart("contact", "19900001234")
                .post("/public/opinion-calls/" + code + "/opinions")
                .then()
                .statusCode(201);
        String id = idOf("请回电");
        as(secretary)
                .get("/opinions/" + id)
                .then()
                .body("contactGiven", is(true))
                .body("contact", nullValue());
        assertThat(stored("19900001234", "opinion", "audit_event", "idempotency_record"))
                .isEmpty();
        as(house.supervisor)
                .body(Map.of("reason", "想看一看"))
                .post("/opinions/" + id + "/disclosures")
                .then()
                .statusCode(403);
        as(secretary)
                .body(Map.of("reason", "核实路灯位置"))
                .post("/opinions/" + id + "/disclosures")
                .then()
                .statusCode(200)
                .body("contact", is("19900001234"));
        as(samples.person(house, house.committee, Role.AUDITOR))
                .queryParam("subject", id)
                .get("/audit-events")
                .then()
                .statusCode(200)
                .body("items.operation", hasItem("discloseOpinionContact"))
                .body("items.reason", hasItem("核实路灯位置"));
    }

    @Test
    void groupingAndMergingLoseNothingAndCanBeWalkedBack() {
        send("路灯坏了没人修");
        send("村口路灯不亮没人修");
        String receipt = send("路灯半年没人修");
        String one = idOf("路灯坏了没人修");
        String two = idOf("村口路灯不亮没人修");
        String three = idOf("路灯半年没人修");
        as(secretary)
                .get("/opinions/" + one + "/similar")
                .then()
                .statusCode(200)
                .body("items.opinion.id", containsInAnyOrder(two, three));
        String first = group("路灯", one, two);
        String second = group("照明", three);
        as(secretary).get("/opinions/" + two).then().body("state", is("GROUPED"));
        as(secretary)
                .header("If-Match", etag(as(secretary).get("/opinions/" + two)))
                .delete("/opinions/" + two + "/group")
                .then()
                .statusCode(200)
                .body("state", is("NEW"));
        as(secretary)
                .header("If-Match", etag(as(secretary).get("/opinions/" + two)))
                .body(Map.of("groupId", first))
                .put("/opinions/" + two + "/group")
                .then()
                .statusCode(200);
        as(secretary)
                .body(Map.of("intoId", first))
                .post("/opinion-groups/" + second + "/mergers")
                .then()
                .statusCode(200)
                .body("opinions", is(3))
                .body("mergedFrom.id", contains(second));
        as(secretary).get("/opinion-groups/" + second).then().body("mergedIntoId", is(first));
        as(secretary).queryParam("call", call).get("/opinion-groups").then().body("items.id", contains(first));
        as(secretary)
                .get("/opinions/" + three + "/groupings")
                .then()
                .body("items.step", contains("JOINED", "MERGED", "JOINED"));
        as(secretary)
                .get("/opinions/" + two + "/groupings")
                .then()
                .body("items.step", contains("JOINED", "LEFT", "JOINED"));
        as(secretary)
                .get("/opinions/" + three)
                .then()
                .body("text", is("路灯半年没人修"))
                .body("group.id", is(first));
        as(secretary)
                .header("If-Match", etag(as(secretary).get("/opinion-groups/" + second)))
                .body(Map.of("answer", "好"))
                .put("/opinion-groups/" + second + "/answer")
                .then()
                .statusCode(409);
        as(secretary)
                .header("If-Match", etag(as(secretary).get("/opinion-groups/" + first)))
                .body(Map.of("answer", "已修好"))
                .put("/opinion-groups/" + first + "/answer")
                .then()
                .statusCode(200);
        visitor()
                .get("/public/opinions/" + receipt)
                .then()
                .body("answer", is("已修好"))
                .body("state", is("ANSWERED"));
        visitor()
                .get("/public/opinion-calls/" + code + "/answers")
                .then()
                .statusCode(200)
                .body("items.title", contains("路灯"))
                .body("items[0].opinions", is(3))
                .body("items[0].size()", is(4));
        // What was published stays: the answered group goes into no other.
        String third = group("再开一组");
        as(secretary)
                .body(Map.of("intoId", third))
                .post("/opinion-groups/" + first + "/mergers")
                .then()
                .statusCode(409);
    }

    private String group(String title, String... opinions) {
        return as(secretary)
                .body(Map.of("callId", call, "title", title, "opinionIds", List.of(opinions)))
                .post("/opinion-groups")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void whatIsSetAsideNeedsAReasonThatItsSenderReads() {
        String receipt = send("与支部无关");
        String id = idOf("与支部无关");
        as(secretary)
                .body(Map.of("to", "SET_ASIDE"))
                .post("/opinions/" + id + "/transitions")
                .then()
                .statusCode(422);
        as(secretary)
                .body(Map.of("to", "SET_ASIDE", "reason", "请找供电所"))
                .post("/opinions/" + id + "/transitions")
                .then()
                .statusCode(200);
        visitor()
                .get("/public/opinions/" + receipt)
                .then()
                .body("state", is("SET_ASIDE"))
                .body("setAsideReason", is("请找供电所"));
        as(secretary)
                .header("If-Match", "*")
                .body(Map.of("answer", "好"))
                .put("/opinions/" + id + "/answer")
                .then()
                .statusCode(409);
        as(secretary)
                .body(Map.of("to", "NEW"))
                .post("/opinions/" + id + "/transitions")
                .then()
                .statusCode(200)
                .body("state", is("NEW"));
    }

    @Test
    void paperIsKeyedInWithTheDayItCame() {
        String recorder = samples.person(house, house.branches.getFirst(), Role.RECORDER);
        as(recorder)
                .body(Map.of("text", "意见箱里的话", "receivedOn", "2026-01-15", "contact", "三组"))
                .post("/opinion-calls/" + call + "/paper-opinions")
                .then()
                .statusCode(201);
        as(secretary)
                .get("/opinions/" + idOf("意见箱里的话"))
                .then()
                .body("source", is("PAPER"))
                .body("receivedOn", is("2026-01-15"))
                .body("keyedBy", is("RECORDER"))
                .body("contactGiven", is(true));
        as(recorder)
                .body(Map.of("text", "太早", "receivedOn", "2025-12-31"))
                .post("/opinion-calls/" + call + "/paper-opinions")
                .then()
                .statusCode(422);
        as(recorder)
                .body(Map.of("text", "a\0b"))
                .post("/opinion-calls/" + call + "/paper-opinions")
                .then()
                .statusCode(400);
    }

    @Test
    void listsAreFilteredByWhereItCameFromAndHowFarItIs() {
        form("查作风")
                .multiPart("dimension", "WORK_STYLE")
                .post("/public/opinion-calls/" + code + "/opinions")
                .then()
                .statusCode(201);
        send("未归类");
        group("作风", idOf("查作风"));
        listed("state", "NEW").body("items.text", contains("未归类"));
        listed("state", "GROUPED").body("items.text", contains("查作风"));
        listed("state", "ANSWERED").body("items", empty());
        listed("state", "SET_ASIDE").body("items", empty());
        listed("dimension", "WORK_STYLE").body("items.text", contains("查作风"));
        listed("source", "PAPER").body("items", empty());
        listed("q", "归类").body("items.text", contains("未归类"));
        as(secretary)
                .get("/opinion-calls/" + call)
                .then()
                .body("opinions", is(2))
                .body("unanswered", is(2))
                .body("address", endsWith("/o/" + code));
        as(secretary)
                .get("/me/due")
                .then()
                .body("items.find { it.kind == 'OPINIONS_TO_ANSWER' }.title", is("2"))
                .body("items.find { it.kind == 'OPINIONS_TO_ANSWER' }.target.id", is(call));
    }

    private io.restassured.response.ValidatableResponse listed(String name, String value) {
        return as(secretary)
                .queryParam("call", call)
                .queryParam(name, value)
                .get("/opinions")
                .then()
                .statusCode(200);
    }

    @Test
    void whatBelongsToAnotherOrganisationIsNotThere() {
        send("只给本支部");
        String id = idOf("只给本支部");
        String mine = group("本支部");
        String other = house.secretaries.getLast();
        for (String path : List.of(
                "/opinion-calls/" + call,
                "/opinions/" + id,
                "/opinion-groups/" + mine,
                "/opinions/" + id + "/similar")) {
            as(other).get(path).then().statusCode(404);
        }
        as(other).queryParam("call", call).get("/opinions").then().body("items", empty());
        as(other).get("/opinion-calls").then().body("items.id", not(hasItem(call)));
        String before = secretary;
        secretary = other;
        String second = open(Map.of("organizationId", house.branches.getLast())).path("id");
        as(other)
                .body(Map.of("callId", second, "title", "别人的", "opinionIds", List.of(id)))
                .post("/opinion-groups")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/opinionIds/0"));
        secretary = before;
        // The office reaches both and still does not mix two calls.
        as(house.office)
                .body(Map.of("callId", second, "title", "混在一起", "opinionIds", List.of(id)))
                .post("/opinion-groups")
                .then()
                .statusCode(422);
        as(house.office)
                .get("/opinions/" + id)
                .then()
                .statusCode(200)
                .body("group", nullValue())
                .body("call.id", notNullValue());
    }

    private void refused(RequestSpecification request, int status, String slug) {
        request.post("/public/opinion-calls/" + code + "/opinions")
                .then()
                .statusCode(status)
                .body("type", is("urn:zhixing:problem:" + slug));
    }
}
