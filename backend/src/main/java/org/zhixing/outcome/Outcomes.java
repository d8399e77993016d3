package org.zhixing.outcome;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.zhixing.identity.Scope;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;
import org.zhixing.rectification.Ledger;
import org.zhixing.rectification.RectificationItem;

/** Every query for outcomes, scope first. */
@ApplicationScoped
public class Outcomes implements PanacheRepositoryBase<Outcome, UUID> {
    static final Order<Outcome> NEWEST =
            Order.descending("-createdAt", "u.createdAt", Instant.class, Outcome::createdAt, "u.id", Outcome::id);
    static final Order<OutcomeValue> LATEST = Order.descending(
            "-observedOn", "v.observedOn", LocalDate.class, OutcomeValue::observedOn, "v.id", OutcomeValue::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    @Inject
    Ledger ledger;

    public Listing<Outcome> withinScope() {
        return listings.of(Outcome.class, "Outcome u join fetch u.organization o join fetch u.campaign")
                .where(scope.over("u.organization.id"));
    }

    Outcome get(UUID id) {
        return withinScope().where("u.id = :id", "id", id).one();
    }

    Listing<OutcomeValue> values(UUID outcome) {
        return listings.of(OutcomeValue.class, "OutcomeValue v").where("v.outcomeId = :outcome", "outcome", outcome);
    }

    /** The latest of each outcome's values that nothing corrects: one statement. */
    Map<UUID, OutcomeValue> latest(Collection<UUID> outcomes) {
        if (outcomes.isEmpty()) {
            return Map.of();
        }
        Map<UUID, OutcomeValue> latest = new HashMap<>();
        getEntityManager()
                .createQuery(
                        "from OutcomeValue v where v.outcomeId in (:outcomes)"
                                + " and not exists (select 1 from OutcomeValue c where c.correctsId = v.id)"
                                + " and not exists (select 1 from OutcomeValue n where n.outcomeId = v.outcomeId"
                                + " and (n.observedOn > v.observedOn or n.observedOn = v.observedOn and n.id > v.id)"
                                + " and not exists (select 1 from OutcomeValue d where d.correctsId = n.id))",
                        OutcomeValue.class)
                .setParameter("outcomes", outcomes)
                .getResultList()
                .forEach(value -> latest.put(value.outcomeId(), value));
        return latest;
    }

    /** The value to be corrected: one of this outcome that nothing corrects yet. */
    OutcomeValue toCorrect(UUID outcome, UUID value) {
        return values(outcome)
                .where("v.id = :value", "value", value)
                .where("not exists (select 1 from OutcomeValue c where c.correctsId = v.id)")
                .maybe()
                .orElseThrow(() -> Refused.field("/correctsId", "reference-unknown"));
    }

    void add(OutcomeValue value) {
        getEntityManager().persist(value);
    }

    /** Puts an outcome's ties in place of those it had; items are named within reach and of its campaign. */
    void tie(Outcome outcome, List<OutcomeResource.TieForm> wanted, Instant at) {
        Map<UUID, OutcomeTie> had = new LinkedHashMap<>();
        ties(List.of(outcome.id())).forEach(t -> had.put(t.itemId(), t));
        Map<UUID, RectificationItem> items =
                items(wanted.stream().map(OutcomeResource.TieForm::itemId).toList());
        Map<UUID, OutcomeResource.TieForm> named = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            OutcomeResource.TieForm form = wanted.get(i);
            RectificationItem item = items.get(form.itemId());
            if (item == null || !item.campaign().id().equals(outcome.campaign().id())) {
                throw Refused.field("/items/" + i + "/itemId", "reference-unknown");
            }
            if (form.measureId() != null && item.measures().stream().noneMatch(m -> m.id().equals(form.measureId()))) {
                throw Refused.field("/items/" + i + "/measureId", "reference-unknown");
            }
            named.put(form.itemId(), form);
        }
        had.forEach((item, tie) -> {
            OutcomeResource.TieForm kept = named.get(item);
            if (kept != null && Objects.equals(kept.measureId(), tie.measureId())) {
                named.remove(item);
            } else {
                getEntityManager().remove(tie);
            }
        });
        getEntityManager().flush();
        named.values().forEach(form -> getEntityManager()
                .persist(new OutcomeTie(outcome.id(), form.itemId(), form.measureId(), at)));
    }

    List<OutcomeTie> ties(Collection<UUID> outcomes) {
        return outcomes.isEmpty()
                ? List.of()
                : getEntityManager()
                        .createQuery(
                                "from OutcomeTie t where t.outcomeId in (:outcomes) order by t.at, t.itemId",
                                OutcomeTie.class)
                        .setParameter("outcomes", outcomes)
                        .getResultList();
    }

    /** Those of the items that the caller reaches. */
    Map<UUID, RectificationItem> items(Collection<UUID> ids) {
        Map<UUID, RectificationItem> items = new HashMap<>();
        if (!ids.isEmpty()) {
            ledger.withinScope()
                    .where("i.id in (:ids)", "ids", ids)
                    .first(ids.size(), Order.ascending("id", "i.id", UUID.class, RectificationItem::id))
                    .forEach(i -> items.put(i.id(), i));
        }
        return items;
    }
}
