package org.zhixing.identity.oversight;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.zhixing.audit.AuditEvent;
import org.zhixing.audit.AuditVerification;
import org.zhixing.identity.Actor;
import org.zhixing.identity.Scope;
import org.zhixing.platform.query.Condition;
import org.zhixing.platform.query.Listing;
import org.zhixing.platform.query.Listings;
import org.zhixing.platform.query.Order;

/** Every query for the record. */
@ApplicationScoped
class AuditEvents {
    static final Order<AuditEvent> LATEST =
            Order.descending("-at", "e.at", Instant.class, AuditEvent::at, "e.id", AuditEvent::id);
    static final Order<AuditVerification> LATEST_CHECK = Order.descending(
            "-startedAt", "v.startedAt", Instant.class, AuditVerification::startedAt, "v.id", AuditVerification::id);

    @Inject
    Scope scope;

    @Inject
    Listings listings;

    /** What happened within the caller's reach; what belongs to no organisation is for those who hold a root. */
    Listing<AuditEvent> withinScope() {
        return listings.of(AuditEvent.class, "AuditEvent e").where(scope.overOrOfTheHouse("e.organizationId"));
    }

    /** What was done with the caller's own account or member record, wherever. */
    Listing<AuditEvent> own() {
        Actor me = scope.actor();
        UUID member = me.memberId() == null ? me.accountId() : me.memberId();
        return listings.of(AuditEvent.class, "AuditEvent e")
                .where(Condition.of(
                                "array_contains(e.subjects, :me) or array_contains(e.subjects, :account)", "me", member)
                        .and("account", me.accountId()));
    }

    Listing<AuditVerification> verifications() {
        return listings.of(AuditVerification.class, "AuditVerification v");
    }
}
