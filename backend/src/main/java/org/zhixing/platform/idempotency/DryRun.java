package org.zhixing.platform.idempotency;

import io.quarkus.narayana.jta.QuarkusTransaction;

/** A change that is carried out whole, answered, and undone: {@code ?dryRun=true}. */
public final class DryRun {
    private DryRun() {}

    /** Undoes the running transaction when it ends, if this is a dry run. */
    public static void leaveNothing(boolean dryRun) {
        if (dryRun) {
            QuarkusTransaction.setRollbackOnly();
        }
    }
}
