/**
 * What every feature stands on and that knows no feature: problem details, paging, ids, ETags, idempotency, the clock,
 * stored files, encryption, the embedded database.
 */
@org.jspecify.annotations.NullMarked
package org.zhixing.platform;
