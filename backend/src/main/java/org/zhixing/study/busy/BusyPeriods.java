package org.zhixing.study.busy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.zhixing.identity.Scope;
import org.zhixing.organization.Organization;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for busy periods, scope first. */
@ApplicationScoped
class BusyPeriods implements PanacheRepositoryBase<BusyPeriod, UUID> {
    static final Order<BusyPeriod> BY_DATE =
            Order.ascending("from", "p.fromDate", LocalDate.class, BusyPeriod::from, "p.id", BusyPeriod::id);
    /** A calendar longer than this is no calendar any more. */
    private static final int MOST = 200;

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    Listing<BusyPeriod> withinScope() {
        return all().where(scope.over("p.organization.id"));
    }

    /** Those that hold for an organisation: its own and those of the organisations above. It has been found within the scope. */
    Listing<BusyPeriod> holdingFor(Organization organization) {
        return all().where(new Condition("o.path <= :path and o.pathEnd > :path", Map.of("path", organization.path())));
    }

    private Listing<BusyPeriod> all() {
        return listings.of(BusyPeriod.class, "BusyPeriod p join fetch p.organization o");
    }

    BusyPeriod get(UUID id) {
        return withinScope().where("p.id = :id", "id", id).one();
    }

    BusyPeriod note(Organization organization, BusyPeriod.Editable facts) {
        if (count("organization", organization) >= MOST) {
            throw Refused.conflict("busy/too-many", MOST);
        }
        BusyPeriod period = new BusyPeriod(organization, facts, scope.actor().name());
        persistAndFlush(period);
        return period;
    }
}
