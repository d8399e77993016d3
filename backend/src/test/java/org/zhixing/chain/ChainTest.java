package org.zhixing.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.appraisal.finding.FindingWorld.found;
import static org.zhixing.appraisal.finding.FindingWorld.handOver;
import static org.zhixing.appraisal.finding.FindingWorld.personal;
import static org.zhixing.appraisal.finding.FindingWorld.recorded;
import static org.zhixing.appraisal.finding.FindingWorld.unit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.Ids;
import org.zhixing.platform.database.TestDatabase;

/** From what was said to what is done about it, and back, for whoever reaches each link. REC-4 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChainTest {
    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    Samples.House house;
    UUID branch;
    String secretary;

    @BeforeEach
    void house() {
        house = samples.houseWithCampaign();
        branch = house.branches.getFirst();
        secretary = house.secretaries.getFirst();
    }

    /** The ids of a chain from the contribution to the item. */
    record Links(String contribution, UUID requirement, UUID criterion, String finding, String item) {}

    private Links whole() {
        String discussion = discussion(branch, secretary);
        String contribution = created(as(secretary)
                .body(Map.of(
                        "text", "坐班要有人", "memberId", house.roster.get(branch).get(1)))
                .post("/discussions/{id}/contributions", discussion));
        UUID requirement = requirement(discussion, branch, "ADOPTED", contribution);
        UUID criterion = samples.criterion(UUID.fromString(house.campaign), branch, requirement, "按时坐班");
        Map<String, Object> body = unit(house, branch, "值班时间随意更改");
        body.put("criterionId", criterion);
        String finding = recorded(secretary, body);
        String item = created(handOver(house, secretary, finding));
        return new Links(contribution, requirement, criterion, finding, item);
    }

    @Test
    void itIsWalkedBothWaysFromEachOfItsLinks() {
        Links links = whole();
        for (String start : List.of(
                "contribution=" + links.contribution(),
                "requirement=" + links.requirement(),
                "criterion=" + links.criterion(),
                "finding=" + links.finding(),
                "item=" + links.item())) {
            JsonPath chain = chain(house.people.getFirst(), start);
            assertThat(chain.<List<String>>get("nodes.kind"))
                    .as(start)
                    .containsExactlyInAnyOrder(
                            "CONTRIBUTION", "REQUIREMENT", "CRITERION", "FINDING", "ITEM", "MEASURE");
            assertThat(chain.<List<Object>>get("edges")).as(start).hasSize(5);
            assertThat(chain.<List<Object>>get("gaps")).as(start).isEmpty();
            assertThat(chain.getBoolean("cut")).isFalse();
        }
    }

    @Test
    void whereItIsBrokenOffIsSaid() {
        String discussion = discussion(branch, secretary);
        UUID unused = requirement(discussion, branch, "ADOPTED", null);
        assertThat(gaps("requirement=" + unused)).containsExactly("CRITERION_OF_REQUIREMENT");
        UUID check = samples.criterion(UUID.fromString(house.campaign), branch, null, "廉洁自律");
        assertThat(gaps("criterion=" + check)).containsExactly("REQUIREMENT_OF_CRITERION");
        String loose = found(house, "值班时间随意更改");
        assertThat(gaps("finding=" + loose)).containsExactlyInAnyOrder("CRITERION_OF_FINDING", "ITEM_OF_FINDING");
        String item = created(handOver(house, secretary, loose));
        assertThat(gaps("item=" + item)).containsExactly("CRITERION_OF_FINDING");
    }

    @Test
    void whatWasMergedIsWalkedThrough() {
        String first = found(house, "值班时间随意更改");
        String second = found(house, "值班表贴了没人管");
        as(secretary)
                .body(Map.of("others", List.of(second)))
                .post("/findings/{id}/merges", first)
                .then()
                .statusCode(200);
        String item = created(handOver(house, secretary, first));
        assertThat(chain(secretary, "finding=" + second).<List<String>>get("nodes.id"))
                .contains(first, second, item);
        assertThat(chain(secretary, "item=" + item).<List<String>>get("nodes.id"))
                .contains(first, second, item);
    }

    @Test
    void everyLinkIsWithinTheCallersReach() {
        Links links = whole();
        for (String start : List.of(
                "contribution=" + links.contribution(),
                "requirement=" + links.requirement(),
                "criterion=" + links.criterion(),
                "finding=" + links.finding(),
                "item=" + links.item())) {
            as(house.secretaries.get(1)).get("/chain?" + start).then().statusCode(404);
        }
        // A criterion of the committee is everybody's below it; what a branch finds by it is that branch's.
        UUID above = samples.criterion(UUID.fromString(house.campaign), house.committee, null, "密切联系群众");
        for (int b = 0; b < 2; b++) {
            Map<String, Object> body = unit(house, house.branches.get(b), "走访群众太少");
            body.put("criterionId", above);
            recorded(house.secretaries.get(b), body);
        }
        as(house.secretaries.get(1))
                .get("/chain?criterion=" + above)
                .then()
                .statusCode(200)
                .body("nodes", hasSize(2))
                .body(
                        "nodes.organization.id",
                        containsInAnyOrder(
                                house.committee.toString(),
                                house.branches.get(1).toString()));
        as(house.office).get("/chain?criterion=" + above).then().body("nodes", hasSize(3));
    }

    @Test
    void whatIsPersonalStandsInTheChainOfItsReadersOnly() {
        UUID criterion = samples.criterion(UUID.fromString(house.campaign), branch, null, "按时到会");
        Map<String, Object> body = personal(house, house.roster.get(branch).get(1), "本人开会常迟到");
        body.put("criterionId", criterion);
        recorded(secretary, body);
        assertThat(chain(secretary, "criterion=" + criterion).<List<Object>>get("nodes"))
                .hasSize(2);
        assertThat(chain(secretary, "criterion=" + criterion).<List<String>>get("gaps.missing"))
                .containsExactly("REQUIREMENT_OF_CRITERION");
        assertThat(chain(house.office, "criterion=" + criterion).<List<Object>>get("nodes"))
                .hasSize(1);
    }

    @Test
    void aRequirementThatIsNotAdoptedIsNotKnownBelow() {
        String discussion = discussion(house.committee, house.office);
        UUID draft = requirement(discussion, house.committee, "DRAFT", null);
        UUID adopted = requirement(discussion, house.committee, "ADOPTED", null);
        as(secretary).get("/chain?requirement=" + draft).then().statusCode(404);
        as(secretary).get("/chain?requirement=" + adopted).then().statusCode(200);
        as(house.office).get("/chain?requirement=" + draft).then().statusCode(200);
    }

    @Test
    void itSaysWhenThereIsMoreThanItShows() {
        UUID criterion = samples.criterion(UUID.fromString(house.campaign), branch, null, "按时坐班");
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery("""
                        insert into finding (id, campaign_id, organization_id, text, criterion_id, dimension, nature, state, recorded_by, created_at, version)
                        select gen_random_uuid(), :campaign, :branch, '问题之' || n, :criterion, 'WORK_STYLE', 'NONCONFORMING', 'OPEN', '书记', now(), 0
                        from generate_series(1, 250) n""")
                .setParameter("campaign", UUID.fromString(house.campaign))
                .setParameter("branch", branch)
                .setParameter("criterion", criterion)
                .executeUpdate());
        JsonPath chain = chain(secretary, "criterion=" + criterion);
        assertThat(chain.getBoolean("cut")).isTrue();
        assertThat(chain.<List<Object>>get("nodes")).hasSize(200);
    }

    @Test
    void exactlyOneStartIsGiven() {
        as(secretary).get("/chain").then().statusCode(400).body("type", equalTo("urn:zhixing:problem:chain/one-start"));
        as(secretary)
                .get("/chain?finding=" + Ids.next() + "&item=" + Ids.next())
                .then()
                .statusCode(400);
    }

    private JsonPath chain(String who, String start) {
        return as(who).get("/chain?" + start).then().statusCode(200).extract().jsonPath();
    }

    private List<String> gaps(String start) {
        return chain(secretary, start).get("gaps.missing");
    }

    private String discussion(UUID organization, String by) {
        String discussion = created(
                as(by).body(Map.of("campaignId", house.campaign, "organizationId", organization, "topicCode", "Q1"))
                        .post("/discussions"));
        as(by).body(Map.of("to", "OPEN"))
                .post("/discussions/{id}/transitions", discussion)
                .then()
                .statusCode(200);
        return discussion;
    }

    private UUID requirement(String discussion, UUID organization, String state, String contribution) {
        UUID id = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> {
            entities.createNativeQuery("""
                            insert into requirement (id, discussion_id, campaign_id, organization_id, ordinal, text, edition, state, adopted_at, created_by, created_at, version)
                            values (:id, :discussion, :campaign, :organization,
                                    (select count(*) + 1 from requirement where discussion_id = :discussion), '按时坐班，有人接待', 1, :state,
                                    case when :state = 'ADOPTED' then now() end, '书记', now(), 0)""")
                    .setParameter("id", id)
                    .setParameter("discussion", UUID.fromString(discussion))
                    .setParameter("campaign", UUID.fromString(house.campaign))
                    .setParameter("organization", organization)
                    .setParameter("state", state)
                    .executeUpdate();
            if (contribution != null) {
                entities.createNativeQuery(
                                "insert into requirement_source (requirement_id, contribution_id, added_by, added_at) values (:id, :contribution, '书记', now())")
                        .setParameter("id", id)
                        .setParameter("contribution", UUID.fromString(contribution))
                        .executeUpdate();
            }
        });
        return id;
    }
}
