package org.zhixing.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.zhixing.audit.NotRecorded;

/** Failures in a row for a name, at one address or anywhere, and until when it has to wait. */
@Entity
@NotRecorded
@Table(name = "sign_in_brake")
class SignInBrakePlace {
    @Id
    private byte[] place;

    private int failures;
    private Instant failedAt;
    private Instant openAt;

    protected SignInBrakePlace() {}
}
