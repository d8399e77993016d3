package org.zhixing.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Sheets that were printed to be signed. STU-3. */
@ApplicationScoped
class AttendanceSheets {
    static final Order<AttendanceSheet> LATEST = Order.descending(
            "-printedAt", "h.printedAt", Instant.class, AttendanceSheet::printedAt, "h.id", AttendanceSheet::id);

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Rolls rolls;

    @Inject
    Scope scope;

    @Inject
    Clock clock;

    private Listing<AttendanceSheet> withinScope() {
        return listings.of(AttendanceSheet.class, "AttendanceSheet h").where(scope.over("h.branchId"));
    }

    Listing<AttendanceSheet> of(UUID session) {
        return withinScope().where("h.sessionId = :session", "session", session);
    }

    AttendanceSheet coded(String code) {
        return withinScope()
                .where("h.number = :number", "number", SheetCode.read(code))
                .one();
    }

    /** Puts the roster of the session's day onto a sheet, as it is now. */
    AttendanceSheet print(StudySession session, SessionBranch place) {
        if (session.state() == StudySession.State.CANCELLED) {
            throw Refused.conflict("study/cancelled");
        }
        long number = (Long) entities.createNativeQuery("select nextval('attendance_sheet_number')", Long.class)
                .getSingleResult();
        AttendanceSheet sheet = new AttendanceSheet(
                place,
                number,
                rolls.roster(session, place, rolls.marks(place).keySet()).stream()
                        .map(Member::id)
                        .toList(),
                scope.actor().name(),
                clock.instant());
        entities.persist(sheet);
        return sheet;
    }
}
