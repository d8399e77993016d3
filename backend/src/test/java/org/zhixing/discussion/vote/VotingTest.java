package org.zhixing.discussion.vote;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.zhixing.Samples.as;
import static org.zhixing.discussion.vote.VotingHouse.except;
import static org.zhixing.discussion.vote.VotingHouse.refused;
import static org.zhixing.discussion.vote.VotingHouse.refusedAt;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhixing.Samples;
import org.zhixing.platform.database.TestDatabase;

/** One current vote per member, for the wording that was read, with its history. DIS-5 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class VotingTest {
    @Inject
    Samples samples;

    private VotingHouse v;
    private String member;

    @BeforeEach
    void aBranchThatVotes() {
        v = VotingHouse.voting(samples);
        member = v.people.get(1);
    }

    @Test
    void theTallySaysWhatIsMissingBeforeAnybodyAsksForAdoption() {
        v.tally()
                .body("roster", equalTo(4))
                .body("voted", equalTo(0))
                .body("quorum", equalTo(4))
                .body("agreement", equalTo(3))
                .body("lacks", contains("QUORUM", "AGREEMENT"))
                .body("mine", nullValue());
        v.agree(4);
        v.tally()
                .body("agree", equalTo(4))
                .body("lacks", empty())
                .body("mine.choice", equalTo("AGREE"))
                .body("mine.recordedBy", nullValue());
    }

    @Test
    void votesAreOpenAndListedByNameWithThoseWhoHaveNotVoted() {
        v.vote(member, 1, "RESERVE", "还要再议").statusCode(200);
        v.lines("").body("items", hasSize(4));
        v.lines("?voted=true").body("items.member.name", contains("李建国")).body("items[0].vote.reason", equalTo("还要再议"));
        v.lines("?voted=false").body("items", hasSize(3));
        v.lines("?choice=OBJECT").body("items", hasSize(0));
    }

    @Test
    void aVoteChangesAndWhatItSaidIsKept() {
        v.vote(member, 1, "AGREE", null).statusCode(200);
        v.vote(member, 1, "OBJECT", "做不到").statusCode(200);
        v.tally().body("voted", equalTo(1)).body("agree", equalTo(0)).body("object", equalTo(1));
        v.changes().body("items.choice", contains("AGREE")).body("items.replacedBy", contains("党员1"));
        v.vote(member, 1, "OBJECT", "做不到").statusCode(200);
        v.changes().body("items", hasSize(1));
    }

    @Test
    void anObjectionNeedsItsReason() {
        refusedAt(v.vote(member, 1, "OBJECT", " "), "/reason", "vote/objection-needs-reason");
    }

    @Test
    void nobodyVotesOnAWordingTheyHaveNotRead() {
        refused(v.vote(member, 2, "AGREE", null), 409, "vote/other-wording");
    }

    @Test
    void votesOnAnEarlierWordingCountNoMoreAndThoseOnOneThatStoodDo() {
        v.agree(2);
        v.move("REFINING").statusCode(200);
        refused(v.vote(member, 1, "AGREE", null), 409, "discussion/not-voting");
        v.move("VOTING").statusCode(200);
        v.tally().body("voted", equalTo(2));
        v.move("REFINING").statusCode(200);
        samples.reword(v.requirement, "党员每季度到责任沟渠清淤一次。");
        v.move("VOTING").statusCode(200);
        v.tally().body("voted", equalTo(0)).body("mine", nullValue());
        v.lines("?voted=true").body("items", hasSize(0));
        v.vote(member, 2, "AGREE", null).statusCode(200);
        v.tally().body("voted", equalTo(1)).body("mine.edition", equalTo(2));
        v.changes().body("items.edition", contains(1));
    }

    @Test
    void onlyTheRosterVotes() {
        var other = v.house.roster.get(v.house.branches.get(1)).get(2);
        refusedAt(v.vote(v.house.office, other, 1, "AGREE", null), "/memberId", "vote/not-on-roster");
        v.transfer(2);
        refusedAt(v.vote(v.house.office, v.roster.get(2), 1, "AGREE", null), "/memberId", "vote/not-on-roster");
    }

    @Test
    void anOfficeWithoutAMemberSaysWhoseVoteItEnters() {
        refusedAt(v.vote(v.house.office, 1, "AGREE", null), "/memberId", "vote/voter-needed");
    }

    @Test
    void aMemberVotesForNobodyElse() {
        refused(v.vote(member, v.roster.get(2), 1, "AGREE", null), 403, "vote/not-for-others");
    }

    @Test
    void whoeverEntersAVoteForAnotherIsNamedWithIt() {
        v.vote(v.secretary, v.roster.get(1), 1, "AGREE", null).statusCode(200).body("recordedBy", equalTo("书记1"));
        v.tally().body("mine.recordedBy", equalTo("书记1"));
        v.vote(member, 1, "AGREE", null).statusCode(200).body("recordedBy", nullValue());
        v.changes().body("items.recordedBy", contains("书记1"));
    }

    @Test
    void whatAMemberHasCastIsChangedByThatMemberAlone() {
        v.vote(member, 1, "OBJECT", "做不到").statusCode(200);
        refused(v.vote(v.secretary, v.roster.get(1), 1, "AGREE", null), 409, "vote/own-vote-stands");
        v.tally().body("object", equalTo(1));
    }

    @Test
    void votesOutsideTheScopeDoNotExist() {
        String outside = v.house.secretaries.get(1);
        as(outside).get("/requirements/{id}/votes", v.requirement).then().statusCode(404);
        as(outside).get("/discussions/{id}/votes", v.discussion).then().statusCode(404);
        v.vote(outside, 1, "AGREE", null).statusCode(404);
    }

    @Test
    void aShowOfHandsIsEnteredByItsExceptions() {
        v.enter("AGREE", except(v.roster.get(2), "OBJECT", "做不到"), except(v.roster.get(3), null, null))
                .statusCode(200)
                .body("kept", equalTo(0))
                .body("tally.agree", equalTo(2))
                .body("tally.object", equalTo(1))
                .body("tally.voted", equalTo(3));
        v.lines("?choice=OBJECT")
                .body("items.member.name", contains("王秀兰"))
                .body("items[0].vote.recordedBy", equalTo("书记1"));
        v.enter("AGREE", except(v.roster.get(2), null, null))
                .statusCode(200)
                .body("tally.agree", equalTo(3))
                .body("tally.voted", equalTo(3));
        v.changes().body("items", hasSize(1)).body("items.choice", contains("OBJECT"));
    }

    @Test
    void aShowOfHandsLeavesAloneWhatMembersHaveCastThemselves() {
        v.vote(member, 1, "RESERVE", null).statusCode(200);
        v.enter("AGREE")
                .statusCode(200)
                .body("kept", equalTo(1))
                .body("tally.reserve", equalTo(1))
                .body("tally.agree", equalTo(3));
        refused(v.enter("AGREE", except(v.roster.get(1), "OBJECT", "做不到")), 409, "vote/own-vote-stands");
        refused(v.enter("AGREE", except(v.roster.get(1), null, null)), 409, "vote/own-vote-stands");
    }

    @Test
    void aShowOfHandsThatIsNotRightIsRefusedWhereItIsWrong() {
        refusedAt(v.enter("OBJECT"), "/choice", "vote/objections-one-by-one");
        refusedAt(
                v.enter("AGREE", except(v.roster.get(2), "OBJECT", null)),
                "/exceptions/0/reason",
                "vote/objection-needs-reason");
        var other = v.house.roster.get(v.house.branches.get(1)).get(2);
        refusedAt(
                v.enter("AGREE", except(v.roster.get(2), "AGREE", null), except(other, "AGREE", null)),
                "/exceptions/1/memberId",
                "vote/nobody-on-roster");
        refusedAt(
                v.enter("AGREE", except(v.roster.get(2), "AGREE", null), except(v.roster.get(2), "RESERVE", null)),
                "/exceptions/1/memberId",
                "vote/named-twice");
        v.tally().body("voted", equalTo(0));
    }

    @Test
    void anObjectionIsAnsweredInTheWordsInWhichItWasRead() {
        String objection = v.vote(member, 1, "OBJECT", "做不到").extract().path("id");
        v.tally().body("unanswered", equalTo(1)).body("lacks", hasItem("ANSWERS"));
        v.answer(v.secretary, objection, 1)
                .statusCode(200)
                .body("answer.text", equalTo("已写入说明"))
                .body("answer.by", equalTo("书记1"));
        v.tally().body("unanswered", equalTo(0));
        v.vote(member, 1, "OBJECT", "还是做不到").statusCode(200).body("answer", nullValue());
        v.tally().body("unanswered", equalTo(1));
        refused(v.answer(v.secretary, objection, 1), 409, "vote/objection-changed");
        v.answer(v.secretary, objection, 2).statusCode(200);
        v.changes().body("items[0].answer", equalTo("已写入说明"));
    }

    @Test
    void anObjectionThatIsWithdrawnNeedsNoAnswer() {
        String objection = v.vote(member, 1, "OBJECT", "做不到").extract().path("id");
        v.vote(member, 1, "AGREE", null).statusCode(200);
        v.tally().body("unanswered", equalTo(0));
        refused(v.answer(v.secretary, objection, 2), 409, "vote/no-objection");
    }

    @Test
    void nobodyAnswersTheirOwnObjection() {
        String objection = v.vote(v.secretary, 1, "OBJECT", "做不到").extract().path("id");
        refused(v.answer(v.secretary, objection, 1), 403, "vote/own-objection");
        v.answer(v.house.office, objection, 1).statusCode(200);
    }

    @Test
    void whoHasToVoteAndWhoHasToAnswerIsTold() {
        due(member).body("items.kind", hasItem("VOTE_DUE"));
        v.vote(member, 1, "OBJECT", "做不到").statusCode(200);
        due(member).body("items.kind", not(hasItem("VOTE_DUE")));
        due(v.secretary).body("items.kind", hasItem("OBJECTION_TO_ANSWER"));
        due(member).body("items.kind", not(hasItem("OBJECTION_TO_ANSWER")));
        String objection = v.lines("?choice=OBJECT").extract().path("items[0].vote.id");
        v.answer(v.secretary, objection, 1).statusCode(200);
        due(v.secretary).body("items.kind", not(hasItem("OBJECTION_TO_ANSWER")));
    }

    @Test
    void theRecordOfTheBranchSaysWhoEnteredAVoteForWhom() {
        v.vote(v.secretary, v.roster.get(2), 1, "AGREE", null).statusCode(200);
        as(samples.admin(v.house))
                .get("/audit-events?operation=castVote&organization=" + v.branch)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].actor.name", equalTo("书记1"))
                .body("items[0].onBehalfOf.name", equalTo("王秀兰"));
    }

    @Test
    void aVoteSentTwiceIsOneVote() {
        var body = Map.of("choice", "AGREE", "edition", 1);
        for (int twice = 0; twice < 2; twice++) {
            as(member)
                    .header("Idempotency-Key", "vote-" + v.requirement)
                    .body(body)
                    .put("/requirements/{id}/votes", v.requirement)
                    .then()
                    .statusCode(200)
                    .body("id", notNullValue());
        }
        v.tally().body("voted", equalTo(1));
        v.changes().body("items", equalTo(List.of()));
    }

    private static io.restassured.response.ValidatableResponse due(String who) {
        return as(who).get("/me/due").then().statusCode(200);
    }
}
