package org.zhixing.progress.burden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhixing.Samples.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** The meter shows what filling in costs branches, and never who filled in. BUR-1 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class BurdenTest {
    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Inject
    EntryTimes times;

    private Samples.House house;
    private UUID branch;
    private int sessions;

    @BeforeEach
    void furnish() {
        house = samples.houseWithCampaign();
        branch = house.branches.getFirst();
    }

    @Test
    void minutesCountForTheBranchWhereTheyWereTypedAndForAllAboveIt() {
        planTaking(house.secretaries.getFirst(), "90", 201);
        planTaking(house.secretaries.getFirst(), "30", 201);
        assertThat(weekOf(house.secretaries.getFirst(), branch))
                .containsEntry("entries", 2)
                .containsEntry("seconds", 120);
        JsonPath above = burden(house.office, house.committee);
        int branches = above.getInt("self.branches");
        assertThat(above.getInt("weeks[-1].seconds")).isEqualTo(120);
        assertThat(above.getInt("weeks[-1].secondsPerBranch")).isEqualTo(Math.round(120f / branches));
        assertThat(above.getInt("self.secondsPerBranchAndWeek")).isEqualTo(Math.round(120f / branches / 8));
    }

    @Test
    void anOfficesOwnEntriesAreNotTheBranches() {
        planTaking(house.office, "60", 201);
        assertThat(weekOf(house.office, branch)).containsEntry("entries", 0);
        assertThat(weekOf(house.office, house.committee)).containsEntry("entries", 1);
    }

    @Test
    void whatWasRefusedOrSaysNothingPlausibleIsNotCounted() {
        as(house.secretaries.getFirst())
                .header(EntrySeconds.HEADER, "90")
                .body(Map.of("title", "缺了其余"))
                .post("/study-sessions")
                .then()
                .statusCode(422);
        for (String nonsense : List.of("0", "-5", "3601", "1e3", "９", "a lot")) {
            planTaking(house.secretaries.getFirst(), nonsense, 201);
        }
        assertThat(weekOf(house.secretaries.getFirst(), branch)).containsEntry("entries", 0);
    }

    @Test
    void whoWasWritingCanSignOut() {
        as(house.secretaries.getFirst())
                .header(EntrySeconds.HEADER, "30")
                .delete("/session")
                .then()
                .statusCode(204);
    }

    @Test
    void aKindOfEntryIsShownFromFiveEntriesOn() {
        String kind = "kind" + UUID.randomUUID();
        UUID account = (UUID) entities.createNativeQuery("select id from account where username = :name")
                .setParameter("name", house.secretaries.getFirst())
                .getSingleResult();
        for (int i = 1; i < EntryTimes.FEWEST; i++) {
            times.add(account, kind, 20);
        }
        assertThat(entries(kind)).isNull();
        times.add(account, kind, 20);
        assertThat(entries(kind)).isEqualTo(EntryTimes.FEWEST);
        assertThat(entries(samples.houseWithCampaign().office, kind))
                .as("in another tree")
                .isNull();
    }

    @Test
    void nothingKeptTellsWhoseEntryItWasOrAtWhichHour() {
        planTaking(house.secretaries.getFirst(), "45", 201);
        @SuppressWarnings("unchecked")
        List<String> columns = entities.createNativeQuery(
                        "select table_name || '.' || column_name from information_schema.columns where table_name in ('entry_time', 'progress_delta', 'progress_sum')"
                                + " and (data_type like 'timestamp%' or column_name like '%account%' or column_name like '%member%' or column_name like '%by%')")
                .getResultList();
        assertThat(columns).isEmpty();
    }

    @Test
    void whatIsAskedForTwiceIsSaidInTheReadersLanguage() {
        assertThat(as(house.office)
                        .get("/burden/repeated-fields")
                        .path("items.reason")
                        .toString())
                .contains("名册里没有的领导");
        assertThat(as(house.office)
                        .header("Accept-Language", "en")
                        .get("/burden/repeated-fields")
                        .path("items.reason")
                        .toString())
                .contains("Leaders who are not on the roster");
    }

    private void planTaking(String who, String seconds, int status) {
        as(who).header(EntrySeconds.HEADER, seconds)
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        branch,
                        "title",
                        "第 " + ++sessions + " 次学习",
                        "startsAt",
                        "2026-03-%02dT09:00:00+08:00".formatted(sessions),
                        "endsAt",
                        "2026-03-%02dT11:00:00+08:00".formatted(sessions)))
                .post("/study-sessions")
                .then()
                .statusCode(status);
    }

    private Map<String, Object> weekOf(String who, UUID organization) {
        return burden(who, organization).getMap("weeks[-1]");
    }

    private JsonPath burden(String who, UUID organization) {
        return as(who).get("/burden?organization=" + organization)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private @Nullable Integer entries(String kind) {
        return entries(house.office, kind);
    }

    private static @Nullable Integer entries(String who, String kind) {
        return as(who).get("/burden/kinds").jsonPath().get("items.find { it.operation == '" + kind + "' }?.entries");
    }
}
