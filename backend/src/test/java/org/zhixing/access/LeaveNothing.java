package org.zhixing.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.zhixing.platform.idempotency.Writes;

/** Undoes a write whose request says {@code X-Leave-Nothing}: it is carried out whole and answered, and nothing stays. */
@Writes
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
class LeaveNothing {
    static final String HEADER = "X-Leave-Nothing";

    @Context
    HttpHeaders headers;

    @Inject
    EntityManager entities;

    /** Flushes first, so that what the database would refuse at the end is refused all the same. */
    @AroundInvoke
    Object undo(InvocationContext call) throws Exception {
        Object result = call.proceed();
        if (headers.getHeaderString(HEADER) != null) {
            entities.flush();
            QuarkusTransaction.setRollbackOnly();
        }
        return result;
    }
}
