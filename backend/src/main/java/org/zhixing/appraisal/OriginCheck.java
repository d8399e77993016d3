package org.zhixing.appraisal;

import java.util.UUID;

/** Knows the things of one kind that a problem can come from. The feature that keeps them gives a bean. APP-4. */
public interface OriginCheck {
    Origin kind();

    /** Whether the caller of this request reaches the thing. */
    boolean reaches(UUID reference);
}
