package org.zhixing.discussion.requirement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listings;

/** Ties a draft to the requirement of a higher organisation that it spells out for some. DIS-6. */
@ApplicationScoped
class Derivations {
    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Drafting drafting;

    /** Whom a requirement is for is a part of what is voted on: where it changes, another edition begins. */
    void derive(
            Requirement draft, @Nullable UUID derivedFrom, Member.@Nullable Category category, @Nullable String trade) {
        Requirement above = derivedFrom == null ? null : above(draft, derivedFrom);
        if (above != null) {
            refuseWider(above.forCategory(), category, "/forCategory");
            refuseWider(above.forTrade(), trade, "/forTrade");
        }
        drafting.change(draft, draft.text(), category, trade);
        draft.deriveFrom(above);
    }

    /** What lies above is read by those below it, though it is not theirs: the way from the root is open to them. */
    private Requirement above(Requirement draft, UUID id) {
        Requirement above = listings.of(
                        Requirement.class, "Requirement r join fetch r.organization o join fetch r.campaign")
                .where(scope.overline("o"))
                .where("r.id = :id", "id", id)
                .maybe()
                .orElseThrow(() -> Refused.field("/derivedFromId", "reference-unknown"));
        boolean higher = !above.organization().id().equals(draft.organization().id())
                && draft.organization().path().startsWith(above.organization().path())
                && above.campaign().id().equals(draft.campaign().id());
        if (!higher) {
            throw Refused.field("/derivedFromId", "requirement/not-above");
        }
        if (above.state() != Requirement.State.ADOPTED) {
            throw Refused.field("/derivedFromId", "requirement/above-not-adopted");
        }
        return above;
    }

    /** The derived one is for no more than what it came from: it would bind people whom that one does not. */
    private static void refuseWider(@Nullable Object above, @Nullable Object derived, String pointer) {
        if (above != null && !above.equals(derived)) {
            throw Refused.field(pointer, "requirement/wider-than-above", above);
        }
    }
}
