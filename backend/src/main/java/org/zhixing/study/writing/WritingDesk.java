package org.zhixing.study.writing;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.campaign.PhaseKind;
import org.zhixing.identity.Actor;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.platform.idempotency.DryRun;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.web.Answer;
import org.zhixing.platform.web.MergePatch;
import org.zhixing.platform.web.Page;
import org.zhixing.platform.web.Paging;
import org.zhixing.platform.web.Precondition;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/**
 * What is done with notes and with reflections alike: writing, handing in, reviewing, looking for what is alike. Their two
 * resources hold only what a contract says of each by itself, and an annotation can say but once: path, operationId, words.
 */
@RequestScoped
class WritingDesk {
    @Inject
    Writings writings;

    @Inject
    SimilarWritings similar;

    @Inject
    StudySessions sessions;

    @Inject
    Campaigns campaigns;

    @Inject
    Members members;

    @Inject
    Scope scope;

    @Inject
    MergePatch mergePatch;

    @Inject
    Clock clock;

    Page<WritingLine> list(Writing.Kind kind, WritingFilter filter, Paging paging) {
        Page<Writing> page = filter.reviewable
                ? writings.readable(kind, filter)
                        .page(paging, Order.named(paging.sort, Writings.OLDEST, Writings.LATEST))
                : writings.readable(kind, filter)
                        .page(paging, Order.named(paging.sort, Writings.LATEST, Writings.OLDEST));
        Set<UUID> reviewed = scope.reached(
                page.items().stream().map(w -> w.branch().id()).collect(Collectors.toSet()), Writings.REVIEW);
        Actor actor = scope.actor();
        return page.map(
                w -> WritingLine.of(w, actor, reviewed.contains(w.branch().id())));
    }

    RestResponse<WritingView> begin(Writing.Kind kind, NewWriting body) {
        Member author = author(body.memberId());
        Campaign campaign = campaigns.namedFor(author.branch(), body.campaignId(), "/campaignId");
        PhaseKind phase = body.phase() != null
                ? body.phase()
                : campaigns.phaseOf(campaign.id(), author.branch().id()).orElse(PhaseKind.STUDY);
        Actor actor = scope.actor();
        Writing writing = new Writing(
                kind,
                campaign,
                author,
                author.id().equals(actor.memberId()) ? null : actor,
                new Writing.Content(body.title(), body.text(), phase, session(body.sessionId(), campaign)),
                clock.instant());
        writings.persistAndFlush(writing);
        return Answer.created(kind.collection(), writing.id(), view(writing), writing);
    }

    RestResponse<WritingView> get(Writing.Kind kind, UUID id) {
        Writing writing = writings.get(kind, id);
        return Answer.of(view(writing), writing);
    }

    RestResponse<WritingView> change(Writing.Kind kind, UUID id, JsonNode patch, Precondition precondition) {
        Writing writing = writings.get(kind, id);
        precondition.holds(writing);
        writingOnly(writing);
        WritingChange c = mergePatch.apply(WritingChange.of(writing), patch);
        StudySession before = writing.session();
        StudySession session = before != null && before.id().equals(c.sessionId())
                ? before
                : session(c.sessionId(), writing.campaign());
        writing.rewrite(new Writing.Content(c.title(), c.text(), c.phase(), session), clock.instant());
        writings.flush();
        return Answer.of(view(writing), writing);
    }

    RestResponse<WritingView> move(Writing.Kind kind, UUID id, WritingTransition body, boolean dryRun) {
        Writing writing = writings.get(kind, id);
        Actor actor = scope.actor();
        if (Writing.State.BY_WRITER.contains(body.to())) {
            writingOnly(writing);
        } else if (Writing.State.BY_REVIEWER.contains(body.to())
                && !scope.reaches(writing.branch().id(), Writings.REVIEW)) {
            throw Refused.forbidden("writing/not-reviewer");
        }
        switch (body.to()) {
            case SUBMITTED -> {
                writings.add(writing.submit(actor, clock.instant()));
                writings.flush();
                similar.keep(writing);
            }
            case RETURNED -> writing.giveBack(body.comment(), actor, clock.instant());
            case ACCEPTED -> writing.accept(body.comment(), actor, clock.instant());
            case WITHDRAWN -> {
                writing.withdraw(clock.instant());
                similar.forget(writing);
            }
            case DRAFT ->
                throw Refused.conflict("writing/move", writing.state(), body.to())
                        .allowing(writing.state().next());
        }
        writings.flush();
        WritingView view = view(writing);
        DryRun.leaveNothing(dryRun);
        return Answer.of(view, writing);
    }

    /** The five writings that have most in common with the text as the caller sees it. */
    Page<SimilarView> similar(Writing.Kind kind, UUID id) {
        Writing writing = writings.get(kind, id);
        String text = writing.textFor(scope.actor());
        List<NearDuplicates.Found> found = similar.to(writing, text);
        List<UUID> ids = found.stream().map(NearDuplicates.Found::writing).toList();
        Map<UUID, Writing> readable = writings.readableOf(ids);
        Map<UUID, UUID> branches = writings.branchesOf(ids);
        UUID branch = writing.branch().id();
        return Page.whole(found.stream()
                .map(f -> SimilarView.of(f, text, readable.get(f.writing()), branch.equals(branches.get(f.writing()))))
                .toList());
    }

    Page<VersionView> versions(Writing.Kind kind, UUID id, Paging paging) {
        writings.get(kind, id);
        return writings.versions(id)
                .page(paging, Order.named(paging.sort, Writings.EDITIONS))
                .map(VersionView::of);
    }

    private WritingView view(Writing writing) {
        return WritingView.of(
                writing, scope.actor(), scope.reaches(writing.branch().id(), Writings.REVIEW));
    }

    private void writingOnly(Writing writing) {
        if (!writing.isWrittenBy(scope.actor())) {
            throw Refused.forbidden("writing/not-own");
        }
    }

    /** Whose it is: the caller's, or of a member in whose branch the caller keys in what is on paper. */
    private Member author(@Nullable UUID named) {
        UUID me = scope.actor().memberId();
        UUID id = named == null ? me : named;
        if (id == null) {
            throw Refused.field("/memberId", "writing/author-needed");
        }
        Member author = id.equals(me) ? members.byId(List.of(id)).get(id) : members.named(id, "/memberId");
        if (!id.equals(me) && !scope.reaches(author.branch().id(), Writings.KEY_IN)) {
            throw Refused.forbidden("writing/not-for-others");
        }
        if (!author.isActive()) {
            throw Refused.field("/memberId", "writing/author-left");
        }
        return author;
    }

    private @Nullable StudySession session(@Nullable UUID id, Campaign campaign) {
        if (id == null) {
            return null;
        }
        StudySession session = sessions.withinScope()
                .where("s.id = :id", "id", id)
                .maybe()
                .orElseThrow(() -> Refused.field("/sessionId", "reference-unknown"));
        if (!session.campaign().id().equals(campaign.id())) {
            throw Refused.field("/sessionId", "writing/session-of-another-campaign");
        }
        return session;
    }
}
