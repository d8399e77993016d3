/** Minutes of sessions, their versions, and who of those there confirms them. STU-6. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.minutes;
