package org.zhixing.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.Samples.etag;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** A result has an indicator that began somewhere, and no figure without the day and the source it has. OUT-1 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class OutcomeTest {
    @Inject
    Samples samples;

    private Samples.House house;
    private UUID branch;
    private String secretary;

    @BeforeEach
    void furnish() {
        house = samples.houseWithCampaign();
        branch = house.branches.getFirst();
        secretary = house.secretaries.getFirst();
    }

    @Test
    void anOutcomeSaysWhereItBeganAndWhereItStands() {
        String outcome = created(record(Map.of()));
        as(secretary)
                .get("/outcomes/{id}", outcome)
                .then()
                .body("baselineValue", equalTo(45))
                .body("latest", nullValue());
        value(outcome, "2026-04-20", "14.50", "叫号系统统计").then().statusCode(201);
        value(outcome, "2026-04-10", "30", "叫号系统统计").then().statusCode(201);
        as(secretary)
                .get("/outcomes/{id}", outcome)
                .then()
                .body("latest.observedOn", equalTo("2026-04-20"))
                .body("latest.value", equalTo(14.5f));
    }

    @Test
    void aFigureWithoutSourceOrOfAFutureDayOrBeforeTheBaselineIsRefused() {
        String outcome = created(record(Map.of()));
        value(outcome, "2026-04-20", "14", "").then().statusCode(422).body("errors.pointer", hasItem("/source"));
        value(outcome, "2999-01-01", "14", "叫号系统统计")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/observedOn"));
        value(outcome, "2026-02-01", "14", "叫号系统统计")
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("2026-03-02"));
        as(secretary).get("/outcomes/{id}/values", outcome).then().body("items", hasSize(0));
    }

    @Test
    void aCorrectionTakesThePlaceOfAValueAndKeepsIt() {
        String outcome = created(record(Map.of()));
        String wrong = created(value(outcome, "2026-04-20", "4", "叫号系统统计"));
        Map<String, Object> right =
                Map.of("observedOn", "2026-04-20", "value", 14, "source", "叫号系统统计，复核后", "correctsId", wrong);
        as(secretary).body(right).post("/outcomes/{id}/values", outcome).then().statusCode(201);
        as(secretary).get("/outcomes/{id}", outcome).then().body("latest.value", equalTo(14));
        as(secretary).get("/outcomes/{id}/values", outcome).then().body("items", hasSize(2));
        as(secretary)
                .body(right)
                .post("/outcomes/{id}/values", outcome)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/correctsId"));
    }

    @Test
    void fieldAndIntegrationAreTheTemplates() {
        record(Map.of("field", "SPORT")).then().statusCode(422).body("errors.pointer", hasItem("/field"));
        record(Map.of("integration", "SPORT")).then().statusCode(422).body("errors.pointer", hasItem("/integration"));
    }

    @Test
    void itComesOfItemsInReachAndOfTheirOwnMeasuresOnly() {
        JsonPath mine = item(branch, secretary);
        JsonPath others = item(house.branches.getLast(), house.office);
        record(Map.of("items", List.of(Map.of("itemId", others.getString("id")))))
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/items/0/itemId"));
        record(Map.of(
                        "items",
                        List.of(Map.of(
                                "itemId", mine.getString("id"), "measureId", others.getString("measures[0].id")))))
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/items/0/measureId"));
        String outcome = created(record(Map.of(
                "items",
                List.of(Map.of("itemId", mine.getString("id"), "measureId", mine.getString("measures[0].id"))))));
        as(secretary)
                .get("/outcomes/{id}", outcome)
                .then()
                .body("items[0].number", equalTo(mine.getString("number")))
                .body("items[0].measure", equalTo("增设引导岗"));
    }

    @Test
    void whatWasWithdrawnStaysWithTheReasonAndTakesNothingMore() {
        String outcome = created(record(Map.of()));
        as(secretary)
                .body(Map.of("reason", "统计口径有误"))
                .post("/outcomes/{id}/withdrawal", outcome)
                .then()
                .statusCode(200)
                .body("withdrawReason", equalTo("统计口径有误"));
        value(outcome, "2026-04-20", "14", "叫号系统统计").then().statusCode(409);
        Response now = as(secretary).get("/outcomes/{id}", outcome);
        as(secretary)
                .header("If-Match", etag(now))
                .contentType("application/merge-patch+json")
                .body(Map.of("title", "改名"))
                .patch("/outcomes/{id}", outcome)
                .then()
                .statusCode(409);
    }

    @Test
    void whoReadBeforeAnItemWasTiedOrAValueCameIsToldSo() {
        JsonPath item = item(branch, secretary);
        String outcome = created(record(Map.of()));
        String before = etag(as(secretary).get("/outcomes/{id}", outcome));
        Map<String, Object> tie = Map.of("items", List.of(Map.of("itemId", item.getString("id"))));
        assertThat(patch(outcome, before, tie)).isEqualTo(200);
        assertThat(patch(outcome, before, Map.of("items", List.of()))).isEqualTo(412);
        String tied = etag(as(secretary).get("/outcomes/{id}", outcome));
        value(outcome, "2026-04-20", "14", "叫号系统统计").then().statusCode(201);
        assertThat(patch(outcome, tied, Map.of("title", "改名"))).isEqualTo(412);
    }

    private int patch(String outcome, String etag, Map<String, Object> change) {
        return as(secretary)
                .header("If-Match", etag)
                .contentType("application/merge-patch+json")
                .body(change)
                .patch("/outcomes/{id}", outcome)
                .statusCode();
    }

    @Test
    void itIsTheEndOfTheChainAndLeadsBackToItsItem() {
        JsonPath item = item(branch, secretary);
        String measure = item.getString("measures[0].id");
        String outcome =
                created(record(Map.of("items", List.of(Map.of("itemId", item.getString("id"), "measureId", measure)))));
        String plain = created(record(Map.of("items", List.of(Map.of("itemId", item.getString("id"))))));
        JsonPath down = as(secretary).get("/chain?item=" + item.getString("id")).jsonPath();
        assertThat(down.getList("edges.findAll { it.to == '" + outcome + "' }.from"))
                .containsExactly(measure);
        assertThat(down.getList("edges.findAll { it.to == '" + plain + "' }.from"))
                .containsExactly(item.getString("id"));
        JsonPath up = as(secretary).get("/chain?outcome=" + outcome).jsonPath();
        assertThat(up.getList("nodes.id"))
                .contains(item.getString("id"), measure, outcome)
                .doesNotContain(plain);
        assertThat(up.getList("edges.findAll { it.to == '" + outcome + "' }.from"))
                .containsExactly(measure);
    }

    @Test
    void studyAndWhatWasMeasuredStandSideBySideByWeekAndACorrectionCountsOnce() {
        LocalDate monday =
                LocalDate.now(ZoneId.of("Asia/Shanghai")).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        String outcome = created(record(Map.of()));
        String first = created(value(outcome, monday.toString(), "20", "叫号系统统计"));
        value(outcome, monday.minusWeeks(2).toString(), "30", "叫号系统统计").then().statusCode(201);
        as(secretary)
                .body(Map.of(
                        "observedOn",
                        monday.minusWeeks(1).toString(),
                        "value",
                        21,
                        "source",
                        "复核",
                        "correctsId",
                        first))
                .post("/outcomes/{id}/values", outcome)
                .then()
                .statusCode(201);
        for (UUID at : List.of(branch, house.committee)) {
            JsonPath weeks = as(house.office)
                    .get("/progress/study-and-outcomes?weeks=4&organization=" + at + "&campaign=" + house.campaign)
                    .jsonPath();
            assertThat(weeks.getList("weeks.outcomesMeasured")).containsExactly(0, 1, 1, 0);
        }
    }

    private JsonPath item(UUID organization, String by) {
        return as(by).body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        organization,
                        "problem",
                        "窗口排队时间长",
                        "dimension",
                        "SERVANT_SPIRIT",
                        "nature",
                        "NONCONFORMING",
                        "kind",
                        "DEADLINE",
                        "responsibleId",
                        house.roster.get(organization).getFirst(),
                        "dueOn",
                        "2027-03-01",
                        "origin",
                        Map.of("kind", "OTHER"),
                        "measures",
                        List.of(Map.of("title", "增设引导岗"))))
                .post("/rectification-items")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private Response record(Map<String, Object> different) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "campaignId",
                house.campaign,
                "organizationId",
                branch,
                "title",
                "办证等候缩短到一刻钟",
                "field",
                "PUBLIC_SERVICE",
                "integration",
                "LIVELIHOOD",
                "indicator",
                Map.of(
                        "indicator", "办证平均等候时间",
                        "unit", "分钟",
                        "baselineValue", 45,
                        "baselineOn", "2026-03-02",
                        "baselineSource", "叫号系统 2 月统计"),
                "items",
                List.of()));
        body.putAll(different);
        return as(secretary).body(body).post("/outcomes");
    }

    private Response value(String outcome, String on, String value, String source) {
        return as(secretary)
                .body(Map.of("observedOn", on, "value", new java.math.BigDecimal(value), "source", source))
                .post("/outcomes/{id}/values", outcome);
    }
}
