/** What members write about themselves against the criteria. APP-1. */
@org.jspecify.annotations.NullMarked
package org.zhixing.appraisal.analysis;
