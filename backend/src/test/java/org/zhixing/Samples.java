package org.zhixing;

import static io.restassured.RestAssured.given;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.MultiPartConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.http.entity.mime.HttpMultipartMode;
import org.zhixing.discussion.requirement.RequirementSamples;
import org.zhixing.identity.Account;
import org.zhixing.identity.Accounts;
import org.zhixing.identity.Role;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organization;
import org.zhixing.organization.Organizations;

/** A small house to test in: a committee of its own with branches, members and people who hold roles. */
@ApplicationScoped
public class Samples {
    public static final String PASSWORD = "a-long-test-password";
    private static final AtomicInteger SERIAL = new AtomicInteger();

    @Inject
    Organizations organizations;

    @Inject
    Members members;

    @Inject
    Accounts accounts;

    @Inject
    EntityManager entities;

    @Inject
    RequirementSamples requirements;

    @Inject
    @jakarta.enterprise.inject.Any
    jakarta.enterprise.inject.Instance<org.zhixing.campaign.ActionMetric> metrics;

    /** A committee with two branches of four members, an office above, and a secretary, recorder and member in each. */
    public static class House {
        public UUID committee;
        public final List<UUID> branches = new ArrayList<>();
        public final Map<UUID, List<UUID>> roster = new HashMap<>();
        public String office;
        public String supervisor;
        public final List<String> secretaries = new ArrayList<>();
        public final List<String> people = new ArrayList<>();
        public String campaign;
    }

    public House house() {
        int serial = SERIAL.incrementAndGet();
        House house = new House();
        QuarkusTransaction.requiringNew().run(() -> {
            Organization committee = organizations.found(
                    null,
                    Organization.Kind.WORK_COMMITTEE,
                    "T" + serial,
                    new Organization.Editable("试验工委" + serial, null, null));
            organizations.flush();
            house.committee = committee.id();
            house.office = person("office" + serial, "办公室", committee, null, Role.OFFICE);
            house.supervisor = person("supervisor" + serial, "督导组", committee, null, Role.SUPERVISOR);
            for (int b = 1; b <= 2; b++) {
                Organization branch = organizations.found(
                        committee,
                        Organization.Kind.BRANCH,
                        "T" + serial + "-" + b,
                        new Organization.Editable("第" + b + "支部", null, null));
                organizations.flush();
                house.branches.add(branch.id());
                List<UUID> roster = new ArrayList<>();
                for (String name : List.of("陈志强", "李建国", "王秀兰", "𠮷田芳")) {
                    roster.add(members.join(
                                    branch,
                                    new Member.Editable(
                                            name,
                                            null,
                                            Member.Category.ORDINARY,
                                            Member.Stage.FULL,
                                            false,
                                            null,
                                            LocalDate.of(2001, 7, 1)),
                                    null,
                                    LocalDate.of(2020, 1, 1))
                            .id());
                }
                organizations.flush();
                house.roster.put(branch.id(), roster);
                house.secretaries.add(
                        person("secretary" + serial + "." + b, "书记" + b, branch, roster.getFirst(), Role.SECRETARY));
                house.people.add(person("member" + serial + "." + b, "党员" + b, branch, roster.get(1), Role.MEMBER));
            }
        });
        return house;
    }

    /** Somebody who administers the house. */
    public String admin(House house) {
        return QuarkusTransaction.requiringNew()
                .call(() -> person(
                        "admin" + SERIAL.incrementAndGet(),
                        "管理员",
                        organizations.findById(house.committee),
                        null,
                        Role.ADMIN));
    }

    /** A house with a campaign that its office made from a small template. */
    public House houseWithCampaign() {
        return houseWithCampaign(TEMPLATE);
    }

    /** The same from a template of one's own, whose code is CODE. */
    public House houseWithCampaign(String template) {
        House house = house();
        as(house.office)
                .contentType("application/yaml")
                .body(template.replace("CODE", "test-" + SERIAL.incrementAndGet()))
                .post("/campaign-templates")
                .then()
                .statusCode(201);
        house.campaign = as(house.office)
                .body(Map.of(
                        "templateCode",
                        "test-" + SERIAL.get(),
                        "name",
                        "试验活动",
                        "organizationId",
                        house.committee,
                        "startsOn",
                        "2026-03-02"))
                .post("/campaigns")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return house;
    }

    /** A first batch with all of the house's branches, from 2026-03-02; its id. */
    public String batch(House house) {
        return created(as(house.office)
                .body(Map.of(
                        "ordinal",
                        1,
                        "name",
                        "第一批",
                        "phases",
                        List.of(
                                Map.of("kind", "STUDY", "startsOn", "2026-03-02", "endsOn", "2026-04-12"),
                                Map.of("kind", "APPRAISAL", "startsOn", "2026-04-13", "endsOn", "2026-05-10")),
                        "organizationIds",
                        List.of(house.committee)))
                .post("/campaigns/{id}/batches", house.campaign));
    }

    /** A planned session of the house's first branch, from nine to eleven on a day of March 2026; its id. */
    public String session(House house, int day) {
        String date = "2026-03-%02d".formatted(day);
        return created(as(house.secretaries.getFirst())
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        house.branches.getFirst(),
                        "title",
                        "学习" + day,
                        "startsAt",
                        date + "T09:00:00+08:00",
                        "endsAt",
                        date + "T11:00:00+08:00"))
                .post("/study-sessions"));
    }

    /** A discussion at an organisation of the house that is being refined; its id. */
    public String refined(House house, UUID organization) {
        String discussion = created(as(house.office)
                .body(Map.of("campaignId", house.campaign, "organizationId", organization, "topicCode", "Q1"))
                .post("/discussions"));
        move(house, discussion, "OPEN").then().statusCode(200);
        move(house, discussion, "REFINING").then().statusCode(200);
        return discussion;
    }

    /** Moves a discussion, as the office. */
    public static Response move(House house, String discussion, String to) {
        return as(house.office).body(Map.of("to", to)).post("/discussions/{id}/transitions", discussion);
    }

    /** A draft of a discussion that is being refined; its id. */
    public String requirement(String discussion, String text) {
        return requirements.draft(discussion, text);
    }

    public void reword(String requirement, String text) {
        requirements.reword(requirement, text);
    }

    /** Judges a draft on all aspects as it now is. */
    public void judge(String requirement) {
        requirements.judge(requirement);
    }

    public static String created(Response response) {
        return response.then().statusCode(201).extract().path("id");
    }

    /** More branches below the house's committee, without members. */
    public void branches(House house, int count) {
        QuarkusTransaction.requiringNew().timeout(300).run(() -> {
            Organization committee = organizations.findById(house.committee);
            for (int n = 0; n < count; n++) {
                int serial = SERIAL.incrementAndGet();
                organizations.found(
                        committee,
                        Organization.Kind.BRANCH,
                        "B" + serial,
                        new Organization.Editable("支部" + serial, null, null));
            }
            organizations.flush();
        });
    }

    /** What a metric says of a branch in the campaign's second phase. */
    public long figure(String metric, House house, UUID branch) {
        var asked = new org.zhixing.campaign.ActionMetric.Asked(
                UUID.fromString(house.campaign),
                org.zhixing.campaign.PhaseKind.APPRAISAL,
                org.zhixing.campaign.CampaignTemplate.Subject.BRANCH,
                1,
                LocalDate.of(2026, 4, 20));
        return QuarkusTransaction.requiringNew().call(() -> metrics.stream()
                .filter(m -> m.name().equals(metric))
                .findFirst()
                .orElseThrow()
                .measure(List.of(branch), asked)
                .get(branch)
                .value());
    }

    /** A criterion of an organisation: one of the five checks, or made of a requirement. */
    public UUID criterion(UUID campaign, UUID organization, UUID requirement, String text) {
        UUID id = org.zhixing.platform.Ids.next();
        QuarkusTransaction.requiringNew().run(() -> entities.createNativeQuery("""
                        insert into criterion (id, campaign_id, organization_id, ordinal, requirement_id, dimension, generated_text, text, created_at, version)
                        select :id, :campaign, :organization, 1, cast(cast(:requirement as text) as uuid), d.code, :text, :text, now(), 0
                        from unnest(array['WORK_STYLE', 'INTEGRITY', 'ROLE_MODEL', 'DEVELOPMENT', 'SERVANT_SPIRIT']) with ordinality d(code, n)
                        where not exists (select 1 from criterion c where c.campaign_id = :campaign
                                          and c.organization_id = :organization and c.requirement_id is null and c.dimension = d.code)
                        order by d.n limit 1""")
                .setParameter("id", id)
                .setParameter("campaign", campaign)
                .setParameter("organization", organization)
                .setParameter("requirement", requirement == null ? null : requirement.toString())
                .setParameter("text", text)
                .executeUpdate());
        return id;
    }

    /** Somebody more who holds one role at one place; the user name. */
    public String person(House house, UUID at, Role role) {
        return QuarkusTransaction.requiringNew()
                .call(() -> person(
                        role.name().toLowerCase(java.util.Locale.ROOT) + "." + SERIAL.incrementAndGet(),
                        role.name(),
                        organizations.findById(at),
                        null,
                        role));
    }

    /** Another account of a member who may have one already; the user name. */
    public String secondAccount(House house, UUID branch, UUID member, Role role) {
        return QuarkusTransaction.requiringNew()
                .call(() -> person(
                        "second." + SERIAL.incrementAndGet(),
                        role.name(),
                        organizations.findById(branch),
                        member,
                        role));
    }

    private String person(String username, String name, Organization at, UUID member, Role role) {
        Account account = new Account(username, name, SamplePassword.HASH, at.id(), member, Instant.now());
        accounts.persistAndFlush(account);
        accounts.grant(account, role, at.id(), null, null, null);
        accounts.flush();
        return username;
    }

    /** A request of somebody who has signed in. */
    public static RequestSpecification as(String username) {
        String cookie = given().basePath("/api/v1")
                .contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", PASSWORD))
                .post("/session")
                .then()
                .statusCode(200)
                .extract()
                .cookie("zhixing_session");
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .defaultContentCharset("UTF-8")
                                .encodeContentTypeAs("application/yaml", ContentType.TEXT))
                        .multiPartConfig(MultiPartConfig.multiPartConfig().defaultCharset("UTF-8"))
                        .httpClient(HttpClientConfig.httpClientConfig()
                                .httpMultipartMode(HttpMultipartMode.BROWSER_COMPATIBLE)))
                .basePath("/api/v1")
                .contentType(ContentType.JSON)
                .cookie("zhixing_session", cookie);
    }

    public static String etag(Response response) {
        return response.header("ETag");
    }

    public static final String TEMPLATE = """
            code: CODE
            name: 试验模板
            version: 1
            quota: {minutes: 2400, halfDaysPerWeek: 2, halfDayCapMinutes: 240}
            phases:
              - {kind: STUDY, name: 学习, weeks: 6}
              - {kind: APPRAISAL, name: 评议, weeks: 4}
            batches:
              - {ordinal: 1, name: 第一批}
            topics:
              - {code: Q1, title: 如何当先锋}
            checkDimensions:
              - {code: ROLE_MODEL, name: 查模范作用}
            fiveHaves: []
            fourInPlace: []
            integrations: [{code: LIVELIHOOD, name: 与解决群众生产生活困难相结合}]
            fields: [{code: PUBLIC_SERVICE, name: 公共服务}]
            requiredActions: []
            """;
}
