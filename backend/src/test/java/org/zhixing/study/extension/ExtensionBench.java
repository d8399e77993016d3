package org.zhixing.study.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhixing.Samples.as;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;
import org.zhixing.platform.time.Times;

/**
 * How long an extension takes at the size of a province: scripts/bench-extension. No test: the build does not run it.
 * Filled by SQL: committees of a hundred branches, twenty members each, four weeks of sessions, one busy week.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ExtensionBench {
    private static final int BRANCHES = Integer.getInteger("bench.branches", 25_000);
    private static final int MEMBERS = 20;

    @Inject
    Samples samples;

    @Inject
    EntityManager entities;

    @Inject
    Clock clock;

    private Samples.House house;
    private LocalDate today;

    @Test
    void howLongTheProposalAndItsApplicationTake() throws InterruptedException {
        house = samples.houseWithCampaign();
        today = Times.today(clock);
        long started = System.nanoTime();
        QuarkusTransaction.requiringNew().timeout(3_600).run(this::fill);
        say("filled: %,d branches, %,d members in %.0f s", BRANCHES, BRANCHES * MEMBERS, since(started));
        Response batch = as(house.office)
                .body(Map.of(
                        "ordinal",
                        1,
                        "name",
                        "第一批",
                        "phases",
                        List.of(Map.of("kind", "STUDY", "startsOn", day(-28), "endsOn", day(14))),
                        "organizationIds",
                        List.of(house.branches.getFirst())))
                .post("/campaigns/{id}/batches", house.campaign);
        String id = batch.then().statusCode(201).extract().path("id");
        QuarkusTransaction.requiringNew().timeout(600).run(() -> takePart(id));

        started = System.nanoTime();
        Response ordered = as(house.office)
                .body(Map.of(
                        "batchId",
                        id,
                        "newEndsOn",
                        day(28),
                        "reason",
                        "春耕农忙",
                        "document",
                        Map.of("number", "试发〔2026〕3号", "title", "关于延长学习动员阶段的通知")))
                .post("/campaigns/{id}/phases/STUDY/extensions", house.campaign);
        ordered.then().statusCode(202);
        say("ordered in %.1f s", since(started));
        String extension = ordered.path("id");
        await(extension, "PROPOSED", "proposal");
        long page = System.nanoTime();
        as(house.office)
                .get("/phase-extensions/{id}/branches?sort=-stillShort", extension)
                .then()
                .statusCode(200);
        say("first page of branches in %.2f s", since(page));
        as(house.office)
                .post("/phase-extensions/{id}/application", extension)
                .then()
                .statusCode(202);
        Response applied = await(extension, "APPLIED", "application");
        assertThat(applied.<Integer>path("figures.planned")).isPositive();
        say("%,d sessions planned", applied.<Integer>path("figures.planned"));
    }

    private Response await(String extension, String state, String what) throws InterruptedException {
        long started = System.nanoTime();
        long most = 0;
        String office = house.office;
        var caller = as(office);
        while (true) {
            Response now = caller.get("/phase-extensions/" + extension);
            Runtime runtime = Runtime.getRuntime();
            most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
            if (now.path("finishedAt") != null) {
                assertThat(now.<String>path("state")).isEqualTo(state);
                double seconds = since(started);
                say(
                        "%s: %.1f s, %.0f branches/s, heap at most %d MB",
                        what, seconds, now.<Integer>path("branchesTotal") / seconds, most >> 20);
                return now;
            }
            Thread.sleep(500);
        }
    }

    private void fill() {
        sql("set local statement_timeout = 0");
        sql("""
                insert into organization (id, parent_id, kind, code, name, path, depth, version)
                select gen_random_uuid(), c.id, 'COMMITTEE', c.code || '-c' || n, '党委' || n, c.path || 'c' || n || '/', 1, 0
                from organization c, generate_series(0, %d) n where c.id = '%s'""".formatted((BRANCHES - 1) / 100, house.committee));
        sql("""
                insert into organization (id, parent_id, kind, code, name, path, depth, version)
                select gen_random_uuid(), p.id, 'BRANCH', p.code || '-' || n, p.name || '第' || n || '支部', p.path || 'b' || n || '/', 2, 0
                from organization p, generate_series(1, 100) n where p.parent_id = '%s' and p.kind = 'COMMITTEE'""".formatted(house.committee));
        sql("create temporary table bench_branch as select o.id, o.parent_id"
                + " from organization o join organization p on p.id = o.parent_id where p.parent_id = '%s' limit %d"
                        .formatted(house.committee, BRANCHES));
        sql("""
                insert into member (id, branch_id, name, category, stage, state, version)
                select gen_random_uuid(), b.id, '党员' || n, 'ORDINARY', 'FULL', 'ACTIVE', 0 from bench_branch b, generate_series(1, %d) n""".formatted(MEMBERS));
        sql("""
                insert into member_hours (campaign_id, member_id, minutes, half_days)
                select '%s', m.id, 180 * (3 + (random() * 5)::int), 5 from member m join bench_branch b on b.id = m.branch_id""".formatted(house.campaign));
        sql("""
                create temporary table bench_session as
                select gen_random_uuid() as id, b.id as branch_id, date '%s' + n * 3 as day, case when n %% 2 = 0 then 'AM' else 'PM' end as half
                from bench_branch b, generate_series(0, 7) n""".formatted(day(-28)));
        sql("""
                insert into study_session (id, campaign_id, organization_id, kind, title, starts_at, ends_at, date, half, state, version)
                select id, '%s', branch_id, 'STUDY', '学习', day + case half when 'AM' then time '08:30' else time '14:30' end,
                       day + case half when 'AM' then time '11:30' else time '17:30' end, day, half, 'HELD', 0 from bench_session""".formatted(house.campaign));
        sql("insert into session_branch (branch_id, session_id, version) select branch_id, id, 0 from bench_session");
        sql("""
                insert into busy_period (id, organization_id, from_date, to_date, reason, noted_by, version)
                select gen_random_uuid(), parent_id, '%s', '%s', '春耕', '办公室', 0 from (select distinct parent_id from bench_branch) p""".formatted(day(5), day(11)));
        sql("analyze organization, member, member_hours, study_session, session_branch, busy_period");
    }

    private void takePart(String batch) {
        sql("""
                insert into participation (id, campaign_id, branch_id, batch_id, phase, entered_on, version)
                select gen_random_uuid(), '%s', o.id, '%s', 'STUDY', '%s', 0 from organization o join organization p on p.id = o.parent_id
                where p.parent_id = '%s' order by o.path limit %d""".formatted(house.campaign, batch, day(-28), house.committee, BRANCHES));
        sql("analyze participation");
    }

    private void sql(String text) {
        entities.createNativeQuery(text).executeUpdate();
    }

    private String day(int offset) {
        return today.plusDays(offset).toString();
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static void say(String format, Object... values) {
        System.out.println("BENCH " + format.formatted(values));
    }
}
