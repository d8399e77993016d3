package org.zhixing.discussion.vote;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.organization.Organization;
import org.zhixing.platform.problem.Refused;

/** Whose vote a caller may enter: one's own, and those of others where one keeps the record. */
@ApplicationScoped
class Voters {
    private static final Set<Role> RECORDS_FOR_OTHERS = EnumSet.of(Role.OFFICE, Role.SECRETARY, Role.RECORDER);

    @Inject
    Members members;

    @Inject
    Scope scope;

    @Inject
    AuditTrail audit;

    /** Who votes, and who enters it if that is somebody else. */
    record Voter(Member member, @Nullable String recordedBy) {}

    Voter of(Organization organization, @Nullable UUID named) {
        UUID me = scope.actor().memberId();
        UUID id = named == null ? me : named;
        if (id == null) {
            throw Refused.field("/memberId", "vote/voter-needed");
        }
        boolean forAnother = !id.equals(me);
        if (forAnother && !scope.reaches(organization.id(), RECORDS_FOR_OTHERS)) {
            throw Refused.forbidden("vote/not-for-others");
        }
        Member member = members.named(id, "/memberId");
        if (forAnother) {
            audit.onBehalfOf(member.id(), member.name());
        }
        return new Voter(member, forAnother ? scope.actor().name() : null);
    }

    /** Nobody answers what they themselves object to. */
    void refuseOwn(RequirementVote objection) {
        if (objection.member().id().equals(scope.actor().memberId())) {
            throw Refused.forbidden("vote/own-objection");
        }
    }
}
