package org.zhixing.discussion.vote;

import static org.hamcrest.Matchers.equalTo;
import static org.zhixing.Samples.as;

import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhixing.Samples;
import org.zhixing.identity.Role;

/** A branch of four, each with an account, that votes on one requirement. */
final class VotingHouse {
    final Samples samples;
    final Samples.House house;
    final UUID branch;
    final List<UUID> roster;
    final String secretary;
    final String discussion;
    final String requirement;

    /** In the order of the roster; the first is the secretary. */
    final List<String> people = new ArrayList<>();

    VotingHouse(Samples samples, Samples.House house) {
        this.samples = samples;
        this.house = house;
        branch = house.branches.getFirst();
        roster = house.roster.get(branch);
        secretary = house.secretaries.getFirst();
        people.addAll(List.of(secretary, house.people.getFirst(), account(2), account(3)));
        discussion = samples.refined(house, branch);
        requirement = samples.requirement(discussion, "党员每月到责任沟渠清淤一次。");
    }

    static VotingHouse voting(Samples samples) {
        VotingHouse voting = new VotingHouse(samples, samples.houseWithCampaign());
        voting.move("VOTING").statusCode(200);
        return voting;
    }

    private String account(int place) {
        return samples.secondAccount(house, branch, roster.get(place), Role.MEMBER);
    }

    ValidatableResponse move(String to) {
        return Samples.move(house, discussion, to).then();
    }

    ValidatableResponse vote(String who, int edition, String choice, String reason) {
        return vote(who, null, edition, choice, reason);
    }

    ValidatableResponse vote(String who, UUID member, int edition, String choice, String reason) {
        Map<String, Object> body = new HashMap<>();
        body.put("edition", edition);
        body.put("choice", choice);
        body.put("reason", reason);
        body.put("memberId", member);
        return as(who).body(body).put("/requirements/{id}/votes", requirement).then();
    }

    /** The first so many of the roster agree. */
    void agree(int count) {
        people.subList(0, count).forEach(who -> vote(who, 1, "AGREE", null).statusCode(200));
    }

    ValidatableResponse enter(String choice, Object... exceptions) {
        return as(secretary)
                .body(Map.of(
                        "requirementId",
                        requirement,
                        "edition",
                        1,
                        "choice",
                        choice,
                        "exceptions",
                        List.of(exceptions)))
                .put("/discussions/{id}/votes", discussion)
                .then();
    }

    static Map<String, Object> except(UUID member, String choice, String reason) {
        Map<String, Object> exception = new HashMap<>();
        exception.put("memberId", member);
        exception.put("choice", choice);
        exception.put("reason", reason);
        return exception;
    }

    ValidatableResponse answer(String who, String vote, int wording) {
        return as(who).body(Map.of("text", "已写入说明", "wording", wording))
                .put("/requirements/{id}/votes/{vote}/answer", requirement, vote)
                .then();
    }

    /** How the votes stand, as a member sees it. */
    ValidatableResponse tally() {
        return as(people.get(1))
                .get("/discussions/{id}/votes", discussion)
                .then()
                .statusCode(200)
                .rootPath("items[0]");
    }

    ValidatableResponse lines(String query) {
        return as(people.get(1))
                .get("/requirements/" + requirement + "/votes" + query)
                .then()
                .statusCode(200);
    }

    ValidatableResponse changes() {
        return as(people.get(1))
                .get("/requirements/{id}/votes/changes", requirement)
                .then()
                .statusCode(200);
    }

    void transfer(int place) {
        as(house.office)
                .body(Map.of("toBranchId", house.branches.get(1), "on", "2026-03-20", "reason", "工作调动"))
                .post("/members/{id}/transfers", roster.get(place))
                .then()
                .statusCode(201);
    }

    void join(String name) {
        Samples.created(as(house.office)
                .body(Map.of("branchId", branch, "name", name, "category", "ORDINARY", "stage", "FULL"))
                .post("/members"));
    }

    static void refused(ValidatableResponse answer, int status, String slug) {
        answer.statusCode(status).body("type", equalTo("urn:zhixing:problem:" + slug));
    }

    static void refusedAt(ValidatableResponse answer, String pointer, String code) {
        answer.statusCode(422).body("errors[0].pointer", equalTo(pointer)).body("errors[0].code", equalTo(code));
    }
}
