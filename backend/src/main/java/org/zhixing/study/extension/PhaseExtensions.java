package org.zhixing.study.extension;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.zhixing.campaign.Batch;
import org.zhixing.campaign.Campaign;
import org.zhixing.campaign.Campaigns;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for extensions. One is seen by whoever reaches a branch of its batch, and shows them the branches they reach. */
@ApplicationScoped
class PhaseExtensions implements PanacheRepositoryBase<PhaseExtension, UUID> {
    static final Order<PhaseExtension> NEWEST = Order.descending(
            "-createdAt", "e.createdAt", Instant.class, PhaseExtension::createdAt, "e.id", PhaseExtension::id);
    static final Order<ExtensionBranch> BY_NAME =
            Order.ascending("name", "o.name", String.class, b -> b.branch().name(), "o.id", ExtensionBranch::branchId);
    static final Order<ExtensionBranch> MOST_SHORT = Order.descending(
            "-stillShort",
            "b.shortAfter",
            Integer.class,
            ExtensionBranch::shortAfter,
            "o.id",
            ExtensionBranch::branchId);
    /** A job that has said nothing for this long has died with its process; another takes it over. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Campaigns campaigns;

    @Inject
    ExtensionBranches branches;

    @Inject
    Clock clock;

    /** The sums over the branches that a caller reaches. */
    record Figures(
            long branches,
            long members,
            long proposed,
            long shortBefore,
            long shortAfter,
            long branchesShort,
            long planned) {
        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);
    }

    Listing<PhaseExtension> withinScope() {
        return listings.of(PhaseExtension.class, "PhaseExtension e join fetch e.campaign join fetch e.batch")
                .where(campaigns.withBatch("e.batch.id"));
    }

    PhaseExtension get(UUID id) {
        return withinScope().where("e.id = :id", "id", id).one();
    }

    /** The branches in reach; the extension has been found within the scope. */
    Listing<ExtensionBranch> branches(UUID extension) {
        return listings.of(ExtensionBranch.class, "ExtensionBranch b join fetch b.branch o")
                .where(scope.over("b.branchId"))
                .where("b.extensionId = :extension", "extension", extension);
    }

    /** One statement for a whole page. */
    @SuppressWarnings("unchecked")
    Map<UUID, Figures> figures(Collection<UUID> extensions) {
        Map<UUID, Figures> figures = new HashMap<>();
        if (!extensions.isEmpty()) {
            var query = getEntityManager()
                    .createNativeQuery("""
                            select b.extension_id, count(*), sum(b.members), sum(b.proposed), sum(b.short_before), sum(b.short_after),
                                   count(*) filter (where b.short_after > 0), coalesce(sum(b.planned), 0)
                            from extension_branch b where b.extension_id in (:extensions) and """ + " " + scope.sql("b.branch_id") + " group by b.extension_id")
                    .setParameter("extensions", extensions);
            scope.sqlParameters().forEach(query::setParameter);
            ((List<Object[]>) query.getResultList())
                    .forEach(row -> figures.put(
                            (UUID) row[0],
                            new Figures(
                                    number(row[1]),
                                    number(row[2]),
                                    number(row[3]),
                                    number(row[4]),
                                    number(row[5]),
                                    number(row[6]),
                                    number(row[7]))));
        }
        return figures;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** Orders an extension of a batch whose branches the caller all reaches; those not yet applied make way for it. */
    PhaseExtension order(Campaign campaign, Batch named, PhaseExtension.Wish wish, boolean dryRun) {
        campaigns.checkWholeBatch(named);
        Batch batch = campaigns.batchLocked(named.id());
        batch.extended(wish.phase(), wish.newEnd(), wish.later());
        makeWay(batch);
        PhaseExtension extension = new PhaseExtension(campaign, batch, wish, scope.accountId(), clock.instant());
        persistAndFlush(extension);
        extension.covers(branches.takeIn(extension));
        if (!dryRun) {
            extension.applyUnseen(scope.accountId(), clock.instant());
            changeDates(extension, batch);
        }
        flush();
        return extension;
    }

    /** Changes the batch's dates for good, keeps what they were, and lets the job plan the sessions. */
    PhaseExtension apply(UUID id) {
        PhaseExtension extension = get(id);
        campaigns.checkWholeBatch(extension.batch());
        Batch batch = campaigns.batchLocked(extension.batch().id());
        boolean first = extension.appliedAt() == null;
        extension.apply(scope.accountId(), clock.instant());
        if (first) {
            changeDates(extension, batch);
        }
        flush();
        return extension;
    }

    private void changeDates(PhaseExtension extension, Batch batch) {
        campaigns.change(
                batch,
                batch.extended(extension.phase(), extension.newEndsOn(), extension.laterPhases()),
                extension.phase(),
                extension.grounds());
    }

    private void makeWay(Batch batch) {
        List<PhaseExtension> open = find("batch = ?1 and state in (QUEUED, RUNNING, PROPOSED, APPLYING, FAILED)", batch)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
        for (PhaseExtension each : open) {
            if (each.state() == PhaseExtension.State.APPLYING) {
                throw Refused.conflict("extension/under-way");
            }
            each.supersede(clock.instant());
        }
    }

    /** The next job to do, locked against the other replicas. */
    Optional<PhaseExtension> next() {
        return getEntityManager()
                .createNativeQuery("""
                        select * from phase_extension
                        where state in ('QUEUED', 'RUNNING', 'APPLYING') and (seen_alive_at is null or seen_alive_at < :silent)
                        order by created_at limit 1 for update skip locked""", PhaseExtension.class)
                .setParameter("silent", clock.instant().minus(SILENCE))
                .getResultStream()
                .map(PhaseExtension.class::cast)
                .findFirst();
    }

    /** The job's own extension, locked until the transaction ends: nobody supersedes it meanwhile, and no replica works beside it. */
    PhaseExtension locked(UUID id) {
        return getEntityManager().find(PhaseExtension.class, id, LockModeType.PESSIMISTIC_WRITE);
    }
}
