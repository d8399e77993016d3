package org.zhixing.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.rectification.LedgerWorld.bulk;
import static org.zhixing.rectification.LedgerWorld.item;
import static org.zhixing.rectification.LedgerWorld.raised;
import static org.zhixing.rectification.LedgerWorld.version;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** The ledger is sorted, narrowed, counted and changed as a spreadsheet is. REC-1 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LedgerTest {
    private static final Map<String, Object> CONTENT = Map.of(
            "filter",
            Map.of("overdue", true, "state", List.of("OPEN")),
            "columns",
            List.of("NUMBER"),
            "shape",
            "TABLE");

    @Inject
    Samples samples;

    Samples.House house;
    String secretary;

    @BeforeEach
    void house() {
        house = samples.houseWithCampaign();
        secretary = house.secretaries.getFirst();
    }

    @Test
    void everyOrderPagesWithoutLossOrDoublingWhereRowsAreAlike() {
        List<String> all = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            all.add(raised(house, n % 2, "值班制度不落实", "2027-03-0" + (1 + n / 4)));
        }
        move(all.getFirst(), "IN_PROGRESS");
        for (String sort : LedgerOrder.NAMES.split(", ")) {
            List<String> read = new ArrayList<>();
            String cursor = null;
            do {
                JsonPath page = page(sort, cursor);
                read.addAll(page.getList("items.id"));
                cursor = page.getString("next");
            } while (cursor != null);
            assertThat(read).as(sort).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void statesSortInTheOrderOfTheWorkAndPeopleByPinyin() {
        String open = raised(house, 0, "值班制度不落实", "2027-03-01");
        String going = raised(house, 0, "窗口排队时间长", "2027-03-02");
        move(going, "IN_PROGRESS");
        assertThat(ids(Map.of("sort", "state"))).containsExactly(open, going);
        assertThat(ids(Map.of("sort", "-state"))).containsExactly(going, open);
        Map<String, Object> ofWang = item(house, 0, "路灯损坏无人修", "2027-03-03");
        ofWang.put("responsibleId", house.roster.get(house.branches.getFirst()).get(2));
        String wang = created(as(secretary).body(ofWang).post("/rectification-items"));
        assertThat(ids(Map.of("sort", "-responsible")).getFirst()).isEqualTo(wang);
    }

    @Test
    void filtersNarrowAndTheNumberIsFoundAsItIsWritten() {
        String pond = raised(house, 0, "排水沟渠淤堵", "2027-03-01");
        String lamp = raised(house, 1, "路灯损坏无人修", "2020-03-01");
        String number = as(secretary).get("/rectification-items/{id}", pond).path("number");
        assertThat(ids(Map.of("q", "淤堵"))).containsExactly(pond);
        assertThat(ids(Map.of("q", "堵"))).containsExactly(pond);
        assertThat(ids(Map.of("q", "堵淤"))).isEmpty();
        assertThat(ids(Map.of("q", "100%"))).isEmpty();
        assertThat(ids(Map.of("q", number))).contains(pond);
        assertThat(ids(Map.of("q", number.toLowerCase(java.util.Locale.ROOT)))).contains(pond);
        assertThat(ids(Map.of("overdue", true))).containsExactly(lamp);
        assertThat(ids(Map.of("organization", house.branches.getFirst()))).containsExactly(pond);
        assertThat(ids(Map.of("nature", "MALADAPTED"))).isEmpty();
        assertThat(ids(Map.of("kind", List.of("DEADLINE", "LONG_TERM"), "origin", "OTHER")))
                .containsExactlyInAnyOrder(pond, lamp);
        assertThat(ids(Map.of("dueFrom", "2027-03-01", "dueTo", "2027-03-01"))).containsExactly(pond);
        assertThat(ids(Map.of("closedFrom", "2020-01-01"))).isEmpty();
    }

    @Test
    void mineAreThoseILeadOrAmResponsibleFor() {
        String mine = raised(house, 0, "值班制度不落实", "2027-03-01");
        Map<String, Object> led = item(house, 0, "窗口排队时间长", "2027-03-02");
        var roster = house.roster.get(house.branches.getFirst());
        led.put("responsibleId", roster.get(2));
        led.put("leaderId", roster.get(1));
        String lead = created(as(secretary).body(led).post("/rectification-items"));
        led.put("leaderId", roster.get(3));
        String others = created(as(secretary).body(led).post("/rectification-items"));
        as(house.people.getFirst())
                .queryParam("mine", true)
                .get("/rectification-items")
                .then()
                .body("items.id", contains(mine, lead))
                .body("items.id", not(hasItem(others)));
        as(house.office)
                .queryParam("mine", true)
                .get("/rectification-items")
                .then()
                .body("items.size()", equalTo(0));
    }

    @Test
    void aDayAndAStateSayHowMuchThereIs() {
        raised(house, 0, "值班制度不落实", "2020-03-05");
        move(raised(house, 1, "窗口排队时间长", "2020-03-05"), "IN_PROGRESS");
        raised(house, 1, "路灯损坏无人修", "2020-03-09");
        as(house.office)
                .queryParam("from", "2020-03-01")
                .queryParam("to", "2020-03-31")
                .get("/rectification-items/by-day")
                .then()
                .body("items.date", contains("2020-03-05", "2020-03-09"))
                .body("items.count", contains(2, 1))
                .body("items.overdue", contains(2, 1))
                .body("items.closed", contains(0, 0));
        as(house.office)
                .get("/rectification-items/by-state")
                .then()
                .body("items.state", contains("OPEN", "IN_PROGRESS"))
                .body("items.count", contains(2, 1))
                .body("items.overdue", contains(2, 1));
        as(secretary).get("/rectification-items/by-state").then().body("items.count", contains(1));
        as(house.office)
                .queryParam("from", "2020-03-01")
                .queryParam("to", "2020-05-02")
                .get("/rectification-items/by-day")
                .then()
                .statusCode(400);
    }

    @Test
    void aTrialOfABulkChangeLeavesNothing() {
        List<String> two =
                List.of(raised(house, 0, "值班制度不落实", "2027-03-01"), raised(house, 0, "窗口排队时间长", "2027-03-02"));
        Map<String, Object> body = bulk(secretary, two, Map.of("kind", "LONG_TERM"));
        as(secretary)
                .queryParam("dryRun", true)
                .body(body)
                .post("/rectification-items/bulk-changes")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("changed", equalTo(2));
        assertThat(ids(Map.of("kind", "LONG_TERM"))).isEmpty();
        as(secretary)
                .get("/rectification-items/{id}/log", two.getFirst())
                .then()
                .body("items.kind", contains("RAISED"));
        as(secretary)
                .body(body)
                .post("/rectification-items/bulk-changes")
                .then()
                .body("dryRun", equalTo(false))
                .body("changed", equalTo(2));
        assertThat(ids(Map.of("kind", "LONG_TERM"))).containsExactlyElementsOf(two);
        as(secretary)
                .get("/rectification-items/{id}/log", two.getFirst())
                .then()
                .body("items.kind", contains("EDIT", "RAISED"));
    }

    @Test
    void whatMayNotBeChangedIsNamedWithItsReasonAndTheOthersAreChanged() {
        String good = raised(house, 0, "值班制度不落实", "2027-03-01");
        String read = raised(house, 0, "窗口排队时间长", "2027-03-02");
        String cancelled = raised(house, 0, "路灯损坏无人修", "2027-03-03");
        as(house.office)
                .body(Map.of("to", "CANCELLED", "note", "重复"))
                .post("/rectification-items/{id}/transitions", cancelled)
                .then()
                .statusCode(200);
        String foreign = raised(house, 1, "排水沟渠淤堵", "2027-03-04");
        Map<String, Object> change = Map.of("dimension", "INTEGRITY");
        List<Map<String, Object>> items = new ArrayList<>();
        items.add(Map.of("id", good, "version", version(secretary, good)));
        items.add(Map.of("id", read, "version", version(secretary, read) + 1));
        items.add(Map.of("id", cancelled, "version", version(secretary, cancelled)));
        items.add(Map.of("id", foreign, "version", 0));
        as(secretary)
                .body(Map.of("items", items, "change", change))
                .post("/rectification-items/bulk-changes")
                .then()
                .statusCode(200)
                .body("items.outcome", contains("CHANGED", "REFUSED", "REFUSED", "REFUSED"))
                .body("items[1].reason.type", equalTo("urn:zhixing:problem:stale"))
                .body("items[2].reason.type", equalTo("urn:zhixing:problem:rectification/not-changeable"))
                .body("items[3].reason.type", equalTo("urn:zhixing:problem:not-found"))
                .body("items[3].number", equalTo(null));
        assertThat(ids(Map.of("dimension", "INTEGRITY"))).containsExactly(good);
    }

    @Test
    void workIsBegunOnManyAndOnNoneTwice() {
        String open = raised(house, 0, "值班制度不落实", "2027-03-01");
        String going = raised(house, 0, "窗口排队时间长", "2027-03-02");
        move(going, "IN_PROGRESS");
        as(secretary)
                .body(bulk(secretary, List.of(open, going), Map.of("start", true)))
                .post("/rectification-items/bulk-changes")
                .then()
                .body("items.outcome", contains("CHANGED", "REFUSED"))
                .body("items[1].reason.type", equalTo("urn:zhixing:problem:rectification/move"));
        as(secretary)
                .body(bulk(secretary, List.of(open), Map.of("start", true, "kind", "LONG_TERM")))
                .post("/rectification-items/bulk-changes")
                .then()
                .statusCode(422);
        as(secretary)
                .body(bulk(secretary, List.of(open), Map.of()))
                .post("/rectification-items/bulk-changes")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("ledger/nothing-to-change"));
        as(secretary)
                .body(bulk(secretary, List.of(open), Map.of("dueOn", "2028-01-01")))
                .post("/rectification-items/bulk-changes")
                .then()
                .statusCode(400);
    }

    @Test
    void aViewIsOnesOwnUntilItIsSharedAndOnlyItsOwnerChangesIt() {
        String own = created(as(house.people.getFirst())
                .body(Map.of("name", "我的", "content", CONTENT))
                .post("/ledger-views"));
        as(secretary).get("/ledger-views/{id}", own).then().statusCode(404);
        String shared = created(as(secretary)
                .body(Map.of("name", "支部逾期", "organizationId", house.branches.getFirst(), "content", CONTENT))
                .post("/ledger-views"));
        for (String reader : List.of(house.people.getFirst(), house.office)) {
            as(reader)
                    .get("/ledger-views/{id}", shared)
                    .then()
                    .statusCode(200)
                    .body("mine", equalTo(false))
                    .body("content.filter.state", contains("OPEN"));
            as(reader)
                    .header("If-Match", "*")
                    .delete("/ledger-views/{id}", shared)
                    .then()
                    .statusCode(403);
        }
        as(house.secretaries.get(1)).get("/ledger-views/{id}", shared).then().statusCode(404);
        as(house.people.getFirst()).get("/ledger-views").then().body("items.id", contains(own, shared));
        as(house.people.getFirst())
                .body(Map.of("name", "不行", "organizationId", house.branches.getFirst(), "content", CONTENT))
                .post("/ledger-views")
                .then()
                .statusCode(422);
    }

    @Test
    void aViewKeepsKnownFiltersColumnsAndOrdersOnly() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("filter", Map.of("colour", "red"), "columns", List.of(), "shape", "TABLE"),
                Map.of("filter", Map.of(), "columns", List.of("SECRET"), "shape", "TABLE"),
                Map.of("filter", Map.of(), "sort", "problem", "columns", List.of(), "shape", "TABLE"))) {
            assertThat(as(secretary)
                            .body(Map.of("name", "错", "content", wrong))
                            .post("/ledger-views")
                            .statusCode())
                    .as(wrong.toString())
                    .isIn(400, 422);
        }
        String view = created(
                as(secretary).body(Map.of("name", "旧", "content", CONTENT)).post("/ledger-views"));
        as(secretary)
                .contentType("application/merge-patch+json")
                .body(Map.of("name", "新"))
                .patch("/ledger-views/{id}", view)
                .then()
                .statusCode(428);
        as(secretary)
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"0\"")
                .body(Map.of("name", "新"))
                .patch("/ledger-views/{id}", view)
                .then()
                .statusCode(200)
                .body("name", equalTo("新"))
                .body("content.columns", contains("NUMBER"));
        as(secretary)
                .header("If-Match", "\"0\"")
                .delete("/ledger-views/{id}", view)
                .then()
                .statusCode(412);
        as(secretary)
                .header("If-Match", "\"1\"")
                .delete("/ledger-views/{id}", view)
                .then()
                .statusCode(204);
    }

    @Test
    void nobodyKeepsMoreThanFiftyViews() {
        for (int n = 0; n < 50; n++) {
            created(as(secretary)
                    .body(Map.of("name", "视图" + n, "content", CONTENT))
                    .post("/ledger-views"));
        }
        as(secretary)
                .body(Map.of("name", "多一个", "content", CONTENT))
                .post("/ledger-views")
                .then()
                .statusCode(409);
    }

    private void move(String item, String to) {
        as(house.office)
                .body(Map.of("to", to))
                .post("/rectification-items/{id}/transitions", item)
                .then()
                .statusCode(200);
    }

    private List<String> ids(Map<String, Object> query) {
        return as(house.office)
                .queryParams(query)
                .get("/rectification-items")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private JsonPath page(String sort, @Nullable String cursor) {
        Map<String, Object> query = new HashMap<>(Map.of("sort", sort, "limit", 2));
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        return as(house.office)
                .queryParams(query)
                .get("/rectification-items")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
