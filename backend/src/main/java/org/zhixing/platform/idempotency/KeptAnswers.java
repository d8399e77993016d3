package org.zhixing.platform.idempotency;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.zhixing.platform.crypto.ProtectedColumn;

/** Kept answers are renewed with the keys. */
@Dependent
class KeptAnswers {
    @Produces
    @Singleton
    ProtectedColumn bodies() {
        return ProtectedColumn.of("idempotency_record", "body_secret", "")
                .keyedBy(List.of("place"), key -> IdempotencyRecord.context((byte[]) key.getFirst()));
    }
}
