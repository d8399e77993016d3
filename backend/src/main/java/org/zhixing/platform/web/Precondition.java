package org.zhixing.platform.web;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.problem.Refused;

/** The state a change was made against. */
public class Precondition {
    @HeaderParam(HttpHeaders.IF_MATCH)
    @Parameter(description = "读取时得到的 ETag The ETag that the read gave", example = "\"3\"")
    public @Nullable String ifMatch;

    /** Refuses with 428 where no ETag came, with 412 where the thing has changed since. */
    public void holds(Versioned current) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw Refused.of(428, "if-match-missing");
        }
        String mine = Answer.tag(current.version());
        for (String tag : ifMatch.split(",")) {
            if (tag.strip().equals(mine) || tag.strip().equals("*")) {
                return;
            }
        }
        throw Refused.of(412, "stale");
    }
}
