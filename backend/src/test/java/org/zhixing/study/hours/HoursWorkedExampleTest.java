package org.zhixing.study.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;
import static org.zhixing.Samples.etag;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** docs/hours-worked-example.md is carried out line by line. STU-2, STU-4, ORG-2 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class HoursWorkedExampleTest {
    private static final Path PAGE = Path.of("..", "docs", "hours-worked-example.md");

    @Inject
    Samples samples;

    private Samples.House house;
    private UUID heroine;
    private final Map<String, String> done = new HashMap<>();
    private final Map<String, Step> steps = new HashMap<>();

    /** A row of the table. */
    private record Step(
            String number,
            String what,
            String branch,
            String day,
            String from,
            String to,
            String attendance,
            int minutes) {
        static Step of(String line) {
            String[] cells = Arrays.stream(line.substring(1).split("\\|", -1))
                    .map(String::strip)
                    .toArray(String[]::new);
            return new Step(
                    cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], Integer.parseInt(cells[7]));
        }

        String at(String time) {
            return day + "T" + time + ":00+08:00";
        }

        /** The step that this one is about. */
        String about() {
            return what.substring(what.lastIndexOf(' ') + 1);
        }
    }

    @Test
    void everyStepLeadsToTheMinutesThatThePageSays() throws IOException {
        house = samples.houseWithCampaign();
        heroine = house.roster.get(house.branches.getFirst()).get(2);
        List<Step> table = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(Step::of)
                .toList();
        assertThat(table).hasSizeGreaterThanOrEqualTo(14);
        UUID home = house.branches.getFirst();
        for (Step step : table) {
            steps.put(step.number, step);
            carryOut(step);
            home = step.what.equals("move") ? branch(step) : home;
            as(house.office)
                    .get("/branches/{id}/hours?campaign=" + house.campaign, home)
                    .then()
                    .body("items.find { it.member.id == '" + heroine + "' }.creditedMinutes", equalTo(step.minutes));
            as(house.office)
                    .get("/progress?campaign=" + house.campaign)
                    .then()
                    .body("self.creditedMinutes", equalTo(step.minutes));
        }
    }

    private void carryOut(Step step) {
        switch (step.what.split(" ")[0]) {
            case "session" -> session(step, false);
            case "joint" -> session(step, true);
            case "move" -> move(step);
            case "make-up" -> makeUp(step);
            case "times" -> times(step);
            case "roll" -> roll(steps.get(step.about()), step.attendance, "核对后更正");
            case "retract" -> retract(step);
            default -> throw new IllegalArgumentException(step.what);
        }
    }

    private void session(Step step, boolean joint) {
        Map<String, Object> plan = new HashMap<>(Map.of(
                "campaignId",
                house.campaign,
                "organizationId",
                joint ? house.committee : branch(step),
                "title",
                "第" + step.number + "次学习",
                "startsAt",
                step.at(step.from),
                "endsAt",
                step.at(step.to)));
        if (joint) {
            plan.put("branchIds", house.branches);
        }
        String id = created(as(house.office).body(plan).post("/study-sessions"));
        done.put(step.number, id);
        as(house.office)
                .body(Map.of("to", "HELD"))
                .post("/study-sessions/{id}/transitions", id)
                .then()
                .statusCode(200);
        roll(step, step.attendance, null);
    }

    /** Everyone else is absent, so that the sums of the whole house are hers. */
    private void roll(Step step, String attendance, String reason) {
        String path = "/study-sessions/" + done.get(step.number) + "/attendance?branch=" + branch(step);
        var stands = as(secretary(step)).get(path);
        List<Map<String, Object>> entries = new ArrayList<>();
        for (String member : stands.jsonPath().getList("entries.memberId", String.class)) {
            boolean hers = member.equals(heroine.toString());
            Map<String, Object> entry = new HashMap<>(Map.of("memberId", member));
            entry.put("status", hers ? attendance.split(" ")[0] : "ABSENT");
            if (hers && attendance.startsWith("LATE")) {
                entry.put("arrivedAt", step.at(attendance.split(" ")[1]));
            }
            entries.add(entry);
        }
        Map<String, Object> body = new HashMap<>(Map.of("entries", entries));
        if (reason != null) {
            body.put("correctionReason", reason);
        }
        as(secretary(step))
                .header("If-Match", etag(stands))
                .body(body)
                .put(path)
                .then()
                .statusCode(200);
    }

    private void move(Step step) {
        var member = as(house.office).get("/members/{id}", heroine);
        as(house.office)
                .header("If-Match", etag(member))
                .body(Map.of("toBranchId", branch(step), "on", step.day, "reason", "工作调动"))
                .post("/members/{id}/transfers", heroine)
                .then()
                .statusCode(201);
    }

    private void makeUp(Step step) {
        done.put(
                step.number,
                created(as(secretary(step))
                        .body(Map.of(
                                "memberId",
                                heroine,
                                "from",
                                step.at(step.from),
                                "to",
                                step.at(step.to),
                                "how",
                                "自学规定篇目，支委检查笔记"))
                        .post("/study-sessions/{id}/make-ups", done.get(step.about()))));
    }

    private void times(Step step) {
        as(house.office)
                .body(Map.of("heldFrom", step.at(step.from), "heldTo", step.at(step.to), "reason", "提前散会"))
                .post("/study-sessions/{id}/corrections", done.get(step.about()))
                .then()
                .statusCode(200);
    }

    private void retract(Step step) {
        Step made = steps.get(step.about());
        as(secretary(step))
                .body(Map.of("reason", "时间登记有误"))
                .post("/study-sessions/{id}/make-ups/{u}/retraction", done.get(made.about()), done.get(made.number))
                .then()
                .statusCode(200);
    }

    private UUID branch(Step step) {
        return house.branches.get(step.branch.equals("第1支部") ? 0 : 1);
    }

    private String secretary(Step step) {
        return house.secretaries.get(step.branch.equals("第1支部") ? 0 : 1);
    }
}
