package org.zhixing.study.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.*;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhixing.Samples;
import org.zhixing.identity.Role;
import org.zhixing.platform.database.TestDatabase;

/** Notes and reflections from draft to acceptance, and who may see what of them. STU-7 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class WritingTest {
    static final String TEXT = "今年春耕，我包的三组有十二户缺劳力，我带着两名年轻党员帮着耙田放水，忙了六天。"
            + "老支书说，群众不看你讲了什么，就看你干了什么，这句话我一直记在心里。"
            + "下一步我打算把沟渠清淤的事情分段包干，每段立一块牌子，谁负责、什么时候清完，都写在上面。";

    @Inject
    Samples samples;

    private Samples.House house;
    private String member;
    private String secretary;

    @BeforeEach
    void furnish() {
        house = samples.houseWithCampaign();
        member = house.people.getFirst();
        secretary = house.secretaries.getFirst();
    }

    @ParameterizedTest
    @CsvSource({"reflections, REFLECTION", "study-notes, NOTE"})
    void aDraftIsHandedInReturnedHandedInAgainAndAccepted(String collection, String kind) {
        samples.batch(house);
        String id = draft(member, collection, "第一稿", TEXT);
        as(member)
                .get("/{c}/{id}", collection, id)
                .then()
                .statusCode(200)
                .body("kind", is(kind))
                .body("state", is("DRAFT"))
                .body("phase", is("STUDY"))
                .body("writer", is(true))
                .body("allowedTransitions", contains("SUBMITTED", "WITHDRAWN"));
        move(member, collection, id, "SUBMITTED", null)
                .then()
                .statusCode(200)
                .body("allowedTransitions", contains("WITHDRAWN"));
        as(secretary)
                .queryParam("reviewable", true)
                .get("/" + collection)
                .then()
                .body("items.id", contains(id))
                .body("items[0].allowedTransitions", contains("RETURNED", "ACCEPTED"));
        move(secretary, collection, id, "RETURNED", " ")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/comment"));
        move(secretary, collection, id, "RETURNED", "谈谈打算")
                .then()
                .statusCode(200)
                .body("comment", is("谈谈打算"));

        edit(member, collection, id, Map.of("text", TEXT + "补充")).then().statusCode(200);
        // While it is being rewritten, others see what was handed in.
        as(secretary)
                .get("/{c}/{id}", collection, id)
                .then()
                .body("text", is(TEXT))
                .body("state", is("RETURNED"));
        move(member, collection, id, "SUBMITTED", null)
                .then()
                .statusCode(200)
                .body("comment", nullValue())
                .body("submissions", is(2));
        as(secretary).get("/{c}/{id}", collection, id).then().body("text", is(TEXT + "补充"));
        move(secretary, collection, id, "ACCEPTED", null).then().statusCode(200).body("decidedBy", is("书记1"));
        as(member)
                .get("/{c}/{id}/versions", collection, id)
                .then()
                .body("items.version", contains(2, 1))
                .body("items.text", contains(TEXT + "补充", TEXT));
        as(secretary)
                .queryParam("reviewable", true)
                .get("/" + collection)
                .then()
                .body("items", empty());
    }

    @Test
    void anAcceptedTextNeverChanges() {
        String id = accepted(member, TEXT);
        edit(member, "reflections", id, Map.of("text", "改"))
                .then()
                .statusCode(409)
                .body("type", endsWith("writing/not-open"));
        attach(member, id).then().statusCode(409);
        for (String to : List.of("DRAFT", "SUBMITTED", "WITHDRAWN")) {
            move(member, "reflections", id, to, null).then().statusCode(409).body("allowed", empty());
        }
        for (String to : List.of("RETURNED", "ACCEPTED")) {
            move(secretary, "reflections", id, to, "晚了").then().statusCode(409).body("allowed", empty());
        }
        as(member).get("/reflections/{id}", id).then().body("text", is(TEXT)).body("state", is("ACCEPTED"));
    }

    @Test
    void everyMoveThatTheDrawingDoesNotHaveIsRefused() {
        for (Writing.State from : Writing.State.values()) {
            for (Writing.State to : Writing.State.values()) {
                if (from.next().contains(to)) {
                    continue;
                }
                String id = in(from);
                String who = Writing.State.BY_REVIEWER.contains(to) ? secretary : member;
                boolean unseen = who.equals(secretary) && !Writing.State.HANDED_IN.contains(from);
                move(who, "reflections", id, to.name(), "意见")
                        .then()
                        .statusCode(unseen ? 404 : 409)
                        .body("type", endsWith(unseen ? "not-found" : "writing/move"));
            }
        }
    }

    @Test
    void aDraftIsItsAuthorsAlone() {
        String id = draft(member, "reflections", "谁也看不到", TEXT);
        String recorder = samples.person(house, house.branches.getFirst(), Role.RECORDER);
        String leader = samples.person(house, house.committee, Role.LEADER);
        String admin = samples.admin(house);
        for (String other : List.of(secretary, recorder, house.office, house.supervisor, leader, house.people.get(1))) {
            for (String below : List.of("", "/versions", "/similar", "/attachments")) {
                as(other).get("/reflections/{id}" + below, id).then().statusCode(404);
            }
            edit(other, "reflections", id, Map.of("title", "改")).then().statusCode(404);
            move(other, "reflections", id, "WITHDRAWN", null).then().statusCode(404);
            attach(other, id).then().statusCode(404);
            as(other)
                    .queryParam("total", true)
                    .get("/reflections")
                    .then()
                    .body("items", empty())
                    .body("total", is(0));
        }
        as(admin).get("/reflections/{id}", id).then().statusCode(403);
        as(member).queryParam("total", true).get("/reflections").then().body("total", is(1));
        // The record says that something was written, and none of its words.
        String record = as(admin).queryParam("limit", 200).get("/audit-events").asString();
        assertThat(record).contains(id).doesNotContain("谁也看不到").doesNotContain("十二户缺劳力");
    }

    @Test
    void whatWasTakenBackIsGoneForOthersAndNotLikeAnything() {
        String id = submitted(member, TEXT);
        as(secretary).get("/reflections/{id}", id).then().statusCode(200);
        move(member, "reflections", id, "WITHDRAWN", null).then().statusCode(200);
        as(secretary).get("/reflections/{id}", id).then().statusCode(404);
        String other = draft(house.people.get(1), "reflections", "同文", TEXT);
        as(house.people.get(1)).get("/reflections/{id}/similar", other).then().body("items", empty());
    }

    @Test
    void membersDoNotReadWhatOthersHandedIn() {
        String id = accepted(member, TEXT);
        String colleague = samples.secondAccount(
                house,
                house.branches.getFirst(),
                house.roster.get(house.branches.getFirst()).get(2),
                Role.MEMBER);
        as(colleague).get("/reflections/{id}", id).then().statusCode(404);
        as(colleague).get("/reflections").then().body("items", empty());
        as(house.secretaries.get(1)).get("/reflections/{id}", id).then().statusCode(404);
        for (String reader : List.of(secretary, house.office, house.supervisor)) {
            as(reader).get("/reflections/{id}", id).then().statusCode(200);
        }
    }

    @Test
    void nobodyAcceptsTheirOwn() {
        String id = submitted(secretary, TEXT);
        as(secretary).queryParam("reviewable", true).get("/reflections").then().body("items", empty());
        move(secretary, "reflections", id, "ACCEPTED", null)
                .then()
                .statusCode(403)
                .body("type", endsWith("writing/own-review"));
        String otherAccount = samples.secondAccount(
                house,
                house.branches.getFirst(),
                house.roster.get(house.branches.getFirst()).getFirst(),
                Role.SECRETARY);
        move(otherAccount, "reflections", id, "ACCEPTED", null).then().statusCode(403);
        move(house.supervisor, "reflections", id, "ACCEPTED", null)
                .then()
                .statusCode(403)
                .body("type", endsWith("writing/not-reviewer"));
        move(house.office, "reflections", id, "ACCEPTED", null).then().statusCode(200);
    }

    @Test
    void aRecorderKeysInWhatAMemberWroteOnPaper() {
        UUID old = house.roster.get(house.branches.getFirst()).get(2);
        String recorder = samples.person(house, house.branches.getFirst(), Role.RECORDER);
        begin(recorder, "study-notes", body("没说是谁的", TEXT))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/memberId"));
        Map<String, Object> body = body("手写笔记", "");
        body.put("memberId", old);
        String id = created(begin(recorder, "study-notes", body));
        as(recorder)
                .get("/study-notes/{id}", id)
                .then()
                .body("author.id", is(old.toString()))
                .body("enteredBy", is("RECORDER"));
        move(recorder, "study-notes", id, "SUBMITTED", null)
                .then()
                .statusCode(422)
                .body("type", endsWith("writing/empty"));
        as(recorder)
                .contentType("multipart/form-data")
                .multiPart("file", "第一页.pdf", "%PDF-1.7 手写".getBytes(StandardCharsets.UTF_8))
                .post("/study-notes/{id}/attachments", id)
                .then()
                .statusCode(201)
                .body("mediaType", is("application/pdf"));
        move(recorder, "study-notes", id, "SUBMITTED", null).then().statusCode(200);
        String file = as(secretary).get("/study-notes/{id}/attachments", id).path("items[0].id");
        assertThat(as(secretary)
                        .get("/study-notes/{id}/attachments/{f}/content", id, file)
                        .asString())
                .startsWith("%PDF");
        begin(member, "study-notes", body).then().statusCode(403).body("type", endsWith("writing/not-for-others"));
        body.put("memberId", house.roster.get(house.branches.get(1)).get(2));
        begin(recorder, "study-notes", body).then().statusCode(422);
    }

    @Test
    void nineAttachmentsAreEnoughAndATextFileIsNone() {
        String id = draft(member, "reflections", "照片", "");
        as(member)
                .contentType("multipart/form-data")
                .multiPart("file", "心得.txt", "文字".getBytes(StandardCharsets.UTF_8))
                .post("/reflections/{id}/attachments", id)
                .then()
                .statusCode(415);
        for (int n = 0; n < 9; n++) {
            attach(member, id).then().statusCode(201);
        }
        attach(member, id).then().statusCode(409).body("type", endsWith("writing/too-many-attachments"));
        as(member).get("/reflections/{id}", id).then().body("attachments", is(9));
    }

    /** The reviewer goes on seeing what was handed in, until it is handed in anew. */
    @Test
    void anAttachmentIsTakenAwayWhileTheTextIsOpenAndStaysWithWhatWasHandedIn() {
        String id = draft(member, "reflections", "照片", TEXT);
        String first = attach(member, id).path("id");
        String second = attach(member, id).path("id");
        detach(secretary, id, first).then().statusCode(404);
        detach(member, id, first).then().statusCode(204);
        detach(member, id, first).then().statusCode(404);
        as(member).get("/reflections/{id}", id).then().body("attachments", is(1));
        move(member, "reflections", id, "SUBMITTED", null).then().statusCode(200);
        detach(member, id, second).then().statusCode(409).body("type", endsWith("writing/not-open"));
        move(secretary, "reflections", id, "RETURNED", "照片不清楚").then().statusCode(200);
        detach(secretary, id, second).then().statusCode(403).body("type", endsWith("writing/not-own"));
        detach(member, id, second).then().statusCode(204);
        as(member).get("/reflections/{id}/attachments", id).then().body("items", empty());
        as(secretary).get("/reflections/{id}/attachments", id).then().body("items.id", contains(second));
        as(secretary)
                .get("/reflections/{id}/attachments/{f}/content", id, second)
                .then()
                .statusCode(200);
        move(member, "reflections", id, "SUBMITTED", null).then().statusCode(200);
        as(secretary).get("/reflections/{id}/attachments", id).then().body("items", empty());
        as(secretary)
                .get("/reflections/{id}/attachments/{f}/content", id, second)
                .then()
                .statusCode(404);
    }

    private static Response detach(String who, String id, String attachment) {
        return as(who).delete("/reflections/{id}/attachments/{a}", id, attachment);
    }

    @Test
    void aDraftChangedElsewhereIsNotOverwritten() {
        String id = draft(member, "reflections", "两处写", TEXT);
        String tag = Samples.etag(as(member).get("/reflections/{id}", id));
        patch(member, "reflections", id, tag, Map.of("text", "手机上写的")).then().statusCode(200);
        patch(member, "reflections", id, tag, Map.of("text", "电脑上写的")).then().statusCode(412);
        as(member).get("/reflections/{id}", id).then().body("text", is("手机上写的"));
    }

    @Test
    void untilItIsAcceptedAWritingFollowsItsMember() {
        String kept = accepted(member, TEXT);
        String open = submitted(member, TEXT + "再写一篇");
        String draft = draft(member, "reflections", "草稿", TEXT);
        UUID moved = house.roster.get(house.branches.getFirst()).get(1);
        String tag = Samples.etag(as(house.office).get("/members/{id}", moved));
        as(house.office)
                .header("If-Match", tag)
                .body(Map.of("toBranchId", house.branches.get(1), "on", "2026-03-20", "reason", "工作调动"))
                .post("/members/{id}/transfers", moved)
                .then()
                .statusCode(anyOf(is(200), is(201)));
        as(house.secretaries.get(1))
                .queryParam("reviewable", true)
                .get("/reflections")
                .then()
                .body("items.id", contains(open));
        as(secretary).get("/reflections/{id}", open).then().statusCode(404);
        as(secretary).get("/reflections/{id}", kept).then().statusCode(200);
        as(house.secretaries.get(1)).get("/reflections/{id}", draft).then().statusCode(404);
        move(house.secretaries.get(1), "reflections", open, "ACCEPTED", null)
                .then()
                .statusCode(200);
    }

    @Test
    void aSessionOfAnotherCampaignIsRefused() {
        samples.batch(house);
        String session = samples.session(house, 3);
        Map<String, Object> body = body("笔记", TEXT);
        body.put("sessionId", session);
        String id = created(begin(member, "study-notes", body));
        as(member).queryParam("session", session).get("/study-notes").then().body("items.id", contains(id));
        body.put("sessionId", UUID.randomUUID());
        begin(member, "study-notes", body).then().statusCode(422).body("errors[0].pointer", is("/sessionId"));
    }

    @Test
    void theReturnedIsDueForTheAuthorAndTheHandedInForTheSecretary() {
        String id = submitted(member, TEXT);
        as(secretary)
                .get("/me/due")
                .then()
                .body("items.find { it.kind == 'WRITING_TO_REVIEW' }.title", is("1"))
                .body("items.find { it.kind == 'WRITING_TO_REVIEW' }.target.resource", is("WRITING_QUEUE"));
        move(secretary, "reflections", id, "RETURNED", "补充").then().statusCode(200);
        as(secretary).get("/me/due").then().body("items.kind", not(hasItem("WRITING_TO_REVIEW")));
        as(member).get("/me/due").then().body("items.find { it.kind == 'REFLECTION_RETURNED' }.target.id", is(id));
        as(house.people.get(1)).get("/me/due").then().body("items.kind", not(hasItem("REFLECTION_RETURNED")));
    }

    private String in(Writing.State state) {
        return switch (state) {
            case DRAFT -> draft(member, "reflections", "草稿", TEXT);
            case SUBMITTED -> submitted(member, TEXT);
            case ACCEPTED -> accepted(member, TEXT);
            case RETURNED -> {
                String id = submitted(member, TEXT);
                move(secretary, "reflections", id, "RETURNED", "补充").then().statusCode(200);
                yield id;
            }
            case WITHDRAWN -> {
                String id = draft(member, "reflections", "草稿", TEXT);
                move(member, "reflections", id, "WITHDRAWN", null).then().statusCode(200);
                yield id;
            }
        };
    }

    private String submitted(String who, String text) {
        String id = draft(who, "reflections", "心得", text);
        move(who, "reflections", id, "SUBMITTED", null).then().statusCode(200);
        return id;
    }

    private String accepted(String who, String text) {
        String id = submitted(who, text);
        move(secretary, "reflections", id, "ACCEPTED", null).then().statusCode(200);
        return id;
    }

    private String draft(String who, String collection, String title, String text) {
        return created(begin(who, collection, body(title, text)));
    }

    private Map<String, Object> body(String title, String text) {
        return new HashMap<>(Map.of("campaignId", house.campaign, "title", title, "text", text));
    }

    static Response begin(String who, String collection, Map<String, Object> body) {
        return as(who).body(body).post("/" + collection);
    }

    static Response move(String who, String collection, String id, String to, String comment) {
        Map<String, Object> body = new HashMap<>(Map.of("to", to));
        body.put("comment", comment);
        return as(who).body(body).post("/{c}/{id}/transitions", collection, id);
    }

    private static Response edit(String who, String collection, String id, Map<String, Object> change) {
        return patch(who, collection, id, "*", change);
    }

    private static Response patch(String who, String collection, String id, String tag, Map<String, Object> change) {
        return as(who).contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body(change)
                .patch("/{c}/{id}", collection, id);
    }

    private static Response attach(String who, String id) {
        return as(who).contentType("multipart/form-data")
                .multiPart("file", "page.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8))
                .post("/reflections/{id}/attachments", id);
    }
}
