package org.zhixing.appraisal;

import static org.hamcrest.Matchers.*;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.Ids;
import org.zhixing.platform.database.TestDatabase;

/** The yardstick: from requirements and checks, fitted and never overwritten. APP-1. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CriteriaTest {
    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    private Samples.House house;
    private String secretary;
    private UUID branch;

    @BeforeEach
    void furnish() {
        house = samples.houseWithCampaign(Samples.TEMPLATE.replace(
                "- {code: ROLE_MODEL, name: 查模范作用}",
                "- {code: ROLE_MODEL, name: 查模范作用, question: 模范作用怎么样}\n  - {code: INTEGRITY, name: 查廉洁自律}"));
        secretary = house.secretaries.getFirst();
        branch = house.branches.getFirst();
    }

    @Test
    void eachAdoptedRequirementAndEachCheckBecomesACriterion() {
        adopted(house.committee, "上级的要求");
        adopted(branch, "自己的要求");
        adopted(house.branches.getLast(), "别人的要求");
        generate(false)
                .then()
                .statusCode(200)
                .body("made.text", contains("上级的要求", "自己的要求", "模范作用怎么样", "查廉洁自律"))
                .body("made.ordinal", contains(1, 2, 3, 4))
                .body("made.dimension", contains(null, null, "ROLE_MODEL", "INTEGRITY"))
                .body("unfounded", empty());
        String first = list().path("items[0].id");
        as(house.people.getFirst())
                .get("/criteria/{id}", first)
                .then()
                .body("source.text", is("上级的要求"))
                .body("source.discussionTitle", is("如何当先锋"))
                .body("source.contributions", is(0));
    }

    @Test
    void aDryRunShowsWhatWouldBeMadeAndMakesNothing() {
        generate(true).then().statusCode(200).body("made", hasSize(2));
        list().then().body("items", empty());
    }

    @Test
    void generatingAgainAddsWhatIsNewAndLeavesWhatWasFitted() {
        adopted(branch, "第一条");
        String id = generate(false).path("made[0].id");
        adjust(id, Map.of("text", "第一条，结合窗口")).then().statusCode(422).body("errors[0].pointer", is("/reason"));
        adjust(id, Map.of("text", "第一条，结合窗口", "reason", "结合岗位", "dimension", "WORK_STYLE"))
                .then()
                .statusCode(200)
                .body("generatedText", is("第一条"));
        adopted(branch, "第二条");
        generate(false).then().body("made.text", contains("第二条"));
        generate(false).then().body("made", empty());
        list().then().body("items.text", contains("第一条，结合窗口", "模范作用怎么样", "查廉洁自律", "第二条"));
    }

    @Test
    void whatRestsOnARequirementThatIsNotInForceAnyMoreIsSaid() {
        UUID requirement = adopted(branch, "过时的要求");
        generate(false).then().statusCode(200);
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery(
                        "update requirement set state = 'WITHDRAWN', adopted_at = null, state_reason = '过时' where id = :id")
                .setParameter("id", requirement)
                .executeUpdate());
        String id = generate(false)
                .then()
                .body("unfounded.text", contains("过时的要求"))
                .extract()
                .path("unfounded[0].id");
        as(secretary)
                .body(Map.of("reason", "要求已撤回"))
                .post("/criteria/{id}/withdrawal", id)
                .then()
                .statusCode(200)
                .body("withdrawReason", is("要求已撤回"));
        generate(false).then().body("unfounded", empty()).body("made", empty());
        list().then().body("items.text", not(hasItem("过时的要求")));
        adjust(id, Map.of("text", "再改", "reason", "改")).then().statusCode(409);
    }

    /** An adopted requirement of an organisation, put there as its discussion would. */
    private UUID adopted(UUID organization, String text) {
        String discussion = created(as(house.office)
                .body(Map.of("campaignId", house.campaign, "organizationId", organization, "topicCode", "Q1"))
                .post("/discussions"));
        UUID id = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery("""
                        insert into requirement (id, discussion_id, campaign_id, organization_id, ordinal, text, edition,
                            state, adopted_at, created_by, created_at, version)
                        values (:id, :discussion, :campaign, :organization, 1, :text, 1, 'ADOPTED', now(), '书记', now(), 0)""")
                .setParameter("id", id)
                .setParameter("discussion", UUID.fromString(discussion))
                .setParameter("campaign", UUID.fromString(house.campaign))
                .setParameter("organization", organization)
                .setParameter("text", text)
                .executeUpdate());
        return id;
    }

    private Response generate(boolean dry) {
        return as(secretary)
                .queryParam("dryRun", dry)
                .body(Map.of("campaignId", house.campaign, "organizationId", branch))
                .post("/criteria");
    }

    private Response list() {
        return as(house.people.getFirst()).queryParam("organization", branch).get("/criteria");
    }

    private Response adjust(String id, Map<String, ?> change) {
        String tag = Samples.etag(as(secretary).get("/criteria/{id}", id));
        return as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body(change)
                .patch("/criteria/{id}", id);
    }
}
