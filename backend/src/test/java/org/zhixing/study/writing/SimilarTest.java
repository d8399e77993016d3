package org.zhixing.study.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.*;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.study.writing.WritingTest.TEXT;
import static org.zhixing.study.writing.WritingTest.begin;
import static org.zhixing.study.writing.WritingTest.move;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** Passages that stand elsewhere are shown to the author first and to the reviewer then; names only to whom they are open. STU-7 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class SimilarTest {
    @Inject
    Samples samples;

    @Inject
    DataSource database;

    @Inject
    SimilarWritings similar;

    private Samples.House house;
    private String first;
    private String second;

    @BeforeEach
    void furnish() {
        house = samples.houseWithCampaign();
        first = house.people.getFirst();
        second = house.people.get(1);
    }

    @Test
    void theAuthorSeesThePassageBeforeHandingInAndNotWhoseItIs() {
        String theirs = handedIn(first, TEXT);
        String mine = draft(second, "我的体会如下：" + TEXT.replace("，", "、") + "以上是我的打算。");
        var answer = as(second).get("/reflections/{id}/similar", mine);
        answer.then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].writing", nullValue())
                .body("items[0].sameBranch", is(false))
                .body("items[0].letters", greaterThan(90))
                .body("items[0].passages", hasSize(1))
                .body("items[0].passages[0].from", is(7))
                .body("items[0].passages[0].otherFrom", is(0))
                .body("items[0].passages[0].otherText", startsWith("今年春耕，我包的三组"));
        assertThat(answer.asString())
                .doesNotContain(theirs)
                .doesNotContain("李建国")
                .doesNotContain("党员1")
                .doesNotContain(house.branches.getFirst().toString());
    }

    @Test
    void theReviewerSeesANameInReachAndOtherwiseOnlyAnotherBranch() {
        String theirs = handedIn(first, TEXT);
        String mine = handedIn(second, TEXT + "以上。");
        as(house.secretaries.get(1))
                .get("/reflections/{id}/similar", mine)
                .then()
                .body("items", hasSize(1))
                .body("items[0].writing", nullValue())
                .body("items[0].sameBranch", is(false));
        as(house.office)
                .get("/reflections/{id}/similar", mine)
                .then()
                .body("items[0].writing.id", is(theirs))
                .body("items[0].writing.author.name", is("李建国"));
    }

    @Test
    void theOrderOfHandingInMakesNoDifference() {
        String one = handedIn(first, TEXT);
        String other = handedIn(second, TEXT);
        for (String id : List.of(one, other)) {
            as(house.office).get("/reflections/{id}/similar", id).then().body("items", hasSize(1));
        }
    }

    @Test
    void draftsAndOtherCampaignsAreNotSearched() {
        draft(first, TEXT);
        var elsewhere = samples.houseWithCampaign();
        String there = created(begin(
                elsewhere.people.getFirst(),
                "reflections",
                Map.of("campaignId", elsewhere.campaign, "title", "别处", "text", TEXT)));
        move(elsewhere.people.getFirst(), "reflections", there, "SUBMITTED", null)
                .then()
                .statusCode(200);
        String mine = draft(second, TEXT);
        as(second).get("/reflections/{id}/similar", mine).then().body("items", empty());
    }

    @Test
    void aNoteCopiedIntoAReflectionIsFound() {
        String note =
                created(begin(first, "study-notes", Map.of("campaignId", house.campaign, "title", "笔记", "text", TEXT)));
        move(first, "study-notes", note, "SUBMITTED", null).then().statusCode(200);
        String mine = draft(first, TEXT);
        as(first)
                .get("/reflections/{id}/similar", mine)
                .then()
                .body("items[0].writing.id", is(note))
                .body("items[0].writing.kind", is("NOTE"))
                .body("items[0].sameBranch", is(true));
    }

    @Test
    void quotingASetTextIsNoCopying() throws SQLException {
        handedIn(first, TEXT);
        String mine = draft(second, TEXT);
        assertThat(search(mine, Shingles.Quotable.NOTHING)).hasSize(1);
        assertThat(search(mine, Shingles.Quotable.of(List.of("通知：" + TEXT)))).isEmpty();
    }

    private List<NearDuplicates.Found> search(String mine, Shingles.Quotable quotable) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return NearDuplicates.search(
                    connection, UUID.fromString(house.campaign), UUID.fromString(mine), TEXT, quotable, 0.5);
        }
    }

    /** As after an upgrade that changes what a sketch is: what was handed in before is found again. */
    @Test
    void aTextWithoutASketchGetsOneInTheBackground() throws SQLException {
        String theirs = handedIn(first, TEXT);
        try (Connection connection = database.getConnection()) {
            NearDuplicates.forget(connection, UUID.fromString(theirs));
        }
        String mine = draft(second, TEXT);
        as(second).get("/reflections/{id}/similar", mine).then().body("items", empty());
        UUID last = null;
        do {
            UUID after = last;
            last = QuarkusTransaction.requiringNew().call(() -> similar.catchUp(after));
        } while (last != null);
        as(second).get("/reflections/{id}/similar", mine).then().body("items", hasSize(1));
    }

    /** Its marks are those of the text handed in last, and no more. */
    @Test
    void whatWasHandedInAnewLeavesNoMarksOfItsFirstText() throws SQLException {
        String theirs = handedIn(first, TEXT);
        move(house.secretaries.getFirst(), "reflections", theirs, "RETURNED", "请重写")
                .then()
                .statusCode(200);
        edit(first, theirs, "另写一篇，不再是原来那些话了，讲的是修路架桥和给五保户送柴火的事情，一件一件都记在账上。");
        move(first, "reflections", theirs, "SUBMITTED", null).then().statusCode(200);
        String mine = draft(second, TEXT);
        as(second).get("/reflections/{id}/similar", mine).then().body("items", empty());
        try (Connection connection = database.getConnection();
                var count = connection.prepareStatement("""
                        select (select count(*) from writing_mark m where m.sketch = s.number) = cardinality(s.marks)
                               and not exists (select 1 from writing_mark m
                                               left join writing_sketch k on k.number = m.sketch where k.number is null)
                        from writing_sketch s where s.writing_id = ?""")) {
            count.setObject(1, UUID.fromString(theirs));
            try (var rows = count.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getBoolean(1)).isTrue();
            }
        }
    }

    private static void edit(String who, String id, String text) {
        String tag = Samples.etag(as(who).get("/reflections/{id}", id));
        as(who).header("If-Match", tag)
                .contentType("application/merge-patch+json")
                .body(Map.of("text", text))
                .patch("/reflections/{id}", id)
                .then()
                .statusCode(200);
    }

    @Test
    void atMostFiveAreShownThoseWithMostInCommonFirst() {
        for (int n = 0; n < 7; n++) {
            handedIn(first, TEXT.substring(0, TEXT.length() - n * 3));
        }
        String mine = draft(second, TEXT);
        List<Integer> letters =
                as(second).get("/reflections/{id}/similar", mine).path("items.letters");
        assertThat(letters).hasSize(5).isSortedAccordingTo((a, b) -> b - a);
    }

    private String handedIn(String who, String text) {
        String id = draft(who, text);
        move(who, "reflections", id, "SUBMITTED", null).then().statusCode(200);
        return id;
    }

    private String draft(String who, String text) {
        return created(begin(who, "reflections", Map.of("campaignId", house.campaign, "title", "心得", "text", text)));
    }
}
