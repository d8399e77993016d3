package org.zhixing.campaign;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Templates, campaigns, batches and the branches' phases. A campaign is seen by whoever reaches an organisation that takes part. */
@ApplicationScoped
public class Campaigns implements PanacheRepositoryBase<Campaign, UUID> {
    static final Order<Campaign> NEWEST =
            Order.descending("-startsOn", "c.startsOn", LocalDate.class, Campaign::startsOn, "c.id", Campaign::id);
    static final Order<StoredTemplate> TEMPLATES =
            Order.ascending("code", "t.code", String.class, StoredTemplate::code, "t.id", StoredTemplate::id);
    static final Order<Batch> BATCHES =
            Order.ascending("ordinal", "b.ordinal", Integer.class, Batch::ordinal, "b.id", Batch::id);
    static final Order<Participation> BY_BRANCH =
            Order.ascending("name", "o.name", String.class, p -> p.branch().name(), "p.id", Participation::id);

    static final Order<PhaseChange> LATEST_CHANGE = Order.descending(
            "-changedAt", "c.changedAt", Instant.class, PhaseChange::changedAt, "c.id", PhaseChange::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    /** The campaigns of the organisations above or within the caller's reach. */
    public Listing<Campaign> visible() {
        return listings.of(Campaign.class, "Campaign c join fetch c.organization co join fetch c.template")
                .where(scope.overline("co"));
    }

    public Campaign get(UUID id) {
        return visible().where("c.id = :id", "id", id).one();
    }

    /** A campaign that a body names. */
    public Campaign named(UUID id, String pointer) {
        return visible()
                .where("c.id = :id", "id", id)
                .maybe()
                .orElseThrow(() -> Refused.field(pointer, "reference-unknown"));
    }

    /** The same for something at an organisation, which must lie within the campaign: two trees are never tied together. */
    public Campaign namedFor(Organization organization, UUID id, String pointer) {
        Campaign campaign = named(id, pointer);
        if (!organization.path().startsWith(campaign.organization().path())) {
            throw Refused.field(pointer, "reference-unknown");
        }
        return campaign;
    }

    /** The campaign that began last, for pages that name none. */
    public Campaign current() {
        return visible().where("c.closedOn is null").first(1, NEWEST).stream()
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    public CampaignTemplate template(Campaign campaign) {
        return read(campaign.template());
    }

    CampaignTemplate read(StoredTemplate stored) {
        return stored.template(json);
    }

    /** A campaign to be changed must belong to an organisation in reach, not only be visible. */
    Campaign toChange(UUID id) {
        return visible()
                .where(scope.over("c.organization.id"))
                .where("c.id = :id", "id", id)
                .one();
    }

    Listing<StoredTemplate> templates() {
        return listings.of(StoredTemplate.class, "StoredTemplate t");
    }

    StoredTemplate template(String code) {
        return templates()
                .where("t.code = :code", "code", code)
                .where("t.edition = (select max(l.edition) from StoredTemplate l where l.code = t.code)")
                .one();
    }

    StoredTemplate load(CampaignTemplate template) {
        StoredTemplate stored = new StoredTemplate(template, json, clock.instant());
        getEntityManager().persist(stored);
        return stored;
    }

    Listing<Batch> batches(UUID campaign) {
        return listings.of(Batch.class, "Batch b").where("b.campaignId = :campaign", "campaign", campaign);
    }

    Listing<Participation> participations(UUID campaign) {
        return listings.of(Participation.class, "Participation p join fetch p.branch o join fetch p.batch")
                .where(scope.over("p.branch.id"))
                .where("p.campaignId = :campaign", "campaign", campaign);
    }

    /** A batch of a campaign that a body names; the campaign has been found within the scope. */
    public Batch batchNamed(UUID campaign, UUID id, String pointer) {
        return batches(campaign)
                .where("b.id = :batch", "batch", id)
                .maybe()
                .orElseThrow(() -> Refused.field(pointer, "reference-unknown"));
    }

    /** A batch, locked until the transaction ends: its dates change one after the other. */
    public Batch batchLocked(UUID id) {
        return getEntityManager().find(Batch.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Refuses whoever does not reach every branch of the batch: what is done to a batch is done to all of them. */
    public void checkWholeBatch(Batch batch) {
        long within = branchCounts(List.of(batch.id())).getOrDefault(batch.id(), 0L);
        long all = getEntityManager()
                .createQuery("select count(*) from Participation p where p.batch = :batch", Long.class)
                .setParameter("batch", batch)
                .getSingleResult();
        if (within < all || all == 0) {
            throw Refused.forbidden("campaign/not-the-whole-batch", within, all);
        }
    }

    /** The predicate that a batch has a branch within the caller's reach. */
    public Condition withBatch(String batchIdExpression) {
        Condition within = scope.over("part.branch.id");
        return new Condition(
                "exists (select 1 from Participation part where part.batch.id = " + batchIdExpression + " and "
                        + within.hql() + ")",
                within.parameters());
    }

    /** Gives the batch other dates and keeps those it had, with the reason and the document that ordered it. CAM-4. */
    public void change(Batch batch, List<Batch.Dates> dates, PhaseKind extended, PhaseChange.Grounds grounds) {
        for (Batch.Dates to : dates) {
            Batch.Dates was = batch.dates(to.kind()).orElseThrow();
            if (!was.startsOn().equals(to.startsOn()) || !was.endsOn().equals(to.endsOn())) {
                getEntityManager()
                        .persist(new PhaseChange(
                                batch,
                                was,
                                to,
                                to.kind() != extended,
                                grounds,
                                scope.actor().name(),
                                clock.instant()));
            }
        }
        batch.plan(batch.name(), dates);
    }

    Listing<PhaseChange> changes(UUID campaign) {
        return listings.of(PhaseChange.class, "PhaseChange c join fetch c.batch")
                .where("c.campaignId = :campaign", "campaign", campaign);
    }

    /** The last day of a phase for a branch; nothing where the branch does not take part. The caller's scope has been checked. */
    public Optional<LocalDate> endOf(PhaseKind phase, UUID campaign, UUID branch) {
        return getEntityManager()
                .createQuery(
                        "select d.endsOn from Participation p join p.batch b join b.phases d"
                                + " where p.campaignId = :campaign and p.branch.id = :branch and d.kind = :phase",
                        LocalDate.class)
                .setParameter("campaign", campaign)
                .setParameter("branch", branch)
                .setParameter("phase", phase)
                .getResultStream()
                .findFirst();
    }

    /** The phase that a branch is in; nothing where the branch does not take part. The caller's scope has been checked. */
    public Optional<PhaseKind> phaseOf(UUID campaign, UUID branch) {
        return getEntityManager()
                .createQuery(
                        "select p.phase from Participation p where p.campaignId = :campaign and p.branch.id = :branch",
                        PhaseKind.class)
                .setParameter("campaign", campaign)
                .setParameter("branch", branch)
                .getResultStream()
                .findFirst();
    }

    /** The phase each of the branches is in; a branch that does not take part has none. Callers ask for what their scope has shown them. */
    public Map<UUID, PhaseKind> phases(UUID campaign, Collection<UUID> branches) {
        Map<UUID, PhaseKind> phases = new HashMap<>();
        if (!branches.isEmpty()) {
            getEntityManager()
                    .createQuery(
                            "select p.branch.id, p.phase from Participation p where p.campaignId = :campaign and p.branch.id in (:branches)",
                            Object[].class)
                    .setParameter("campaign", campaign)
                    .setParameter("branches", branches)
                    .getResultList()
                    .forEach(row -> phases.put((UUID) row[0], (PhaseKind) row[1]));
        }
        return phases;
    }

    /** How many branches in the caller's reach each batch has: one statement. */
    Map<UUID, Long> branchCounts(Collection<UUID> batches) {
        Map<UUID, Long> counts = new HashMap<>();
        if (!batches.isEmpty()) {
            Condition within = scope.over("p.branch.id");
            var query = getEntityManager()
                    .createQuery(
                            "select p.batch.id, count(*) from Participation p where p.batch.id in (:batches) and "
                                    + within.hql() + " group by p.batch.id",
                            Object[].class)
                    .setParameter("batches", batches);
            within.parameters().forEach(query::setParameter);
            query.getResultList().forEach(row -> counts.put((UUID) row[0], (Long) row[1]));
        }
        return counts;
    }

    /** Makes every branch below the organisations part of the batch; those already in it keep their phase. */
    void enrol(Batch batch, Collection<Organization> organizations) {
        for (Organization top : organizations) {
            List<Organization> branches = getEntityManager()
                    .createQuery(
                            "select o from Organization o where o.kind = BRANCH and o.path >= :from and o.path < :to"
                                    + " and not exists (select 1 from Participation p where p.campaignId = :campaign and p.branch = o)",
                            Organization.class)
                    .setParameter("from", top.path())
                    .setParameter("to", top.path().substring(0, top.path().length() - 1) + "0")
                    .setParameter("campaign", batch.campaignId())
                    .getResultList();
            branches.forEach(branch -> getEntityManager().persist(new Participation(batch, branch)));
        }
        getEntityManager().flush();
    }

    void add(Batch batch) {
        getEntityManager().persist(batch);
    }
}
