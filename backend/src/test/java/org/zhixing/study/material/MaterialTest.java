package org.zhixing.study.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.Samples.etag;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.organization.Organizations;
import org.zhixing.platform.database.TestDatabase;

/** Materials are published once, where they belong, and reach everyone below. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MaterialTest {
    @Inject
    Samples samples;

    @Inject
    Organizations organizations;

    @Inject
    SetTexts setTexts;

    private Samples.House house;
    private String secretary;
    private UUID branch;

    @BeforeEach
    void build() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
        branch = house.branches.getFirst();
    }

    @Test
    void membersSeeWhatHigherOrganisationsPublishAndNothingOfASiblingBranch() {
        String above = Uploading.text(house.office, house, house.committee, "工委的材料", "正文");
        String own = Uploading.text(secretary, house, branch, "支部的材料", "正文");
        as(house.people.getFirst()).get("/materials").then().body("items.id", contains(own, above));
        as(house.people.get(1)).get("/materials").then().body("items.id", contains(above));
        as(house.people.get(1)).get("/materials/{id}", own).then().statusCode(404);
        as(house.people.get(1)).get("/materials/{id}/content", own).then().statusCode(404);
        as(house.secretaries.get(1)).get("/materials/{id}", above).then().body("editable", equalTo(false));
        as(house.secretaries.get(1))
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(Map.of("title", "改"))
                .patch("/materials/{id}", above)
                .then()
                .statusCode(404);
        as(house.office).get("/materials/{id}", own).then().body("editable", equalTo(true));
    }

    @Test
    void eachKindNeedsItsOwnAndNothingElse() {
        publish(Map.of("kind", "TEXT")).then().statusCode(422).body("errors[0].pointer", equalTo("/text"));
        publish(Map.of("kind", "LINK")).then().statusCode(422).body("errors[0].pointer", equalTo("/url"));
        publish(Map.of("kind", "FILE")).then().statusCode(422).body("errors[0].pointer", equalTo("/uploadId"));
        publish(Map.of("kind", "TEXT", "text", "正文", "url", "https://example.org"))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/url"));
        for (String bad : List.of(
                "javascript:alert(1)", "ftp://example.org/a", "//example.org", "https://u:p@example.org", "一个网址")) {
            publish(Map.of("kind", "LINK", "url", bad)).then().statusCode(422);
        }
        publish(Map.of("kind", "LINK", "url", "https://example.org/读本")).then().statusCode(201);
    }

    @Test
    void aWithdrawnMaterialLeavesTheListsAndIsHandedOutNoMore() {
        String id = created(Uploading.file(secretary, house, "读本", "a.txt", "正文".getBytes(StandardCharsets.UTF_8)));
        move(id, Map.of("to", "WITHDRAWN")).then().statusCode(422);
        move(id, Map.of("to", "WITHDRAWN", "reason", "已有新版")).then().body("withdrawReason", equalTo("已有新版"));
        as(secretary).get("/materials").then().body("items", empty());
        as(secretary).get("/materials?state=WITHDRAWN").then().body("items.id", contains(id));
        as(secretary).get("/materials/{id}/content", id).then().statusCode(409).body("detail", containsString("已有新版"));
        move(id, Map.of("to", "WITHDRAWN", "reason", "再撤"))
                .then()
                .statusCode(409)
                .body("allowed", contains("PUBLISHED"));
        move(id, Map.of("to", "PUBLISHED")).then().statusCode(200);
        as(secretary).get("/materials/{id}/content", id).then().statusCode(200);
    }

    @Test
    void theReadingListIsForTheReadersCategory() {
        UUID cadre = house.roster.get(branch).get(1);
        as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("category", "CADRE"))
                .patch("/members/{id}", cadre)
                .then()
                .statusCode(200);
        String all = Uploading.text(house.office, house, house.committee, "人人读", "正文");
        String cadres = Uploading.text(secretary, house, branch, "干部读", "正文");
        String leaders = Uploading.text(secretary, house, branch, "领导读", "正文");
        assign(house.office, all, place("STUDY", List.of(), false, 1)).then().statusCode(200);
        assign(secretary, cadres, place("STUDY", List.of("CADRE", "LEADING_CADRE"), true, 9))
                .then()
                .statusCode(200);
        assign(
                        secretary,
                        leaders,
                        place("STUDY", List.of("LEADING_CADRE"), true, 1),
                        place("APPRAISAL", List.of(), true, 1))
                .then()
                .statusCode(200);
        as(house.people.getFirst())
                .get("/reading-list?phase=STUDY")
                .then()
                .body("items.material.id", contains(cadres, all))
                .body("items.required", contains(true, false));
        as(house.people.getFirst())
                .get("/reading-list?phase=STUDY&category=ORDINARY")
                .then()
                .body("items.material.id", contains(all));
        as(house.people.get(1)).get("/reading-list").then().body("items.material.id", contains(all));
        as(secretary)
                .get("/reading-list?category=LEADING_CADRE")
                .then()
                .body("items.material.title", contains("领导读", "干部读", "人人读", "领导读"));
        String first = as(secretary)
                .get("/reading-list?category=LEADING_CADRE&limit=2")
                .then()
                .extract()
                .path("next");
        as(secretary)
                .queryParam("cursor", first)
                .get("/reading-list?category=LEADING_CADRE&limit=2")
                .then()
                .body("items.material.title", contains("人人读", "领导读"));
        as(secretary).get("/materials?phase=APPRAISAL&category=CADRE").then().body("items.id", contains(leaders));
    }

    @Test
    void nobodyIsToldTwiceToReadOneThingInOnePhase() {
        String id = Uploading.text(secretary, house, branch, "材料", "正文");
        assign(secretary, id, place("STUDY", List.of(), true, 1), place("STUDY", List.of("CADRE"), false, 2))
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("material/assigned-twice"));
        String before = etag(as(secretary).get("/materials/{id}", id));
        assign(secretary, id, place("STUDY", List.of("ORDINARY"), true, 1), place("STUDY", List.of("CADRE"), false, 2))
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(before)))
                .body("assignments", hasSize(2));
        assign(secretary, id).then().body("assignments", empty());
    }

    @Test
    void aSessionStudiesWhatItIsGivenInThatOrder() {
        String session = samples.session(house, 3);
        String above = Uploading.text(house.office, house, house.committee, "工委的材料", "正文");
        String own = Uploading.text(secretary, house, branch, "支部的材料", "正文");
        String empty = etag(as(secretary).get("/study-sessions/{id}/materials", session));
        study(session, empty, own, above).then().statusCode(200).body("items.id", contains(own, above));
        study(session, empty, own).then().statusCode(412);
        as(house.people.getFirst())
                .get("/study-sessions/{id}/materials", session)
                .then()
                .body("items.id", contains(own, above));
        study(session, "*", above, above).then().statusCode(422);
        String sibling = Uploading.text(house.secretaries.get(1), house, house.branches.get(1), "别的支部的材料", "正文");
        study(session, "*", sibling).then().statusCode(422).body("errors[0].pointer", equalTo("/materialIds/0"));
        study(session, "*", above).then().body("items.id", contains(above));
    }

    @Test
    void aVideoCanBeSoughtAndAPdfReadInParts() {
        byte[] pdf = ("%PDF-1.7\n" + "x".repeat(600_000)).getBytes(StandardCharsets.UTF_8);
        String id = created(Uploading.file(secretary, house, "读本", "读本 一.pdf", pdf));
        Response whole = as(secretary).get("/materials/{id}/content", id);
        whole.then()
                .statusCode(200)
                .header("Content-Length", "600009")
                .header("Accept-Ranges", "bytes")
                .header("Content-Type", "application/pdf")
                .header("Content-Disposition", startsWith("inline; filename*=UTF-8''%E8%AF%BB"))
                .header("X-Content-Type-Options", "nosniff");
        assertThat(whole.headers().getValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("frame-ancestors 'self'", "default-src 'none'");
        String tag = etag(whole);
        Response part = as(secretary).header("Range", "bytes=262140-262150").get("/materials/{id}/content", id);
        part.then()
                .statusCode(206)
                .header("Content-Range", "bytes 262140-262150/600009")
                .header("Content-Length", "11");
        assertThat(part.asByteArray()).isEqualTo("x".repeat(11).getBytes(StandardCharsets.UTF_8));
        assertThat(as(secretary)
                        .header("Range", "bytes=-600009")
                        .get("/materials/{id}/content", id)
                        .asByteArray())
                .isEqualTo(pdf);
        as(secretary)
                .header("Range", "bytes=0-3")
                .header("If-Range", tag)
                .get("/materials/{id}/content", id)
                .then()
                .statusCode(206);
        as(secretary)
                .header("Range", "bytes=0-3")
                .header("If-Range", "\"other\"")
                .get("/materials/{id}/content", id)
                .then()
                .statusCode(200);
        as(secretary)
                .header("Range", "bytes=600009-")
                .get("/materials/{id}/content", id)
                .then()
                .statusCode(416)
                .header("Content-Range", "bytes */600009");
        as(secretary)
                .header("If-None-Match", tag)
                .get("/materials/{id}/content", id)
                .then()
                .statusCode(304);
    }

    @Test
    void whatCouldRunIsSavedNotShownAndTextsKeepTheirCharset() {
        String text = created(Uploading.file(
                secretary,
                house,
                "通知",
                "通知.txt",
                "学习通知：各支部周五下午集中学习".getBytes(java.nio.charset.Charset.forName("GB18030"))));
        as(secretary)
                .get("/materials/{id}/content", text)
                .then()
                .header("Content-Type", equalTo("text/plain; charset=gb18030"))
                .header("Content-Security-Policy", startsWith("sandbox"));
        byte[] docx = Documents.docx("会议通知");
        String document = created(Uploading.file(secretary, house, "文件", "通知.docx", docx));
        as(secretary)
                .get("/materials/{id}/content", document)
                .then()
                .header("Content-Disposition", startsWith("attachment"));
    }

    @Test
    void theSetTextsOfABranchAreItsOwnAndThoseAbove() {
        Map<String, Object> set = new HashMap<>(Map.of("kind", "TEXT", "text", "规定篇目的正文", "setText", true));
        String above = created(Uploading.publish(house.office, house, house.committee, "上级篇目", set));
        created(Uploading.publish(secretary, house, branch, "本支部篇目", set));
        created(Uploading.publish(house.secretaries.get(1), house, house.branches.get(1), "别的支部篇目", set));
        Uploading.text(secretary, house, branch, "不是篇目", "正文");
        String path = QuarkusTransaction.requiringNew()
                .call(() -> organizations.findById(branch).path());
        assertThat(setTexts.of(UUID.fromString(house.campaign), path))
                .extracting(SetTexts.SetText::title)
                .containsExactly("本支部篇目", "上级篇目");
        move(house.office, above, Map.of("to", "WITHDRAWN", "reason", "更正"));
        assertThat(setTexts.of(UUID.fromString(house.campaign), path)).hasSize(1);
    }

    private Response publish(Map<String, ?> what) {
        return Uploading.publish(secretary, house, branch, "材料", what);
    }

    private Response move(String id, Map<String, ?> body) {
        return move(secretary, id, body);
    }

    private static Response move(String who, String id, Map<String, ?> body) {
        return as(who).body(body).post("/materials/{id}/transitions", id);
    }

    private static Response study(String session, String tag, String who, List<String> ids) {
        return as(who).header("If-Match", tag)
                .body(Map.of("materialIds", ids))
                .put("/study-sessions/{id}/materials", session);
    }

    private Response study(String session, String tag, String... ids) {
        return study(session, tag, secretary, List.of(ids));
    }

    private static Map<String, Object> place(String phase, List<String> categories, boolean required, int position) {
        return Map.of("phase", phase, "categories", Set.copyOf(categories), "required", required, "position", position);
    }

    @SafeVarargs
    private static Response assign(String who, String id, Map<String, Object>... places) {
        return as(who).header("If-Match", "*")
                .body(Map.of("assignments", List.of(places)))
                .put("/materials/{id}/assignments", id);
    }
}
