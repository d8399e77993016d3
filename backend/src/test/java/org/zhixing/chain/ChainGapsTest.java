package org.zhixing.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.appraisal.finding.FindingWorld.found;
import static org.zhixing.appraisal.finding.FindingWorld.handOver;
import static org.zhixing.appraisal.finding.FindingWorld.personal;
import static org.zhixing.appraisal.finding.FindingWorld.recorded;
import static org.zhixing.appraisal.finding.FindingWorld.unit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** What was never used, never taken up or led to nothing is listed until it is mended. REC-4 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChainGapsTest {
    @Inject
    Samples samples;

    private Samples.House house;
    private UUID branch;
    private String secretary;

    @BeforeEach
    void house() {
        house = samples.houseWithCampaign();
        branch = house.branches.getFirst();
        secretary = house.secretaries.getFirst();
    }

    @Test
    void aFindingIsListedUntilAnItemTakesItUp() {
        String finding = found(house, "值班时间随意更改");
        assertThat(lacking("ITEM_OF_FINDING")).containsExactly(finding);
        assertThat(lacking("CRITERION_OF_FINDING")).containsExactly(finding);
        handOver(house, secretary, finding).then().statusCode(201);
        assertThat(lacking("ITEM_OF_FINDING")).isEmpty();
    }

    @Test
    void aCriterionIsListedUntilSomethingIsFoundAgainstItAndAPersonsOwnFindingTellsNobody() {
        String criterion = samples.criterion(UUID.fromString(house.campaign), branch, null, "按时坐班")
                .toString();
        assertThat(lacking("FINDING_OF_CRITERION")).containsExactly(criterion);
        assertThat(lacking("REQUIREMENT_OF_CRITERION")).containsExactly(criterion);
        Map<String, Object> own = personal(house, house.roster.get(branch).get(1), "值班迟到");
        own.put("criterionId", criterion);
        String of = recorded(secretary, own);
        assertThat(lacking("FINDING_OF_CRITERION")).containsExactly(criterion);
        for (String missing : List.of("ITEM_OF_FINDING", "CRITERION_OF_FINDING")) {
            assertThat(lacking(missing)).doesNotContain(of);
        }
        Map<String, Object> body = unit(house, branch, "值班时间随意更改");
        body.put("criterionId", criterion);
        recorded(secretary, body);
        assertThat(lacking("FINDING_OF_CRITERION")).isEmpty();
    }

    @Test
    void anItemRaisedForNoFindingOrWithoutAMeasureIsListed() {
        String item = created(as(secretary)
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        branch,
                        "problem",
                        "窗口排队时间长",
                        "dimension",
                        "SERVANT_SPIRIT",
                        "nature",
                        "NONCONFORMING",
                        "kind",
                        "DEADLINE",
                        "responsibleId",
                        house.roster.get(branch).getFirst(),
                        "dueOn",
                        "2027-03-01",
                        "origin",
                        Map.of("kind", "OTHER"),
                        "measures",
                        List.of()))
                .post("/rectification-items"));
        assertThat(lacking("FINDING_OF_ITEM")).containsExactly(item);
        assertThat(lacking("MEASURE_OF_ITEM")).containsExactly(item);
        as(secretary)
                .body(Map.of("title", "增设引导岗"))
                .post("/rectification-items/{id}/measures", item)
                .then()
                .statusCode(201);
        assertThat(lacking("MEASURE_OF_ITEM")).isEmpty();
        assertThat(lacking("OUTCOME_OF_ITEM")).as("it is not closed yet").isEmpty();
    }

    @Test
    void theyArePagedNewestFirstAndWithinReachOnly() {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            found.addFirst(found(house, "第 " + i + " 个问题"));
        }
        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            var page = as(secretary).get("/chain-gaps?limit=2" + cursor).jsonPath();
            read.addAll(page.getList("items.id"));
            cursor = page.getString("next") == null ? "" : "&cursor=" + page.getString("next");
        } while (!cursor.isEmpty());
        assertThat(read).containsExactlyElementsOf(found);
        assertThat(as(house.secretaries.get(1)).get("/chain-gaps").jsonPath().getList("items"))
                .isEmpty();
        assertThat(as(house.office)
                        .get("/chain-gaps?organization=" + house.branches.get(1))
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    private List<String> lacking(String missing) {
        return as(secretary)
                .get("/chain-gaps?campaign=" + house.campaign + "&missing=" + missing)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }
}
