package org.zhixing.study.hours;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.zhixing.audit.NotRecorded;

/** Minutes a member is credited with for one half-day. Written by {@link Credits} alone. */
@Entity
@NotRecorded
@Immutable
@IdClass(HalfDayCredit.Key.class)
class HalfDayCredit {
    /** The database allows one credit per member and half-day. */
    record Key(UUID campaignId, UUID memberId, LocalDate date, HalfDay half) {}

    @Id
    private UUID campaignId;

    @Id
    private UUID memberId;

    @Id
    private LocalDate date;

    @Id
    @Enumerated(EnumType.STRING)
    private HalfDay half;

    private int minutes;
}
