package org.zhixing.appraisal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What brought a problem to light. */
@Schema(name = "OriginKind")
public enum Origin {
    SESSION,
    DISCUSSION,
    OPINION,
    SELF_ANALYSIS,
    REVIEW,
    VISIT,
    OTHER
}
