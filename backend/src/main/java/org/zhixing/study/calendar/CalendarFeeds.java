package org.zhixing.study.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Account;
import org.zhixing.identity.Role;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;
import org.zhixing.study.StudySession;
import org.zhixing.study.StudySessions;

/** The calendars of accounts, and what stands in them: each is read with the rights that its owner has at that time. */
@ApplicationScoped
class CalendarFeeds {
    static final Order<CalendarFeed> LATEST =
            Order.descending("-madeAt", "f.madeAt", Instant.class, CalendarFeed::madeAt, "f.id", CalendarFeed::id);

    private static final Order<StudySession> COMING =
            Order.ascending("startsAt", "s.startsAt", Instant.class, StudySession::startsAt, "s.id", StudySession::id);
    private static final Order<StudySession> GONE = Order.descending(
            "-startsAt", "s.startsAt", Instant.class, StudySession::startsAt, "s.id", StudySession::id);

    /** Who may see study sessions. */
    private static final Set<Role> READERS =
            EnumSet.of(Role.OFFICE, Role.SUPERVISOR, Role.LEADER, Role.SECRETARY, Role.RECORDER, Role.MEMBER);

    private static final String PURPOSE = "calendar-feed";
    private static final int TOKEN_BYTES = 32;
    private static final int MOST_FEEDS = 20;
    private static final int MOST_EVENTS = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Scope scope;

    @Inject
    Keyring keys;

    @Inject
    StudySessions sessions;

    @Inject
    Clock clock;

    @ConfigProperty(name = "zhixing.public-url")
    String publicUrl;

    /** A new calendar and the secret in its address, which is shown this once. */
    record Made(CalendarFeed feed, String token) {}

    /** The caller's own calendars that are not revoked. */
    Listing<CalendarFeed> own() {
        return listings.of(CalendarFeed.class, "CalendarFeed f left join fetch f.branch")
                .where("f.accountId = :account", "account", scope.accountId())
                .where("f.revokedAt is null");
    }

    Made make(CalendarFeed.Kind kind, @Nullable Organization branch) {
        if (own().count() >= MOST_FEEDS) {
            throw Refused.conflict("study/too-many-feeds", MOST_FEEDS);
        }
        byte[] secret = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        CalendarFeed feed =
                new CalendarFeed(scope.accountId(), kind, branch, keys.seal(PURPOSE, bytes(token)), clock.instant());
        entities.persist(feed);
        entities.flush();
        return new Made(feed, token);
    }

    void revoke(CalendarFeed feed) {
        feed.revoke(clock.instant());
        entities.flush();
    }

    /** The address of a calendar, for a calendar program. */
    String address(String token) {
        return base() + "/calendar/" + token + ".ics";
    }

    /** What stands in the calendar of this secret; 404 for one that is unknown, revoked, or of an account that is off. */
    Calendar read(String token) {
        CalendarFeed feed = listings.of(CalendarFeed.class, "CalendarFeed f left join fetch f.branch")
                .where("f.tokenHash in (:hashes)", "hashes", keys.seals(PURPOSE, bytes(token)))
                .where("f.revokedAt is null")
                .maybe()
                .orElseThrow(Refused::notFound);
        Account owner = entities.find(Account.class, feed.accountId());
        if (owner == null || !owner.enabled()) {
            throw Refused.notFound();
        }
        scope.actAs(owner.id(), READERS);
        boolean english = owner.language().equals("en");
        Organization branch = feed.branch();
        String name = branch == null ? (english ? "Study sessions" : "集中学习") : branch.name();
        return new Calendar(name, base(), english, events(owner, feed));
    }

    /** A year back and a year ahead; where there are more than fit, what is to come stands in first. */
    private List<StudySession> events(Account owner, CalendarFeed feed) {
        LocalDate today = Times.today(clock);
        List<StudySession> events = new ArrayList<>(within(owner, feed)
                .where("s.date >= :today", "today", today)
                .where("s.date <= :end", "end", today.plusYears(1))
                .first(MOST_EVENTS, COMING));
        if (events.size() < MOST_EVENTS) {
            events.addAll(within(owner, feed)
                    .where("s.date < :today", "today", today)
                    .where("s.date >= :start", "start", today.minusYears(1))
                    .first(MOST_EVENTS - events.size(), GONE));
        }
        return events;
    }

    private Listing<StudySession> within(Account owner, CalendarFeed feed) {
        Listing<StudySession> listing = sessions.withinScope();
        Organization branch = feed.branch();
        UUID member = owner.memberId();
        if (branch != null) {
            listing.where(
                    "exists (select 1 from SessionBranch its where its.sessionId = s.id and its.branchId = :branch)",
                    "branch",
                    branch.id());
        } else if (member != null) {
            listing.where(
                    "exists (select 1 from SessionBranch its, Member me where its.sessionId = s.id"
                            + " and me.id = :me and its.branchId = me.branch.id)",
                    "me",
                    member);
        }
        return listing;
    }

    private String base() {
        return publicUrl.replaceAll("/+$", "");
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }
}
