package org.zhixing.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who acts in the current request or job, and for whom. */
public record Doer(
        Kind kind,
        @Nullable UUID id,
        @Nullable String name,
        @Nullable UUID behalfId,
        @Nullable String behalfName) {
    /** A person with an account, another system, the service itself, or somebody who has not signed in. */
    public enum Kind {
        PERSON,
        CLIENT,
        SYSTEM,
        NOBODY
    }

    /** The service itself, as when it fills an empty database. */
    public static final Doer SERVICE = new Doer(Kind.SYSTEM, null, null, null, null);

    /** Tells who acts; the feature that knows callers provides it. */
    public interface Source {
        Doer current();
    }
}
