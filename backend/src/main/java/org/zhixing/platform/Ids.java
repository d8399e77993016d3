package org.zhixing.platform;

import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Identifiers: UUID version 7 (RFC 9562), so that a later row has a greater id and indexes grow at one end. */
public final class Ids {
    private Ids() {}

    /** The next id, greater than those this process gave before. */
    public static UUID next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
