package org.zhixing.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.NotRecorded;

/** Stands in for the second factor, once. */
@Entity
@NotRecorded
@IdClass(RecoveryCode.Key.class)
class RecoveryCode {
    /** A code of an account. */
    record Key(UUID accountId, byte[] codeHash) {}

    @Id
    private UUID accountId;

    @Id
    private byte[] codeHash;

    private @Nullable Instant usedAt;

    protected RecoveryCode() {}

    RecoveryCode(UUID accountId, byte[] codeHash) {
        this.accountId = accountId;
        this.codeHash = codeHash;
    }
}
