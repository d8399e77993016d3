/** Sessions planned together, week after week. STU-1. */
@org.jspecify.annotations.NullMarked
package org.zhixing.study.series;
