/** Who was at a session: rolls, check-ins by code, leave, and what contradicts what. STU-3, STU-4. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.attendance;
