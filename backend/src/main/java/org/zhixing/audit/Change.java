package org.zhixing.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.UUID;

/**
 * One thing that was changed or read.
 *
 * @param type what it is, by the name of its entity, as {@code Member}
 * @param before the fields' values before, masked where they are protected; only those that changed
 * @param after their values after
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Change(Kind kind, String type, UUID id, Map<String, Object> before, Map<String, Object> after) {
    /** What happened to it. */
    public enum Kind {
        CREATED,
        CHANGED,
        DELETED,
        READ,
        SIGNED_IN,
        SIGNED_OUT,
        REFUSED
    }
}
