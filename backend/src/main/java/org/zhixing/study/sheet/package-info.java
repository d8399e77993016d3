/** Attendance sheets to be printed, signed and keyed in, found again by the code on the paper. STU-3. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.sheet;
