package org.zhixing.appraisal.ballot;

import static org.zhixing.Samples.as;
import static org.zhixing.Samples.created;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.zhixing.Samples;
import org.zhixing.identity.Role;

/** A review of a house's first branch with as many voters as wanted, each with an account. */
final class Meeting {
    final Samples.House house;
    final UUID branch;
    final String secretary;
    final List<UUID> members = new ArrayList<>();
    final List<String> voters = new ArrayList<>();
    final String review;

    /** @param reviewed how many of the voters are reviewed, beside the branch */
    Meeting(Samples samples, int voters, int reviewed) {
        house = samples.houseWithCampaign();
        branch = house.branches.getFirst();
        secretary = house.secretaries.getFirst();
        for (int i = 0; i < voters; i++) {
            String member = created(as(house.office)
                    .body(Map.of("branchId", branch, "name", "投票人" + i, "category", "ORDINARY", "stage", "FULL"))
                    .post("/members"));
            members.add(UUID.fromString(member));
            this.voters.add(samples.secondAccount(house, branch, members.getLast(), Role.MEMBER));
        }
        review = created(as(secretary)
                .body(Map.of(
                        "campaignId",
                        house.campaign,
                        "organizationId",
                        branch,
                        "title",
                        "民主评议会",
                        "date",
                        "2026-04-24",
                        "ofOrganization",
                        true,
                        "memberIds",
                        members.subList(0, reviewed)))
                .post("/reviews"));
    }

    Meeting open() {
        created(as(secretary)
                .body(Map.of("kind", "SATISFACTION", "byCriterion", false))
                .post("/reviews/{id}/ballot-box", review));
        return this;
    }

    /** Choices by question, in their order; 0 leaves a question out. */
    Response cast(String voter, int... choices) {
        return as(voter)
                .header("Idempotency-Key", "vote-" + voter)
                .body(ballot(choices))
                .post("/reviews/{id}/ballot-box/ballots", review);
    }

    static Map<String, Object> ballot(int... choices) {
        return Map.of(
                "choices",
                IntStream.range(0, choices.length)
                        .filter(i -> choices[i] > 0)
                        .mapToObj(i -> Map.of("question", i + 1, "choice", choices[i]))
                        .toList());
    }

    Response close() {
        return move("CLOSED", null);
    }

    Response move(String to, String reason) {
        return as(secretary)
                .body(reason == null ? Map.of("to", to) : Map.of("to", to, "reason", reason))
                .post("/reviews/{id}/ballot-box/transitions", review);
    }

    Response box() {
        return as(secretary).get("/reviews/{id}/ballot-box", review);
    }

    Response papers(Map<String, ?> count) {
        return as(secretary)
                .header("If-Match", Samples.etag(box()))
                .body(count)
                .put("/reviews/{id}/ballot-box/papers", review);
    }

    Response results(String who) {
        return as(who).get("/reviews/{id}/results", review);
    }
}
