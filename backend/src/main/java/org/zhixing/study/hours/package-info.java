/** Half-days, what members are credited with for them, and whether they will reach the quota. STU-2, STU-5. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.hours;
