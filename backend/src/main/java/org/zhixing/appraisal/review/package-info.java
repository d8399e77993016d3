/** Meetings of democratic review: who is reviewed, who came, what was said. APP-1. */
@org.jspecify.annotations.NullMarked
package org.zhixing.appraisal.review;
