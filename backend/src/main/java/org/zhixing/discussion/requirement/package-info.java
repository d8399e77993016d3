/** Requirements: drafts distilled from contributions, with sources, wordings and lineage. DIS-3, DIS-4, DIS-6. */
@org.jspecify.annotations.NullMarked
package org.zhixing.discussion.requirement;
