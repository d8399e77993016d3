package org.zhixing.study.sheet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Member;
import org.zhixing.organization.MemberRef;
import org.zhixing.organization.Members;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.study.SessionBranch;
import org.zhixing.study.StudySession;
import org.zhixing.study.attendance.Rolls;

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
    Members members;

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
        long number = (Long) entities.createNativeQuery("select nextval('attendance_sheet_number')")
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

    /** The lines of a sheet in its order; below them whoever has joined the roster since. */
    List<AttendanceSheetView.Line> lines(AttendanceSheet sheet, StudySession session, SessionBranch place) {
        Map<UUID, Member> named = members.byId(sheet.members());
        Set<UUID> printed = Set.copyOf(sheet.members());
        List<AttendanceSheetView.Line> lines = new ArrayList<>();
        sheet.members().forEach(id -> lines.add(line(lines.size() + 1, named.get(id), false)));
        rolls.roster(session, place, rolls.marks(place).keySet()).stream()
                .filter(m -> !printed.contains(m.id()))
                .forEach(m -> lines.add(line(lines.size() + 1, m, true)));
        return lines;
    }

    private static AttendanceSheetView.Line line(int number, Member member, boolean added) {
        return new AttendanceSheetView.Line(number, MemberRef.known(member), added);
    }
}
