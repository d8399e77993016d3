package org.zhixing.discussion.vote;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.discussion.vote.VotingHouse.except;
import static org.zhixing.discussion.vote.VotingHouse.refused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** A discussion is adopted when the roster of that moment has found consensus on all that stands. DIS-5 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AdoptionTest {
    @Inject
    Samples samples;

    @Test
    void belowTheQuorumNothingIsAdoptedAndWithItEverythingIs() {
        VotingHouse v = VotingHouse.voting(samples);
        v.agree(3);
        refused(v.move("ADOPTED"), 409, "vote/no-consensus");
        v.move("ADOPTED")
                .body("errors.code", contains("vote/lacks-quorum"))
                .body("errors[0].detail", containsString("3 人已表决，至少要 4 人"));
        v.tally().body("requirement.state", equalTo("DRAFT"));
        v.agree(4);
        v.move("ADOPTED").statusCode(200).body("state", equalTo("ADOPTED"));
        v.tally()
                .body("requirement.state", equalTo("ADOPTED"))
                .body("adoptedBy", equalTo("办公室"))
                .body("adoptedAt", notNullValue());
    }

    @Test
    void aFailedVoteGoesBackToBeRefined() {
        VotingHouse v = VotingHouse.voting(samples);
        v.agree(2);
        v.move("REFINING").statusCode(200);
        v.lines("?voted=true").body("items", hasSize(2));
    }

    @Test
    void underTwoThirdsNothingIsAdopted() {
        VotingHouse v = VotingHouse.voting(samples);
        v.enter("AGREE", except(v.roster.get(2), "RESERVE", null), except(v.roster.get(3), "RESERVE", null))
                .statusCode(200);
        v.move("ADOPTED")
                .statusCode(409)
                .body("errors.code", contains("vote/lacks-agreement"))
                .body("errors[0].detail", containsString("2 票同意，至少要 3 票"));
    }

    @Test
    void anObjectionWithoutAnAnswerStopsItAndAnAnsweredOneDoesNot() {
        VotingHouse v = VotingHouse.voting(samples);
        v.enter("AGREE", except(v.roster.get(3), "OBJECT", "做不到")).statusCode(200);
        v.move("ADOPTED").statusCode(409).body("errors.code", contains("vote/lacks-answers"));
        String objection = v.lines("?choice=OBJECT").extract().path("items[0].vote.id");
        v.answer(v.secretary, objection, 1).statusCode(200);
        v.move("ADOPTED").statusCode(200);
    }

    @Test
    void everyDraftThatStandsMustFindConsensusOrNoneIsAdopted() {
        VotingHouse v = new VotingHouse(samples, samples.houseWithCampaign());
        samples.requirement(v.discussion, "党员带头清理房前屋后。");
        v.move("VOTING").statusCode(200);
        v.agree(4);
        v.move("ADOPTED")
                .statusCode(409)
                .body("errors.code", contains("vote/lacks-quorum", "vote/lacks-agreement"))
                .body("errors[0].detail", containsString("第 2 条"));
        v.tally().body("requirement.state", equalTo("DRAFT"));
    }

    @Test
    void whereNothingStandsNothingIsVotedOn() {
        Samples.House house = samples.houseWithCampaign();
        String discussion = samples.refined(house, house.branches.getFirst());
        refused(Samples.move(house, discussion, "VOTING").then(), 409, "requirement/none-drafted");
    }

    @Test
    void whoHasLeftCountsNoMoreAndWhoHasComeIsWaitedFor() {
        VotingHouse v = VotingHouse.voting(samples);
        v.agree(3);
        v.transfer(3);
        v.tally().body("roster", equalTo(3)).body("voted", equalTo(3));
        v.join("新来的");
        v.move("ADOPTED").statusCode(409).body("errors.code", contains("vote/lacks-quorum"));
        v.transfer(2);
        v.tally().body("roster", equalTo(3)).body("voted", equalTo(2));
        v.enter("AGREE").statusCode(200).body("kept", equalTo(2));
        v.move("ADOPTED").statusCode(200);
    }

    @Test
    void whatWasCountedStaysWhoeverMovesLater() {
        VotingHouse v = VotingHouse.voting(samples);
        v.agree(4);
        v.move("ADOPTED").statusCode(200);
        v.transfer(3);
        v.join("后来的");
        v.tally().body("roster", equalTo(4)).body("agree", equalTo(4));
        v.lines("").body("items", hasSize(4));
        refused(v.vote(v.people.get(1), 1, "OBJECT", "做不到"), 409, "discussion/not-voting");
        refused(v.move("REFINING"), 409, "discussion/move");
    }

    @Test
    void theCampaignsTemplateMaySayWhatConsensusIs() {
        VotingHouse v = new VotingHouse(
                samples,
                samples.houseWithCampaign(Samples.TEMPLATE + "consensus: {quorumPercent: 50, agreeThirds: 3}\n"));
        v.move("VOTING").statusCode(200);
        v.agree(2);
        v.tally().body("quorum", equalTo(2)).body("agreement", equalTo(2));
        v.move("ADOPTED").statusCode(200);
    }

    @Test
    void aQuestionWhoseRequirementsAreAdoptedIsDoneForTheGate() { // CAM-5
        VotingHouse v = new VotingHouse(
                samples,
                samples.houseWithCampaign(
                        Samples.TEMPLATE.replace(
                                "requiredActions: []",
                                "requiredActions: [{code: ADOPT, phase: STUDY, subject: BRANCH, name: 形成要求, metric: discussions-adopted, target: 1}]")));
        samples.batch(v.house);
        v.move("VOTING").statusCode(200);
        v.agree(4);
        gate(v).body("actions[0].value", equalTo(0));
        v.move("ADOPTED").statusCode(200);
        gate(v).body("actions[0].value", equalTo(1)).body("actions[0].state", equalTo("MET"));
    }

    private static io.restassured.response.ValidatableResponse gate(VotingHouse v) {
        return as(v.secretary)
                .get("/campaigns/{id}/gates/{branch}", v.house.campaign, v.branch)
                .then()
                .statusCode(200);
    }

    @Test
    void theAnswerNamesEveryRequirementThatLacksSomethingInTheCallersLanguage() {
        VotingHouse v = VotingHouse.voting(samples);
        as(v.house.office)
                .header("Accept-Language", "en")
                .body(Map.of("to", "ADOPTED"))
                .post("/discussions/{id}/transitions", v.discussion)
                .then()
                .statusCode(409)
                .body("detail", equalTo("1 of 1 requirements cannot be adopted yet"))
                .body("errors[0].detail", equalTo("No. 1: 0 have voted, at least 4 are needed"));
    }
}
