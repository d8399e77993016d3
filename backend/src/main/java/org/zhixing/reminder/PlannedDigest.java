package org.zhixing.reminder;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.audit.NotRecorded;

/** That an account has a digest for a day; read in predicates only, {@link Digests} keeps the rows. */
@Entity
@Immutable
@NotRecorded
@Table(name = "reminder_digest")
@IdClass(PlannedDigest.Key.class)
class PlannedDigest {
    /** One for an account and a day. */
    record Key(UUID accountId, LocalDate day) {}

    @Id
    private UUID accountId;

    @Id
    private LocalDate day;
}
