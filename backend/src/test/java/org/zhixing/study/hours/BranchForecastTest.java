package org.zhixing.study.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhixing.Samples.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** The office sees branch by branch who will miss the hours: what each branch's own page says, added up. STU-5 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BranchForecastTest {
    @Inject
    Samples samples;

    private Samples.House house;

    @BeforeEach
    void furnish() {
        house = samples.houseWithCampaign();
        as(house.office)
                .body(Map.of(
                        "ordinal",
                        1,
                        "name",
                        "第一批",
                        "phases",
                        List.of(
                                Map.of("kind", "STUDY", "startsOn", day(-7), "endsOn", day(60)),
                                Map.of("kind", "APPRAISAL", "startsOn", day(61), "endsOn", day(90))),
                        "organizationIds",
                        List.of(house.committee)))
                .post("/campaigns/{id}/batches", house.campaign)
                .then()
                .statusCode(201);
    }

    @Test
    void aBranchCountsItsMembersAsItsOwnPageDoes() {
        for (UUID branch : house.branches) {
            JsonPath own = as(house.office)
                    .get("/branches/{id}/hours?limit=200", branch)
                    .jsonPath();
            Map<String, Object> line = line(house.office, branch);
            for (var part : Map.of(
                            "reached",
                            "REACHED",
                            "onPlan",
                            "ON_PLAN",
                            "moreNeeded",
                            "MORE_NEEDED",
                            "outOfReach",
                            "OUT_OF_REACH")
                    .entrySet()) {
                assertThat(line.get(part.getKey()))
                        .as(part.getKey())
                        .isEqualTo(own.getInt("items.count { it.outlook == '" + part.getValue() + "' }"));
            }
            assertThat(line.get("members")).isEqualTo(own.getInt("items.size()"));
        }
    }

    @Test
    void eachHalfDayPlannedCountsOnceAndAtMostAtTheCap() {
        UUID branch = house.branches.getFirst();
        int before = needed(branch);
        plan(branch, "09:00", "10:00");
        plan(branch, "08:00", "12:00");
        plan(branch, "08:30", "09:30");
        assertThat(needed(branch)).isEqualTo(before - 1);
        assertThat(needed(house.branches.getLast())).isEqualTo(before);
    }

    @Test
    void aSecretarySeesTheirBranchOnly() {
        List<String> ids = as(house.secretaries.getFirst())
                .get("/hours-forecasts?campaign=" + house.campaign)
                .path("items.branch.id");
        assertThat(ids).containsExactly(house.branches.getFirst().toString());
    }

    private void plan(UUID branch, String from, String to) {
        as(house.office)
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        branch,
                        "title",
                        "集中学习",
                        "startsAt",
                        day(1) + "T" + from + ":00+08:00",
                        "endsAt",
                        day(1) + "T" + to + ":00+08:00"))
                .post("/study-sessions")
                .then()
                .statusCode(201);
    }

    private static String day(int fromToday) {
        return LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(fromToday).toString();
    }

    private int needed(UUID branch) {
        return (int) line(house.office, branch).get("halfDaysNeeded");
    }

    private Map<String, Object> line(String who, UUID branch) {
        return as(who).get("/hours-forecasts?campaign=" + house.campaign + "&organization=" + branch)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("items[0]");
    }
}
