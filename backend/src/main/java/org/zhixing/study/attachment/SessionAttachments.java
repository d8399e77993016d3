package org.zhixing.study.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.study.StudySession;

/** The photos and papers of sessions that the caller has been shown. */
@ApplicationScoped
class SessionAttachments {
    static final Order<SessionAttachment> LATEST = Order.descending(
            "-addedAt", "a.addedAt", Instant.class, SessionAttachment::addedAt, "a.id", SessionAttachment::id);
    static final int MOST = 60;

    /** Who keeps them, and sees what was withdrawn. */
    private static final Set<Role> KEEPERS = EnumSet.of(Role.OFFICE, Role.SECRETARY, Role.RECORDER);

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    Listing<SessionAttachment> of(UUID session) {
        Condition keeps = scope.over("b.branchId", KEEPERS);
        return listings.of(SessionAttachment.class, "SessionAttachment a join fetch a.file f")
                .where("a.sessionId = :session", "session", session)
                .where(new Condition(
                        "a.withdrawnAt is null or exists (select 1 from SessionBranch b where b.sessionId = a.sessionId"
                                + " and " + keeps.hql() + ")",
                        keeps.parameters()));
    }

    /** Refuses one more than there may be; the session is locked, so that two that come together are counted in turn. */
    void refuseTooMany(StudySession session) {
        entities.lock(session, LockModeType.PESSIMISTIC_WRITE);
        long now = listings.of(SessionAttachment.class, "SessionAttachment a")
                .where("a.sessionId = :session", "session", session.id())
                .where("a.withdrawnAt is null")
                .count();
        if (now >= MOST) {
            throw Refused.conflict("study/too-many-attachments", MOST);
        }
    }

    SessionAttachment add(StudySession session, StoredFile file, @Nullable String note) {
        SessionAttachment attachment =
                new SessionAttachment(session.id(), file, note, scope.actor().name(), clock.instant());
        entities.persist(attachment);
        entities.flush();
        return attachment;
    }

    void withdraw(SessionAttachment attachment, String reason) {
        attachment.withdraw(reason, scope.actor().name(), clock.instant());
        entities.flush();
    }
}
