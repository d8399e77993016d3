/** Study sessions: planned, held, corrected, the branches that they cover, and what is in the way of what. STU-1. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study;
