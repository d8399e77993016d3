package org.zhixing.discussion.vote;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.discussion.Discussion;
import org.zhixing.discussion.Discussions;
import org.zhixing.discussion.requirement.Requirement;
import org.zhixing.discussion.vote.RequirementVote.Cast;
import org.zhixing.discussion.vote.RequirementVote.Choice;
import org.zhixing.organization.Member;
import org.zhixing.platform.live.Live;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Votes on requirements that have been found within the scope, cast one after the other with their adoption. DIS-5. */
@ApplicationScoped
class Votes implements PanacheRepositoryBase<RequirementVote, UUID> {
    static final Order<Member> BY_NAME =
            Order.ascending("name", "m.name", String.class, Member::name, "m.id", Member::id);
    static final Order<RequirementVoteChange> LATEST = Order.descending(
            "-replacedAt",
            "c.replacedAt",
            Instant.class,
            RequirementVoteChange::replacedAt,
            "c.id",
            RequirementVoteChange::id);

    /** A show of hands of more people than this is not counted by eye. */
    private static final int MOST_AT_ONCE = 2_000;

    @Inject
    Listings listings;

    @Inject
    Live live;

    @Inject
    AuditTrail audit;

    /** What somebody does otherwise than the rest of a meeting; without a choice they did not vote. */
    record Otherwise(
            UUID member, @Nullable Choice choice, @Nullable String reason) {}

    /** Those who vote: the roster as it is, or, once it is adopted, those whose votes were counted. */
    Listing<Member> voters(Requirement requirement, @Nullable Choice choice, @Nullable Boolean voted) {
        Listing<Member> voters = listings.of(Member.class, "Member m join fetch m.branch b");
        String vote = "exists (select 1 from RequirementVote v where v.requirement.id = :requirement and v.member = m"
                + " and v.edition = :edition";
        boolean adopted = requirement.state() == Requirement.State.ADOPTED;
        if (!adopted) {
            voters.where("m.state = ACTIVE")
                    .where("b.path >= :from", "from", requirement.organization().path())
                    .where("b.path < :to", "to", requirement.organization().pathEnd());
        }
        if (adopted || choice != null || Boolean.TRUE.equals(voted)) {
            voters.where(of(requirement, vote + (adopted ? " and v.counted" : "") + ")"));
        }
        if (choice != null) {
            voters.where(of(requirement, vote + " and v.choice = :choice)").and("choice", choice));
        }
        return Boolean.FALSE.equals(voted) ? voters.where(of(requirement, "not " + vote + ")")) : voters;
    }

    private static Condition of(Requirement requirement, String hql) {
        return new Condition(hql, Map.of("requirement", requirement.id(), "edition", requirement.edition()));
    }

    /** The votes of some on the wording as it stands: one statement for a page. */
    Map<UUID, RequirementVote> of(Requirement requirement, Collection<UUID> members) {
        return members.isEmpty()
                ? Map.of()
                : find(
                                "requirement = ?1 and edition = ?2 and member.id in ?3",
                                requirement,
                                requirement.edition(),
                                members)
                        .stream()
                        .collect(Collectors.toMap(v -> v.member().id(), Function.identity()));
    }

    /** One member's votes on several requirements, on their wordings as they stand. */
    Map<UUID, RequirementVote> by(@Nullable UUID member, Collection<UUID> requirements) {
        return member == null || requirements.isEmpty()
                ? Map.of()
                : find(
                                "member.id = ?1 and requirement.id in ?2 and edition = requirement.edition",
                                member,
                                requirements)
                        .stream()
                        .collect(Collectors.toMap(v -> v.requirement().id(), Function.identity()));
    }

    RequirementVote one(Requirement requirement, UUID id) {
        return listings.of(RequirementVote.class, "RequirementVote v join fetch v.member")
                .where("v.requirement.id = :requirement", "requirement", requirement.id())
                .where("v.id = :id", "id", id)
                .one();
    }

    Listing<RequirementVoteChange> changes(UUID requirement) {
        return listings.of(RequirementVoteChange.class, "RequirementVoteChange c join fetch c.member")
                .where("c.requirement.id = :requirement", "requirement", requirement);
    }

    /**
     * Votes, or changes the vote that stands. What a member has cast is changed by that member alone; what was entered
     * from a show of hands can be entered otherwise.
     */
    RequirementVote cast(Requirement requirement, Member voter, Cast cast, String by) {
        take(requirement, cast.edition());
        if (!onRoster(requirement, voter)) {
            throw Refused.field("/memberId", "vote/not-on-roster", voter.name());
        }
        RequirementVote standing = find("requirement = ?1 and member = ?2", requirement, voter)
                .firstResultOptional()
                .orElse(null);
        if (standing != null && overrules(cast, standing)) {
            throw Refused.conflict("vote/own-vote-stands", voter.name());
        }
        RequirementVote vote = put(requirement, voter, standing, cast, by);
        tell(requirement);
        return vote;
    }

    /**
     * Enters a whole meeting's show of hands: everybody on the roster alike, but for those named. Who has voted
     * themselves is left as they are. Entered again, it takes the place of what was entered.
     *
     * @return how many votes of members themselves were left as they are
     */
    int enter(Requirement requirement, Cast alike, List<Otherwise> others, String by) {
        take(requirement, alike.edition());
        List<Member> roster = voters(requirement, null, null).first(MOST_AT_ONCE + 1, BY_NAME);
        if (roster.size() > MOST_AT_ONCE) {
            throw Refused.conflict("vote/too-many-at-once", MOST_AT_ONCE);
        }
        Map<UUID, Integer> named = named(roster, others);
        Map<UUID, RequirementVote> standing = find("requirement", requirement).stream()
                .collect(Collectors.toMap(v -> v.member().id(), Function.identity()));
        int kept = 0;
        for (Member member : roster) {
            Integer place = named.get(member.id());
            Cast cast = place == null ? alike : otherwise(others.get(place), alike, place);
            RequirementVote stands = standing.get(member.id());
            boolean own = stands != null && stands.recordedBy() == null && stands.edition() == requirement.edition();
            if (place != null && own && (cast == null || overrules(cast, stands))) {
                throw Refused.conflict("vote/own-vote-stands", member.name())
                        .at("/exceptions/" + place, "vote/own-vote-stands", member.name());
            } else if (own) {
                kept++;
            } else if (cast != null) {
                put(requirement, member, stands, cast, by);
            } else if (stands != null) {
                keep(stands, by, alike.at());
                delete(stands);
            }
        }
        tell(requirement);
        return kept;
    }

    private static Map<UUID, Integer> named(List<Member> roster, List<Otherwise> others) {
        Map<UUID, Member> byId = roster.stream().collect(Collectors.toMap(Member::id, Function.identity()));
        Map<UUID, Integer> named = new HashMap<>();
        for (int i = 0; i < others.size(); i++) {
            String pointer = "/exceptions/" + i + "/memberId";
            if (!byId.containsKey(others.get(i).member())) {
                throw Refused.field(pointer, "vote/nobody-on-roster");
            }
            if (named.put(others.get(i).member(), i) != null) {
                throw Refused.field(pointer, "vote/named-twice");
            }
        }
        return named;
    }

    private static @Nullable Cast otherwise(Otherwise one, Cast alike, int place) {
        if (one.choice() == null) {
            return null;
        }
        if (one.choice() == Choice.OBJECT
                && (one.reason() == null || one.reason().isBlank())) {
            throw Refused.field("/exceptions/" + place + "/reason", "vote/objection-needs-reason");
        }
        return new Cast(alike.edition(), one.choice(), one.reason(), alike.recordedBy(), alike.at());
    }

    /** Answers an objection in the words in which it was read. */
    void answer(RequirementVote objection, String text, int read, String by, Instant at) {
        hold(objection.requirement().discussion(), LockModeType.PESSIMISTIC_READ);
        objection.requirement().discussion().takesVotes();
        if (objection.answer() != null) {
            keep(objection, by, at);
        }
        objection.answer(text, read, by, at);
        tell(objection.requirement());
    }

    private void tell(Requirement requirement) {
        flush();
        live.changed(Discussions.topic(requirement.discussion().id()), "VOTE", requirement.id(), requirement.version());
    }

    /**
     * Keeps the discussion as it is until the transaction ends: who votes holds it together with the others, who adopts
     * holds it alone, and so the votes that are counted are those that stand.
     */
    void hold(Discussion discussion, LockModeType how) {
        audit.at(discussion.organization().id());
        getEntityManager().refresh(discussion, how);
    }

    /** Marks the votes on a discussion's requirements that its adoption counts: derived, with the adoption recorded. */
    void count(Discussion discussion) {
        getEntityManager()
                .createNativeQuery("""
                        update requirement_vote v set counted = true
                        from requirement r join organization o on o.id = r.organization_id, member m, organization b
                        where r.id = v.requirement_id and r.discussion_id = :discussion and r.state = 'ADOPTED' and v.edition = r.edition
                          and m.id = v.member_id and m.state = 'ACTIVE' and b.id = m.branch_id and b.path >= o.path and b.path < o.path_end""")
                .setParameter("discussion", discussion.id())
                .executeUpdate();
    }

    private void take(Requirement requirement, int edition) {
        hold(requirement.discussion(), LockModeType.PESSIMISTIC_READ);
        getEntityManager().refresh(requirement);
        requirement.discussion().takesVotes();
        if (requirement.state() != Requirement.State.DRAFT) {
            throw Refused.conflict("vote/not-voted-on", requirement.state());
        }
        if (edition != requirement.edition()) {
            throw Refused.conflict("vote/other-wording");
        }
    }

    private static boolean onRoster(Requirement requirement, Member voter) {
        return voter.isActive()
                && voter.branch().path().startsWith(requirement.organization().path());
    }

    /** Whether somebody else would change what a member has cast on this wording. */
    private static boolean overrules(Cast cast, RequirementVote standing) {
        return cast.recordedBy() != null
                && standing.recordedBy() == null
                && standing.edition() == cast.edition()
                && standing.differsFrom(cast);
    }

    private RequirementVote put(
            Requirement requirement, Member voter, @Nullable RequirementVote standing, Cast cast, String by) {
        if (standing == null) {
            RequirementVote vote = new RequirementVote(requirement, voter, cast);
            persist(vote);
            return vote;
        }
        boolean own = cast.recordedBy() == null && standing.recordedBy() != null;
        if (standing.differsFrom(cast) || own) {
            keep(standing, by, cast.at());
            standing.change(cast);
        }
        return standing;
    }

    private void keep(RequirementVote was, String by, Instant at) {
        getEntityManager().persist(new RequirementVoteChange(was, by, at));
    }
}
