package org.zhixing.appraisal.opinion;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.zhixing.identity.Codes;
import org.zhixing.identity.Scope;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.platform.time.Times;

/** Every query for opinions: within the scope for who handles them, by receipt for who sent them. */
@ApplicationScoped
public class Opinions {
    static final Order<Opinion> LATEST =
            Order.descending("-receivedOn", "o.receivedOn", LocalDate.class, Opinion::receivedOn, "o.id", Opinion::id);

    private static final String FROM = "Opinion o join fetch o.call c join fetch c.organization"
            + " left join fetch o.group grp left join fetch o.member";
    private static final String RECEIPT = "opinion-receipt";
    private static final int RECEIPT_GROUPS = 3;

    /** The latest opinions of a call that one is compared with, and how many alike ones are shown. */
    private static final int COMPARED = 500;

    private static final int ALIKE = 10;

    @Inject
    EntityManager entities;

    @Inject
    Listings listings;

    @Inject
    Scope scope;

    @Inject
    Codes codes;

    @Inject
    Clock clock;

    @ConfigProperty(name = "zhixing.opinion.per-day-and-call")
    int perDay;

    /** Another opinion of the call and how alike it is. */
    record Alike(Opinion opinion, double likeness) {}

    public Listing<Opinion> withinScope() {
        return listings.of(Opinion.class, FROM).where(scope.over("o.organizationId"));
    }

    public Opinion get(UUID id) {
        return withinScope().where("o.id = :id", "id", id).one();
    }

    /** An opinion that a body names: refused at its place where the caller does not reach it. */
    public Opinion named(UUID id, String pointer) {
        return withinScope()
                .where("o.id = :id", "id", id)
                .maybe()
                .orElseThrow(() -> Refused.field(pointer, "reference-unknown"));
    }

    static @Nullable Condition in(Opinion.@Nullable State state) {
        return state == null
                ? null
                : Condition.of(
                        switch (state) {
                            case NEW -> "grp is null and o.answer is null and o.setAsideReason is null";
                            case GROUPED -> "grp is not null and grp.answer is null";
                            case ANSWERED -> "o.answer is not null or grp.answer is not null";
                            case SET_ASIDE -> "o.setAsideReason is not null";
                        });
    }

    /** The opinion that a receipt number was given for. */
    Opinion receipted(String receipt) {
        return listings.of(Opinion.class, FROM)
                .where("o.receiptHash in (:hashes)", "hashes", codes.hashes(RECEIPT, receipt))
                .one();
    }

    /** Keeps an opinion and gives the number that finds it again; the number itself is kept nowhere. */
    String receive(Opinion opinion) {
        String receipt = Codes.random(RECEIPT_GROUPS);
        keep(opinion.receipted(codes.hash(RECEIPT, receipt)));
        return receipt;
    }

    void keep(Opinion opinion) {
        entities.persist(opinion);
        entities.flush();
    }

    void flush() {
        entities.flush();
    }

    /** Refuses what is more than a call takes of the public in a day; the day ends at midnight in China. */
    void refuseFull(OpinionCall call) {
        LocalDate today = Times.today(clock);
        long came = listings.of(Opinion.class, "Opinion o")
                .where("o.call.id = :call", "call", call.id())
                .where("o.source = PUBLIC")
                .where("o.receivedOn = :today", "today", today)
                .count();
        if (came >= perDay) {
            long left = Duration.between(
                            clock.instant(),
                            today.plusDays(1).atStartOfDay(Times.ZONE).toInstant())
                    .toSeconds();
            throw Refused.of(429, "opinion/full-today", perDay)
                    .withHeader("Retry-After", Long.toString(Math.max(1, left)));
        }
    }

    void add(Opinion opinion, StoredFile photo) {
        entities.persist(new OpinionPhoto(opinion, photo));
    }

    /** The pictures of a page of opinions: one statement. */
    Map<UUID, List<UUID>> photos(Collection<UUID> opinions) {
        return opinions.isEmpty()
                ? Map.of()
                : entities
                        .createQuery(
                                "from OpinionPhoto p where p.opinionId in (:opinions) order by p.id",
                                OpinionPhoto.class)
                        .setParameter("opinions", opinions)
                        .getResultList()
                        .stream()
                        .collect(Collectors.groupingBy(
                                OpinionPhoto::opinionId, Collectors.mapping(OpinionPhoto::id, Collectors.toList())));
    }

    StoredFile photo(Opinion opinion, UUID photo) {
        return listings.of(OpinionPhoto.class, "OpinionPhoto p join fetch p.file")
                .where("p.opinionId = :opinion", "opinion", opinion.id())
                .where("p.id = :photo", "photo", photo)
                .one()
                .file();
    }

    /** Others of the call that may say the same, the most alike first; what is set aside is left there. */
    List<Alike> alike(Opinion opinion) {
        Likeness mine = Likeness.of(opinion.text());
        return withinScope()
                .where("c.id = :call", "call", opinion.call().id())
                .where("o.id <> :self", "self", opinion.id())
                .where("o.setAsideReason is null")
                .first(COMPARED, LATEST)
                .stream()
                .map(other -> new Alike(other, mine.to(Likeness.of(other.text()))))
                .filter(alike -> alike.likeness() >= Likeness.WORTH_SHOWING)
                .sorted(Comparator.comparingDouble(Alike::likeness).reversed())
                .limit(ALIKE)
                .toList();
    }

    /** How an opinion came to where it is, in the order in which it did. */
    Listing<OpinionGrouping> steps(Opinion opinion) {
        return listings.of(OpinionGrouping.class, "OpinionGrouping s")
                .where("s.opinionId = :opinion", "opinion", opinion.id());
    }
}
